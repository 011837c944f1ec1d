import { isPressed } from './keys.ts';
import type { Edit, Editor } from './editor.ts';
import { newLine, type Change } from './marks.ts';

/** The plain text area as an editor, where CodeMirror does not run. */
export function openTextArea(area: HTMLTextAreaElement): Editor {
  const keys: { key: string; handler: () => boolean }[] = [];
  const selection = () => ({ from: area.selectionStart, to: area.selectionEnd });
  area.addEventListener('keydown', (event) => {
    if (keys.some(({ key, handler }) => isPressed(event, key) && handler())) event.preventDefault();
    else if (isPressed(event, 'Enter') && !event.shiftKey) {
      event.preventDefault();
      change(newLine({ text: area.value, ...selection() }));
    }
  });

  function change({ from, to, insert, select }: Change): void {
    area.focus();
    area.setSelectionRange(from, to);
    // The only way that keeps the browser's own undo.
    // oxlint-disable-next-line typescript/no-deprecated
    if (!document.execCommand('insertText', false, insert)) area.setRangeText(insert, from, to, 'end');
    area.setSelectionRange(select.from, select.to);
    area.dispatchEvent(new Event('input', { bubbles: true }));
  }

  return {
    text: () => area.value,
    selection,
    change,
    insert(text) {
      const { from, to } = selection();
      const at = from + text.length;
      change({ from, to, insert: text, select: { from: at, to: at } });
    },
    replace(from, to, insert) {
      const kept = selection();
      const move = (place: number) => (place < to ? place : place + insert.length - (to - from));
      change({ from, to, insert, select: { from: move(kept.from), to: move(kept.to) } });
    },
    setText: (text) => change({ from: 0, to: area.value.length, insert: text, select: { from: 0, to: 0 } }),
    mark: () => area.value,
    applyToMark(mark, edits: Edit[]) {
      // What was typed since is merged at the next save.
      if (edits.length === 0) return true;
      if (mark !== area.value) return false;
      const { from, to } = selection();
      area.value = edits.reduceRight(
        (text, edit) => text.slice(0, edit.from) + edit.insert + text.slice(edit.to),
        area.value,
      );
      area.setSelectionRange(movedBy(edits, from), movedBy(edits, to));
      return true;
    },
    onChange: (handler) => area.addEventListener('input', handler),
    onPaste: (handler) =>
      area.addEventListener('paste', (event) => {
        if (handler(event)) event.preventDefault();
      }),
    onDrop: (handler) =>
      area.addEventListener('drop', (event) => {
        if (handler(event, area.selectionEnd)) event.preventDefault();
      }),
    onKey: (key, handler) => keys.push({ key, handler }),
    focus: () => area.focus(),
    cursorBox: () => {
      const { left, top } = area.getBoundingClientRect();
      return { left: left + 16, bottom: top + 40 };
    },
  };
}

const movedBy = (edits: Edit[], place: number) =>
  place +
  edits
    .filter(({ to }) => to <= place)
    .reduce((sum, { from, to, insert }) => sum + insert.length - (to - from), 0);
