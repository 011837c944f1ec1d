/** On the page that asks for a check: calculates in a worker and sends the form. Whatever fails leaves the button, which waits. */
const form = document.querySelector<HTMLFormElement>('#check');
const status = form?.querySelector<HTMLElement>('[data-works]');
if (form && status) void check(form, status);

async function check(form: HTMLFormElement, status: HTMLElement): Promise<void> {
  status.textContent = status.dataset['works'] ?? '';
  const answer = await calculate(form.dataset['challenge'] ?? '', form.dataset['worker'] ?? '').catch(
    () => null,
  );
  if (answer === null) status.textContent = status.dataset['failed'] ?? '';
  else send(form, answer);
}

async function calculate(challengeUrl: string, workerUrl: string): Promise<string | null> {
  const challenge: unknown = await (await fetch(challengeUrl)).json();
  const worker = new Worker(workerUrl, { type: 'module' });
  return new Promise((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<string | null>) => resolve(data));
    worker.addEventListener('error', reject);
    worker.postMessage(challenge);
  });
}

function send(form: HTMLFormElement, answer: string): void {
  const field = document.createElement('input');
  field.type = 'hidden';
  field.name = 'altcha';
  field.value = answer;
  form.append(field);
  form.submit();
}
