import type { Editor } from './editor.ts';
import { fill, type Page } from './page.ts';

/** One thing that can be put into the letter. */
export interface Insertion {
  label: string;
  run(editor: Editor): void;
}

/** `/` at the start of a line opens a menu of what can be put there. Whatever is not an answer to it is typed as it is. */
export function startInsertMenu(page: Page, editor: Editor, insertions: () => Insertion[]): void {
  const menu = document.createElement('div');
  menu.className = 'menu-sheet insert-menu';
  menu.setAttribute('role', 'menu');
  menu.setAttribute('aria-label', fill(page.words['insert'], ''));
  menu.hidden = true;
  document.body.append(menu);
  let at = 0;

  editor.onKey('/', () => {
    const { from, to } = editor.selection();
    const before = editor.text().slice(0, from);
    if (from !== to || (before !== '' && !before.endsWith('\n'))) return false;
    at = from;
    editor.insert('/');
    open();
    return true;
  });

  function open(): void {
    menu.replaceChildren(
      ...insertions().map((insertion) => {
        const button = document.createElement('button');
        button.type = 'button';
        button.setAttribute('role', 'menuitem');
        button.tabIndex = -1;
        button.textContent = insertion.label;
        button.addEventListener('click', () => {
          close();
          editor.replace(at, at + 1, '');
          insertion.run(editor);
        });
        return button;
      }),
    );
    menu.hidden = false;
    const { left = 0, bottom = 0 } = editor.cursorBox() ?? {};
    // Within the window, also at 320 px.
    menu.style.left = `${Math.max(8, Math.min(left, innerWidth - menu.offsetWidth - 8)) + scrollX}px`;
    menu.style.top = `${bottom + scrollY + 4}px`;
    focusAt(0);
  }

  function close(): void {
    menu.hidden = true;
    editor.focus();
  }

  function focusAt(place: number): void {
    const buttons = [...menu.querySelectorAll('button')];
    buttons.at(place % buttons.length)?.focus();
  }

  menu.addEventListener('keydown', (event) => {
    const buttons = [...menu.querySelectorAll('button')];
    const now = buttons.indexOf(document.activeElement as HTMLButtonElement);
    if (event.key === 'ArrowDown') focusAt(now + 1);
    else if (event.key === 'ArrowUp') focusAt(now - 1);
    else if (event.key === 'Home') focusAt(0);
    else if (event.key === 'End') focusAt(-1);
    else if (event.key === 'Escape' || event.key === 'Tab') close();
    else if (event.key === 'Backspace') {
      close();
      editor.replace(at, at + 1, '');
    } else if (event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey) {
      close();
      editor.insert(event.key);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  document.addEventListener('pointerdown', (event) => {
    if (!menu.hidden && event.target instanceof Node && !menu.contains(event.target)) menu.hidden = true;
  });
}
