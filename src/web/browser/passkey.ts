/** Makes and uses passkeys: the form of each goes on with what the browser's key signed. */
import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser';

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]'))
  if (browserSupportsWebAuthn()) start(form);

function start(form: HTMLFormElement): void {
  const part = form.closest<HTMLElement>('[data-needs-passkeys]');
  if (part) part.hidden = false;
  let isBusy = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (isBusy) return;
    isBusy = true;
    void sign(form).finally(() => (isBusy = false));
  });
}

async function sign(form: HTMLFormElement): Promise<void> {
  const { passkey: way, options: url = '', failed = '' } = form.dataset;
  say(form, '');
  const answer = await fetch(url, { method: 'POST', redirect: 'manual' }).catch(() => undefined);
  // Signed out, or a proof that is too old: the answer to the form itself says so.
  if (answer && !answer.ok) return form.submit();
  if (!answer) return say(form, failed);
  try {
    const optionsJSON = await answer.json();
    const signed =
      way === 'new' ? await startRegistration({ optionsJSON }) : await startAuthentication({ optionsJSON });
    const field = form.elements.namedItem('answer');
    if (field instanceof HTMLInputElement) field.value = JSON.stringify(signed);
    form.submit();
  } catch {
    // Cancelled, or nothing here fits.
    say(form, failed);
  }
}

function say(form: HTMLFormElement, text: string): void {
  const status = form.querySelector<HTMLElement>('[role=status]');
  if (status) status.textContent = text;
}
