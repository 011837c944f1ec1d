import { onViewLinks } from './view-links.ts';

/** The look: the mail beside the form follows what is typed, and so do the words about its colours. */
const PAUSE_MS = 300;

function start(form: HTMLFormElement): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;

  form.querySelector<HTMLElement>('[data-refresh]')?.setAttribute('hidden', '');
  for (const pair of form.querySelectorAll<HTMLElement>('[data-color]')) tie(pair);
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => void show(), PAUSE_MS);
  });
  onViewLinks(form, (_link, view) => void show(`[data-view="${view}"]`));

  /** Our own page about what is typed: its parts take the place of those that are shown. */
  async function show(focus?: string): Promise<void> {
    const number = (asked += 1);
    const address = `${form.action}?${queryOf(form)}`;
    const answer = await fetch(address).catch(() => undefined);
    if (!answer?.ok || number !== asked) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (number !== asked) return;
    for (const part of document.querySelectorAll<HTMLElement>('[data-live]')) {
      const fresh = page.querySelector(`[data-live="${part.dataset['live'] ?? ''}"]`);
      if (fresh) part.replaceChildren(...fresh.childNodes);
    }
    if (focus) document.querySelector<HTMLElement>(focus)?.focus();
  }
}

function queryOf(form: HTMLFormElement): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string' && name !== 'before') query.set(name, value);
  }
  return query;
}

/** A colour can be chosen or typed. */
function tie(pair: HTMLElement): void {
  const chosen = pair.querySelector<HTMLInputElement>('input[type="color"]');
  const typed = pair.querySelector<HTMLInputElement>('[data-hex]');
  if (!chosen || !typed) return;
  typed.hidden = false;
  chosen.addEventListener('input', () => (typed.value = chosen.value));
  typed.addEventListener('input', () => {
    if (/^#[0-9a-f]{6}$/i.test(typed.value)) chosen.value = typed.value;
  });
}

const form = document.getElementById('look');
if (form instanceof HTMLFormElement) start(form);
