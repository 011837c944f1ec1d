import { isTyping } from './shortcuts.ts';

/** In a list whose row has the focus: arrows go from row to row, `x` picks, Shift picks on the way, `.` opens the menu. */
export function listKeys(): void {
  document.addEventListener('keydown', (event) => {
    const { key, target } = event;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(target)) return;
    if (!(target instanceof HTMLElement) || target.closest('details.menu[open]')) return;
    const row = target.closest<HTMLElement>('.rows > li, .table-cards tbody tr');
    if (!row) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (step !== undefined) walk(event, row, step);
    else if ('shortcuts' in document.body.dataset) act(event, row);
  });
}

function walk(event: KeyboardEvent, row: HTMLElement, step: number): void {
  const rows = [...(row.parentElement?.children ?? [])].filter(
    (other): other is HTMLElement => other instanceof HTMLElement && mainLink(other) !== null,
  );
  const next = rows[rows.indexOf(row) + step];
  if (!next) return;
  event.preventDefault();
  if (event.shiftKey) {
    pick(row, true);
    pick(next, true);
  }
  mainLink(next)?.focus();
}

function act(event: KeyboardEvent, row: HTMLElement): void {
  if (event.key === 'x') {
    event.preventDefault();
    pick(row);
  }
  const menu = event.key === '.' ? row.querySelector<HTMLElement>('details.menu > summary') : null;
  if (!menu) return;
  event.preventDefault();
  menu.click();
  menu.focus();
}

const mainLink = (row: HTMLElement) =>
  row.querySelector<HTMLElement>('a.title') ?? row.querySelector<HTMLElement>('a, button, summary');

function pick(row: HTMLElement, isPicked?: boolean): void {
  const box = row.querySelector<HTMLInputElement>('input[type=checkbox]');
  if (box && box.checked !== isPicked) box.click();
}
