/** Menus are `<details class="menu">`: they open without this. It adds Escape, arrows, and closing by leaving. */
export function openMenus(): void {
  document.addEventListener('click', ({ target }) => closeOthers(target));
  // Opening one closes the others.
  document.addEventListener('toggle', ({ target }) => isOpenMenu(target) && closeOthers(target), true);
  document.addEventListener('focusout', ({ target, relatedTarget }) => {
    const menu = menuOf(target);
    if (menu?.open && relatedTarget instanceof Node && !menu.contains(relatedTarget)) menu.open = false;
  });
  document.addEventListener('keydown', (event) => {
    const menu = menuOf(event.target);
    if (!menu || event.defaultPrevented) return;
    if (event.key === 'Escape' && menu.open) leave(event, menu);
    else if (['ArrowDown', 'ArrowUp', 'Home', 'End'].includes(event.key)) walk(event, menu);
  });
}

const menuOf = (target: EventTarget | null) =>
  target instanceof Element ? target.closest<HTMLDetailsElement>('details.menu') : null;

const isOpenMenu = (target: EventTarget | null) =>
  target instanceof HTMLDetailsElement && target.classList.contains('menu') && target.open;

function closeOthers(target: EventTarget | null): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>('details.menu[open]'))
    if (!(target instanceof Node && menu.contains(target))) menu.open = false;
}

function leave(event: KeyboardEvent, menu: HTMLDetailsElement): void {
  event.preventDefault();
  menu.open = false;
  // That of a tile belongs to the link beside it.
  const opener = menu.matches('.tile-move') ? menu.parentElement?.querySelector('a') : null;
  (opener ?? menu.querySelector('summary'))?.focus();
}

/** Up and down among the entries; in a form, arrows belong to its fields. */
function walk(event: KeyboardEvent, menu: HTMLDetailsElement): void {
  const { target, key } = event;
  if (!(target instanceof HTMLElement) || !target.matches('summary, a, button')) return;
  const entries = [...menu.querySelectorAll<HTMLElement>('.menu-sheet :is(a, button, input, select)')];
  if (target.matches('summary') && key !== 'ArrowDown') return;
  event.preventDefault();
  menu.open = true;
  const here = entries.indexOf(target);
  const next = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: -1 }[key] ?? 0;
  entries.at(next % entries.length)?.focus();
}
