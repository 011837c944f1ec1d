/** The calendar by keyboard and by dragging. What it does is done by the forms and links of the page. */
import { dragTiles } from './calendar/drag.ts';
import { moveByKeys } from './calendar/keys.ts';

const calendar = document.querySelector<HTMLElement>('[data-calendar]');
if (calendar) {
  moveByKeys(calendar);
  dragTiles(calendar);
  // Back from a move: the focus is where it was taken.
  if (/^#send-\d+$/.test(location.hash)) document.querySelector<HTMLElement>(`${location.hash} > a`)?.focus();
  for (const hint of document.querySelectorAll<HTMLElement>('[data-keys-hint]')) hint.hidden = false;
  if (!('shortcuts' in document.body.dataset))
    for (const part of document.querySelectorAll<HTMLElement>('[data-single-key]')) part.hidden = true;
}
