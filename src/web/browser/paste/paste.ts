import type { Editor } from '../composer/editor.ts';
import { asBlock, type Change, type Chosen } from '../composer/marks.ts';
import { bringPictures } from './bring-pictures.ts';
import { hasForm, toMarkdown } from './to-markdown.ts';

/**
 * What is pasted from a word processor or a page comes in as Markdown, and a line says so with a way back. Without forms of its
 * own, or with Ctrl Shift V, it comes in as it is.
 * @param takePictures true when it took them.
 */
export function startPaste(
  editor: Editor,
  line: HTMLElement,
  takePictures: (files: File[]) => boolean,
): void {
  let back: (() => void) | undefined;
  const [says, undo] = [line.querySelector('[data-pasted="says"]'), line.querySelector('button')];

  editor.onPaste(({ clipboardData }) => {
    if (!clipboardData) return false;
    const [html, text] = [clipboardData.getData('text/html'), clipboardData.getData('text/plain')];
    const files = [...clipboardData.files].filter(({ type }) => type.startsWith('image/'));
    // Word puts a picture of the text beside the text.
    if (files.length > 0 && text.trim() === '') return takePictures(files);
    if (!hasForm(html)) return false;
    const markdown = toMarkdown(html);
    if (markdown === '' || markdown === text.trim()) return false;
    put(markdown);
    return true;
  });

  function put(markdown: string): void {
    const chosen = { text: editor.text(), ...editor.selection() };
    const { from, to } = chosen;
    const change = isBlocks(markdown) ? asBlock(chosen, markdown) : inline(chosen, markdown);
    let inserted = change.insert;
    editor.change(change);
    tell(line.dataset['pasted'] ?? '');
    back = () => {
      const end = from + inserted.length;
      // Whoever changed it since takes it back by hand.
      if (editor.text().slice(from, end) !== inserted) return;
      editor.replace(from, end, chosen.text.slice(from, to));
      tell(line.dataset['undone'] ?? '');
    };
    void bringPictures(editor, markdown, line.dataset['copy'] ?? '', (address, copy) => {
      inserted = inserted.replace(address, copy);
    });
  }

  function tell(words: string): void {
    if (says) says.textContent = words;
    line.hidden = false;
    if (undo) undo.hidden = words !== line.dataset['pasted'];
  }

  undo?.addEventListener('click', () => {
    back?.();
    back = undefined;
    undo.hidden = true;
    editor.focus();
  });
}

/** Whether it cannot stand within a line. */
const isBlocks = (markdown: string) => /\n\n|^(?:#|[->|] ?|\d+\. |```)/.test(markdown);

function inline({ from, to }: Chosen, insert: string): Change {
  const at = from + insert.length;
  return { from, to, insert, select: { from: at, to: at } };
}
