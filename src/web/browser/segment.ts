/** The form of a segment: each change is counted at once, as the button Count does it. */
const PAUSE_MS = 300;

let timer: ReturnType<typeof setTimeout> | undefined;
let asking = new AbortController();

document.addEventListener('change', (event) => {
  const { target } = event;
  if (target instanceof HTMLElement && (target.dataset['recount'] !== undefined || target.id === 'match'))
    void recount();
});
document.addEventListener('input', ({ target }) => {
  if (!(target instanceof HTMLInputElement) || target.dataset['recount'] === undefined) return;
  clearTimeout(timer);
  timer = setTimeout(() => void recount(), PAUSE_MS);
});

async function recount(): Promise<void> {
  clearTimeout(timer);
  asking.abort();
  asking = new AbortController();
  const form = document.querySelector<HTMLFormElement>('form[data-segment]');
  if (!form) return;
  const sent = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') sent.append(name, value);
  sent.set('step', 'count');
  try {
    const answer = await fetch(form.action, { method: 'POST', body: sent, signal: asking.signal });
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const next = page.querySelector<HTMLFormElement>('form[data-segment]');
    if (next) putInPlace(form, next);
  } catch {
    // The button Count is still there.
  }
}

/** The focus, and what somebody types meanwhile, stay where they are. */
function putInPlace(form: HTMLFormElement, next: HTMLFormElement): void {
  const focused = document.activeElement;
  const id = focused instanceof HTMLElement && form.contains(focused) ? focused.id : '';
  const typed = focused instanceof HTMLInputElement ? focused : undefined;
  const [start, end] = [typed?.selectionStart ?? null, typed?.selectionEnd ?? null];
  const value = typed?.value;
  form.replaceWith(next);
  const again = id === '' ? null : document.getElementById(id);
  if (!(again instanceof HTMLElement)) return;
  if (again instanceof HTMLInputElement && value !== undefined) again.value = value;
  again.focus();
  if (again instanceof HTMLInputElement && start !== null) again.setSelectionRange(start, end);
}
