import { openDialog, partOf } from './dialog.ts';

/** A second key belongs to the first for so long. */
const TOGETHER_MS = 1500;

/** Keys of one letter: `g` and a place, `n`, `?`. Each does what a link does. */
export function singleKeys(): void {
  let went = Number.NEGATIVE_INFINITY;
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (isTyping(event.target)) return;
    const isSecond = event.timeStamp - went < TOGETHER_MS;
    const isFirst = !isSecond && event.key === 'g';
    went = isFirst ? event.timeStamp : Number.NEGATIVE_INFINITY;
    if (isFirst) return;
    const act = isSecond ? goTo(event.key) : ACTS[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}

/** Where somebody writes or chooses, a letter is a letter. */
export const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.closest('input:not([type=checkbox]), textarea, select, dialog, [role=textbox]') !== null);

const placeOf = (key: string) => document.querySelector<HTMLAnchorElement>(`[data-go="${CSS.escape(key)}"]`);

function goTo(key: string): (() => void) | undefined {
  const link = placeOf(key);
  return link ? () => link.click() : undefined;
}

const ACTS: Record<string, (() => void) | undefined> = {
  n: () => {
    const home = placeOf('t');
    if (home) location.assign(`${home.pathname}/sends/new`);
  },
  '?': () => void showKeys(),
};

async function showKeys(): Promise<void> {
  const url = new URL('/admin/keys', location.href);
  const keys = await partOf(url, 'keys').catch(() => undefined);
  if (!keys) return location.assign(url);
  const link = document.querySelector<HTMLAnchorElement>('a[href="/admin/keys"]');
  const dialog = openDialog(link?.textContent ?? '');
  const head = document.createElement('form');
  head.method = 'dialog';
  head.className = 'palette-head';
  const title = document.createElement('h2');
  title.textContent = link?.textContent ?? '';
  const close = document.createElement('button');
  close.className = 'btn btn-small';
  close.textContent = keys.dataset['close'] ?? '×';
  head.append(title, close);
  dialog.append(head, keys);
}
