/** Arrows go by day and week, Enter opens, M moves, Escape leaves, Page Up and Down turn, T leads to today. */
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

export function moveByKeys(calendar: HTMLElement): void {
  const days = [...new Set([...calendar.querySelectorAll<HTMLElement>('[data-day]')].map(dateOf))];

  document.addEventListener('keydown', (event) => {
    const { target, key } = event;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!(target instanceof HTMLElement) || isTyping(target)) return;
    const isInside = calendar.contains(target);
    if (!isInside && target !== document.body && target.id !== 'main') return;
    if (key in STEPS && (isInside || key === 'ArrowLeft' || key === 'ArrowRight'))
      step(event, target, isInside);
    else if (key === 'PageUp' || key === 'PageDown') turn(event, key);
    else if (key === 'Enter') open(event, target);
    else if ('shortcuts' in document.body.dataset && !event.shiftKey) {
      if (key === 't') turn(event, 't');
      if (key === 'm') openMove(event, target);
    }
  });

  // Leaving the form gives the focus back to its tile.
  calendar.addEventListener('click', (event) => {
    const leave = event.target instanceof Element ? event.target.closest('[data-leave]') : null;
    const menu = leave?.closest('details');
    if (!menu) return;
    event.preventDefault();
    menu.open = false;
    menu.parentElement?.querySelector('a')?.focus();
  });

  function step(event: KeyboardEvent, target: HTMLElement, isInside: boolean): void {
    const here = target.closest<HTMLElement>('[data-day]');
    event.preventDefault();
    if (!isInside || !here) return focusDay(firstDay(calendar));
    const index = days.indexOf(dateOf(here)) + (STEPS[event.key] ?? 0);
    const date = days[index];
    if (date === undefined) return turn(event, index < 0 ? 'PageUp' : 'PageDown');
    focusDay(cellOf(calendar, date));
  }
}

const dateOf = (day: HTMLElement) => day.dataset['day'] ?? '';

/** In a week a day has a cell for each part: the one with something in it. */
function cellOf(calendar: HTMLElement, date: string): HTMLElement | undefined {
  const cells = [...calendar.querySelectorAll<HTMLElement>(`[data-day="${date}"]`)];
  return cells.find((cell) => cell.querySelector('.tile')) ?? cells[0];
}

/** Today, or the first of what is shown. */
function firstDay(calendar: HTMLElement): HTMLElement | undefined {
  const find = (selector: string) => calendar.querySelector<HTMLElement>(selector);
  const first = find('.day-now[data-day], td.is-now') ?? find('[data-day]:not(.day-out)');
  return first ? cellOf(calendar, dateOf(first)) : undefined;
}

/** What waits for its time first: one comes to move it. */
function focusDay(day: HTMLElement | undefined): void {
  if (!day) return;
  const link =
    day.querySelector<HTMLElement>('.tile-movable > a') ?? day.querySelector<HTMLElement>('.tile > a');
  day.tabIndex = -1;
  (link ?? day).focus();
}

function turn(event: KeyboardEvent, key: string): void {
  const link = document.querySelector<HTMLAnchorElement>(`[data-key="${key}"]`);
  if (!link) return;
  event.preventDefault();
  link.click();
}

/** A link opens by itself; a day without one leads to its own page. */
function open(event: KeyboardEvent, target: HTMLElement): void {
  const { href } = target.dataset;
  if (href === undefined) return;
  event.preventDefault();
  location.assign(href);
}

function openMove(event: KeyboardEvent, target: HTMLElement): void {
  const day = target.closest('[data-day]');
  const tile = target.closest('[data-movable]') ?? day?.querySelector('[data-movable]');
  const menu = tile?.querySelector<HTMLDetailsElement>('details.tile-move');
  if (!menu) return;
  event.preventDefault();
  menu.open = true;
  menu.querySelector('select')?.focus();
}

const isTyping = (target: HTMLElement) =>
  target.isContentEditable || target.closest('input, select, textarea, [role=textbox], dialog') !== null;
