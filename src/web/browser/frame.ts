/** What every page of the desk does quicker with script. */
import { keepFocus } from './frame/keep-focus.ts';
import { listKeys } from './frame/lists.ts';
import { openMenus } from './frame/menus.ts';
import { openSearch } from './frame/search.ts';
import { singleKeys } from './frame/shortcuts.ts';

openMenus();
openSearch();
listKeys();
keepFocus();
if ('shortcuts' in document.body.dataset) singleKeys();

// A button that copies the text of the element its data-copy names.
document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-copy]') : null;
  const source = button && document.getElementById(button.dataset['copy'] ?? '');
  if (!button || !source) return;
  const said = document.createElement('span');
  said.setAttribute('role', 'status');
  button.after(said);
  void navigator.clipboard.writeText(source.textContent).then(() => {
    said.textContent = button.dataset['copied'] ?? '✓';
  });
});

// The set-up page proposes the time zone and the language of the browser; the server cannot know the zone.
if (location.pathname.startsWith('/setup/')) {
  propose('timeZone', 'UTC', [Intl.DateTimeFormat().resolvedOptions().timeZone]);
  propose('language', 'en', [navigator.language, navigator.language.split('-')[0] ?? '']);
}

/** Chooses the first of these that the field offers, while it stands as it was made. */
function propose(name: string, unless: string, wanted: string[]): void {
  const field = document.querySelector(`select[name=${name}]`);
  if (!(field instanceof HTMLSelectElement) || field.value !== unless) return;
  const offered = new Set([...field.options].map(({ value }) => value));
  const found = wanted.find((value) => offered.has(value));
  if (found !== undefined) field.value = found;
}
