/** The pages of imports: a file is looked at as soon as it is chosen, and what is under way is followed. */
import { partOf } from './frame/dialog.ts';

const LOOK_MS = 1500;

const upload = document.querySelector<HTMLFormElement>('form[data-upload]');
upload?.querySelector('input[type=file]')?.addEventListener('change', () => upload.requestSubmit());

if (isUnderWay()) setTimeout(() => void follow(), LOOK_MS);

function isUnderWay(): boolean {
  return document.querySelector('#import[data-under-way]') !== null;
}

async function follow(): Promise<void> {
  const part = await partOf(new URL(location.href), 'import').catch(() => undefined);
  const shown = document.getElementById('import');
  if (part && shown && part.innerHTML !== shown.innerHTML) shown.replaceWith(part);
  if (isUnderWay()) setTimeout(() => void follow(), LOOK_MS);
}
