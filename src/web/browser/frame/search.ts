import { openDialog, partOf } from './dialog.ts';

/** Somebody who types on asks once. */
const PAUSE_MS = 150;

/** Ctrl K, or the link to the search page, opens what that page finds in a dialog. */
export function openSearch(): void {
  const link = document.querySelector<HTMLAnchorElement>('[data-search]');
  if (!link) return;
  document.addEventListener('keydown', (event) => {
    if (
      event.key.toLowerCase() !== 'k' ||
      !(event.ctrlKey || event.metaKey) ||
      event.shiftKey ||
      event.altKey
    )
      return;
    if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
    event.preventDefault();
    showSearch(link);
  });
  link.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    showSearch(link);
  });
}

function showSearch(link: HTMLAnchorElement): void {
  const name = link.querySelector('.word')?.textContent ?? '';
  const dialog = openDialog(name);
  const field = fieldOf(name);
  const list = document.createElement('div');
  list.id = 'hits-list';
  list.className = 'palette';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', name);
  const said = document.createElement('p');
  said.className = 'sr';
  said.setAttribute('role', 'status');
  dialog.append(field, list, said);
  field.focus();

  let asking = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** What the list answers. */
  let answered: string | undefined;
  const url = () => {
    const address = new URL(link.href);
    address.searchParams.set('q', field.value);
    return address;
  };
  const ask = async () => {
    clearTimeout(timer);
    asking.abort();
    asking = new AbortController();
    const asked = field.value;
    try {
      const found = await partOf(url(), 'hits', asking.signal);
      // The page itself says what is the matter.
      if (!found) return location.assign(url());
      list.replaceChildren(...found.childNodes);
      makeOptions(list);
      said.textContent = found.dataset['found'] ?? '';
      choose(field, list, 0);
      answered = asked;
    } catch (error) {
      if (!(error instanceof DOMException && error.name === 'AbortError')) location.assign(url());
    }
  };
  const openChosen = () => {
    const option = optionsOf(list)[chosen(list)];
    if (option) option.click();
    else location.assign(url());
  };
  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), PAUSE_MS);
  });
  field.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      choose(field, list, chosen(list) + step);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      // Who types quickly means what they typed, and not what the list still shows.
      if (answered === field.value) openChosen();
      else void ask().then(() => answered === field.value && openChosen());
    }
  });
  dialog.addEventListener('close', () => asking.abort());
  void ask();
}

function fieldOf(name: string): HTMLInputElement {
  const field = document.createElement('input');
  const attributes = {
    type: 'search',
    role: 'combobox',
    maxlength: '200',
    autocomplete: 'off',
    spellcheck: 'false',
  };
  const aria = { label: name, autocomplete: 'list', expanded: 'true', controls: 'hits-list' };
  for (const [key, value] of Object.entries(attributes)) field.setAttribute(key, value);
  for (const [key, value] of Object.entries(aria)) field.setAttribute(`aria-${key}`, value);
  return field;
}

const optionsOf = (list: HTMLElement) => [...list.querySelectorAll<HTMLAnchorElement>('[role=option]')];
const chosen = (list: HTMLElement) => optionsOf(list).findIndex((option) => option.ariaSelected === 'true');

/** Links of the page become entries of a list: the focus stays in the field. */
function makeOptions(list: HTMLElement): void {
  for (const part of list.querySelectorAll('section')) part.setAttribute('role', 'group');
  for (const part of list.querySelectorAll('h2, ul, li')) part.setAttribute('role', 'presentation');
  for (const [index, option] of [...list.querySelectorAll('a')].entries()) {
    option.id = `hit-${index}`;
    option.tabIndex = -1;
    option.setAttribute('role', 'option');
    option.ariaSelected = 'false';
  }
}

/** One after the last is the first again. */
function choose(field: HTMLInputElement, list: HTMLElement, index: number): void {
  const options = optionsOf(list);
  const place = options.length === 0 ? -1 : (index + options.length) % options.length;
  for (const [at, option] of options.entries()) {
    option.ariaSelected = String(at === place);
    option.classList.toggle('is-on', at === place);
  }
  const option = options[place];
  if (!option) return field.removeAttribute('aria-activedescendant');
  field.setAttribute('aria-activedescendant', option.id);
  option.scrollIntoView({ block: 'nearest' });
}
