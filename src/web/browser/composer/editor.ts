import type { Change } from './marks.ts';

/** These characters (UTF-16, counted before any edit) become that text. */
export interface Edit {
  from: number;
  to: number;
  insert: string;
}

/**
 * Where the letter is written: CodeMirror, or the plain text area where that does not run. Modules that put something into the
 * letter use nothing else. Places are UTF-16 units of `text()`.
 */
export interface Editor {
  text(): string;
  selection(): { from: number; to: number };
  /** One step of undo; then `select` is chosen. */
  change(change: Change): void;
  /** Where the cursor is, in one step of undo; the cursor stands behind it then. */
  insert(text: string): void;
  /** A stretch of the text, in one step of undo; the cursor stays. */
  replace(from: number, to: number, text: string): void;
  /** Remembers the text as it is now, for `applyToMark`. */
  mark(): unknown;
  /**
   * Edits of somebody else to the text as it was at the mark; what was typed since stays. Undo does not take them back.
   * @returns false when that cannot be: then the text is as it was.
   */
  applyToMark(mark: unknown, edits: Edit[]): boolean;
  /** Another text as a whole, in one step of undo. */
  setText(text: string): void;
  onChange(handler: () => void): void;
  /** @param handler true when it took what was pasted. */
  onPaste(handler: (event: ClipboardEvent) => boolean): void;
  /** @param handler `at`: where it was dropped; true when it took it. */
  onDrop(handler: (event: DragEvent, at: number) => boolean): void;
  /** @param key such as `Mod-b`; @param handler true when it did something. */
  onKey(key: string, handler: () => boolean): void;
  focus(): void;
  /** Where the cursor is on the screen. */
  cursorBox(): { left: number; bottom: number } | undefined;
}
