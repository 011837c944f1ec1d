const KEY = 'paperround-focus';
/** A page that comes later than this after a form is no answer to it. */
const FRESH_MS = 30_000;

interface Left {
  path: string;
  action: string;
  at: number;
}

/**
 * Whoever acts by keyboard stays where they were: after a form the focus is on the way back, or on the same form if it is still there, and
 * not at the top of the page.
 */
export function keepFocus(): void {
  document.addEventListener('submit', ({ target, submitter }) => {
    if (!(target instanceof HTMLFormElement) || target.method !== 'post') return;
    const action =
      submitter instanceof HTMLButtonElement && submitter.formAction ? submitter.formAction : target.action;
    const left: Left = { path: location.pathname, action, at: Date.now() };
    sessionStorage.setItem(KEY, JSON.stringify(left));
  });
  const left = take();
  // A field with a fault asks for the focus itself, and gets it later than this runs.
  const isFree = document.activeElement === document.body && document.querySelector('[autofocus]') === null;
  if (!left || !isFree || location.hash !== '' || left.path !== location.pathname) return;
  const back = document.querySelector<HTMLElement>('.undo button');
  (back ?? sameForm(left.action))?.focus();
}

function take(): Left | undefined {
  const text = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  if (text === null) return undefined;
  const left = JSON.parse(text) as Left;
  return Date.now() - left.at < FRESH_MS ? left : undefined;
}

function sameForm(action: string): HTMLElement | undefined {
  const form = [...document.forms].find((one) => one.action === action);
  return form?.querySelector<HTMLElement>('button:not([type=button])') ?? undefined;
}
