/** What every page of the desk does quicker with script. */
import { listKeys } from './frame/lists.ts';
import { openMenus } from './frame/menus.ts';
import { openSearch } from './frame/search.ts';
import { singleKeys } from './frame/shortcuts.ts';

openMenus();
openSearch();
listKeys();
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

// The set-up page proposes the time zone of the browser; the server cannot know it.
const zone = location.pathname.startsWith('/setup/') && document.querySelector('select[name=timeZone]');
const guess = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (
  zone instanceof HTMLSelectElement &&
  zone.value === 'UTC' &&
  [...zone.options].some(({ value }) => value === guess)
)
  zone.value = guess;
