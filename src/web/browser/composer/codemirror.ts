import { history, historyKeymap } from '@codemirror/commands';
import { ChangeSet, EditorState, Transaction } from '@codemirror/state';
import { EditorView, keymap, placeholder, type KeyBinding } from '@codemirror/view';
import type { Edit, Editor } from './editor.ts';
import { isPressed } from './keys.ts';
import { markdownLook } from './markdown-look.ts';
import { newLine, type Change } from './marks.ts';

interface Mark {
  /** Everything that was typed since. */
  since: ChangeSet;
}

/**
 * Takes the place of the text area, which keeps the text for the form. It lives in a shadow root, because there CodeMirror's styles
 * are adopted style sheets, which our policy allows; in the page itself they would be inline ones.
 */
export function openCodeMirror(
  area: HTMLTextAreaElement,
  words: { text: string; writeHere: string },
): Editor {
  const host = document.createElement('div');
  host.className = 'writing-host';
  area.after(host);
  // From outside, a key in a shadow root looks as if nobody were typing: single keys would be shortcuts of the page.
  host.addEventListener('keydown', (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
  });
  const root = host.attachShadow({ mode: 'open' });
  const changed: (() => void)[] = [];
  const pasted: ((event: ClipboardEvent) => boolean)[] = [];
  const dropped: ((event: DragEvent, at: number) => boolean)[] = [];
  const keys: KeyBinding[] = [];
  const marks = new Set<Mark>();
  // Somebody may be writing already.
  const isWriting = document.activeElement === area;
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: area.value,
      selection: { anchor: area.selectionStart, head: area.selectionEnd },
      extensions: [
        history(),
        keymap.of([...OWN_KEYS, ...historyKeymap]),
        // Looked up at each press: modules add theirs later.
        EditorView.domEventHandlers({
          keydown: (event) => keys.some(({ key = '', run }) => isPressed(event, key) && run?.(view)),
          paste: (event) => pasted.some((handler) => handler(event)),
          drop: (event) => dropped.some((handler) => handler(event, placeOf(event))),
        }),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({
          'aria-label': words.text,
          'aria-multiline': 'true',
          spellcheck: 'true',
          autocapitalize: 'sentences',
        }),
        placeholder(words.writeHere),
        markdownLook,
        EditorView.updateListener.of((update) => {
          if (!update.docChanged) return;
          for (const mark of marks) mark.since = mark.since.compose(update.changes);
          area.value = update.state.doc.toString();
          for (const handler of changed) handler();
        }),
      ],
    }),
  });
  area.hidden = true;
  if (isWriting) view.focus();
  // Its label names the editor now; two fields of one name would confuse whoever listens.
  document.querySelector(`label[for="${area.id}"]`)?.remove();
  const placeOf = (event: DragEvent) =>
    view.posAtCoords({ x: event.clientX, y: event.clientY }) ?? view.state.selection.main.head;

  return {
    text: () => view.state.doc.toString(),
    selection: () => ({ from: view.state.selection.main.from, to: view.state.selection.main.to }),
    change: (change) => run(view, change),
    insert(text) {
      const { from, to } = view.state.selection.main;
      const at = from + text.length;
      run(view, { from, to, insert: text, select: { from: at, to: at } });
    },
    replace: (from, to, insert) =>
      view.dispatch({ changes: { from, to, insert }, annotations: Transaction.userEvent.of('input') }),
    setText: (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } }),
    mark() {
      const mark: Mark = { since: ChangeSet.empty(view.state.doc.length) };
      marks.add(mark);
      return mark;
    },
    applyToMark(given, edits: Edit[]) {
      const mark = given as Mark;
      marks.delete(mark);
      if (edits.length === 0) return true;
      const theirs = ChangeSet.of(edits, mark.since.length);
      view.dispatch({
        changes: theirs.map(mark.since),
        annotations: Transaction.addToHistory.of(false),
      });
      return true;
    },
    onChange: (handler) => changed.push(handler),
    onPaste: (handler) => pasted.push(handler),
    onDrop: (handler) => dropped.push(handler),
    onKey: (key, handler) => keys.push({ key, run: handler }),
    focus: () => view.focus(),
    cursorBox() {
      const box = view.coordsAtPos(view.state.selection.main.head);
      return box ? { left: box.left, bottom: box.bottom } : undefined;
    },
  };
}

function run(view: EditorView, { from, to, insert, select }: Change): void {
  view.dispatch({
    changes: { from, to, insert },
    selection: { anchor: select.from, head: select.to },
    userEvent: 'input',
    scrollIntoView: true,
  });
}

/** Long texts are drawn in part only, so the browser alone could not choose or reach all of them. */
const OWN_KEYS: KeyBinding[] = [
  {
    key: 'Enter',
    run(view) {
      const { from, to } = view.state.selection.main;
      run(view, newLine({ text: view.state.doc.toString(), from, to }));
      return true;
    },
  },
  {
    key: 'Mod-a',
    run(view) {
      view.dispatch({ selection: { anchor: 0, head: view.state.doc.length } });
      return true;
    },
  },
  { key: 'Mod-Home', run: (view) => goTo(view, 0, false), shift: (view) => goTo(view, 0, true) },
  {
    key: 'Mod-End',
    run: (view) => goTo(view, view.state.doc.length, false),
    shift: (view) => goTo(view, view.state.doc.length, true),
  },
];

function goTo(view: EditorView, head: number, isChoosing: boolean): boolean {
  const anchor = isChoosing ? view.state.selection.main.anchor : head;
  view.dispatch({ selection: { anchor, head }, scrollIntoView: true });
  return true;
}
