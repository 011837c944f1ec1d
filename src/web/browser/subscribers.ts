/** The list of readers follows what is typed; what it shows is a part of the same page. */
import { partOf } from './frame/dialog.ts';

/** Somebody who types on asks once. */
const PAUSE_MS = 150;

const form = document.querySelector<HTMLFormElement>('form[data-find]');
const field = form?.querySelector<HTMLInputElement>('input[name=q]');
if (form && field) followTyping(form, field);

function followTyping(form: HTMLFormElement, field: HTMLInputElement): void {
  let asking = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const address = () => {
    const url = new URL(form.action);
    for (const [name, value] of new FormData(form))
      if (typeof value === 'string' && value !== '') url.searchParams.set(name, value);
    return url;
  };
  const ask = async () => {
    asking.abort();
    asking = new AbortController();
    const url = address();
    try {
      const found = await partOf(url, 'found', asking.signal);
      // The page itself says what is the matter.
      if (!found) return location.assign(url);
      document.getElementById('found')?.replaceWith(found);
      for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-same-list]'))
        link.search = sameList(link, url);
      history.replaceState(null, '', url);
    } catch (error) {
      if (!(error instanceof DOMException && error.name === 'AbortError')) location.assign(url);
    }
  };
  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), PAUSE_MS);
  });
}

/** What a link to the same readers asks now, beside what is its own. */
function sameList(link: HTMLAnchorElement, list: URL): string {
  const own = new URLSearchParams((link.dataset['sameList'] ?? '').replace(/^\?/, ''));
  for (const [name, value] of list.searchParams) if (name !== 'sort') own.set(name, value);
  return own.toString();
}
