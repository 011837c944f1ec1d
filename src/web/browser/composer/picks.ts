import { fill, say } from './page.ts';

/**
 * The articles of a digest, moved in place: by the arrow buttons, by dragging, and by the handle with keys. The page's buttons do the
 * same by themselves; adding and finding are theirs alone.
 */
export function startPicks(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLTextAreaElement>('textarea[name="picks"]');
  const list = form.querySelector<HTMLElement>('[data-part="picks"]');
  const said = form.querySelector<HTMLElement>('[data-part="picks-said"]');
  if (!field || !list || !said) return;
  const rows = () => [...list.querySelectorAll<HTMLElement>(':scope > .pick')];
  const titleOf = (row: HTMLElement) => row.dataset['title'] ?? '';
  const tell = (what: string, row: HTMLElement) => say(said, fill(list.dataset[what], titleOf(row)));
  const tellPlace = (row: HTMLElement) => {
    const sentence = fill(list.dataset['nowAt'], titleOf(row));
    const place = String(rows().indexOf(row) + 1);
    say(said, sentence.replace('{place}', place).replace('{count}', String(rows().length)));
  };

  /** The buttons' places, and the text that is saved. */
  const written = (): void => {
    const all = rows();
    for (const [place, row] of all.entries())
      for (const button of row.querySelectorAll<HTMLButtonElement>('.pick-do button')) {
        const [step = ''] = button.value.split(':');
        button.value = `${step}:${place}`;
        button.disabled = (step === 'up' && place === 0) || (step === 'down' && place === all.length - 1);
      }
    const lines = all.map((row) => `${row.dataset['line'] ?? ''}\n`).join('');
    if (lines.trimEnd() === field.value.trimEnd()) return;
    field.value = lines;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };

  function move(row: HTMLElement, by: number): void {
    const other = rows()[rows().indexOf(row) + by];
    if (!other) return;
    // The row itself stays in the page: it would lose focus and pointer.
    if (by < 0) row.after(other);
    else row.before(other);
    tellPlace(row);
  }

  list.addEventListener('click', (event) => {
    const button =
      event.target instanceof Element && event.target.closest<HTMLButtonElement>('.pick-do button');
    const row = button && button.closest<HTMLElement>('.pick');
    if (!button || !row || button.value.startsWith('out')) return;
    event.preventDefault();
    move(row, button.value.startsWith('up') ? -1 : 1);
    written();
    // At an end, its other button takes over.
    if (button.disabled) row.querySelector<HTMLButtonElement>('.pick-do button:not([disabled])')?.focus();
    else button.focus();
  });

  startHandles({ list, rows, move, tell, written });
  written();
}

interface Moves {
  list: HTMLElement;
  rows(): HTMLElement[];
  move(row: HTMLElement, by: number): void;
  tell(what: string, row: HTMLElement): void;
  written(): void;
}

/** Space lifts, arrows move, Space puts down, Escape takes back; or drag it. */
function startHandles({ list, rows, move, tell, written }: Moves): void {
  let lifted: { row: HTMLElement; before: HTMLElement[] } | undefined;
  const lift = (row: HTMLElement) => {
    lifted = { row, before: rows() };
    row.classList.add('is-lifted');
  };
  const put = (what: 'putDown' | 'putBack') => {
    if (!lifted) return;
    const { row, before } = lifted;
    lifted = undefined;
    row.classList.remove('is-lifted');
    if (what === 'putBack') list.replaceChildren(...before);
    tell(what, row);
    written();
  };

  for (const handle of list.querySelectorAll<HTMLElement>('.handle')) {
    const row = handle.closest<HTMLElement>('.pick');
    if (!row) continue;
    handle.hidden = false;
    handle.addEventListener('keydown', (event) => {
      const isLifted = lifted?.row === row;
      if (event.key === ' ' || event.key === 'Enter') {
        if (isLifted) put('putDown');
        else {
          lift(row);
          tell('lifted', row);
        }
      } else if (isLifted && event.key === 'Escape') put('putBack');
      else if (isLifted && event.key === 'ArrowUp') move(row, -1);
      else if (isLifted && event.key === 'ArrowDown') move(row, 1);
      else return;
      event.preventDefault();
      event.stopPropagation();
      handle.focus();
    });
    handle.addEventListener('blur', () =>
      setTimeout(() => document.activeElement !== handle && put('putDown')),
    );
    handle.addEventListener('pointerdown', (event) => {
      event.preventDefault();
      handle.setPointerCapture(event.pointerId);
      handle.focus();
      lift(row);
    });
    handle.addEventListener('pointermove', (event) => {
      if (lifted?.row !== row || !handle.hasPointerCapture(event.pointerId)) return;
      for (let steps = rows().length; steps > 0; steps -= 1) {
        const at = rows().indexOf(row);
        const [above, below] = [rows()[at - 1], rows()[at + 1]].map((one) => one?.getBoundingClientRect());
        if (above && event.clientY < above.top + above.height / 2) move(row, -1);
        else if (below && event.clientY > below.top + below.height / 2) move(row, 1);
        else return;
      }
    });
    handle.addEventListener('pointerup', () => put('putDown'));
    handle.addEventListener('pointercancel', () => put('putBack'));
  }
}
