/** The page of the sign-up box: the preview and the code follow each choice; both are a part of the same page. */
import { partOf } from './frame/dialog.ts';

const PAUSE_MS = 200;

const form = document.querySelector<HTMLFormElement>('form[data-embed]');
let timer: ReturnType<typeof setTimeout> | undefined;
let asking = new AbortController();

form?.addEventListener('input', () => {
  clearTimeout(timer);
  timer = setTimeout(() => void show(form), PAUSE_MS);
});

async function show(form: HTMLFormElement): Promise<void> {
  asking.abort();
  asking = new AbortController();
  const url = new URL(form.action);
  for (const [name, value] of new FormData(form))
    if (typeof value === 'string') url.searchParams.set(name, value);
  try {
    const found = await partOf(url, 'embed-result', asking.signal);
    if (found) document.getElementById('embed-result')?.replaceWith(found);
  } catch {
    // The button Show is still there.
  }
}
