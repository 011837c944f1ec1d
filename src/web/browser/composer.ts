import { chooseArticle } from './composer/articles.ts';
import { startAudience } from './composer/audience.ts';
import { startAutosave } from './composer/autosave.ts';
import { openCodeMirror } from './composer/codemirror.ts';
import { startCounters } from './composer/counters.ts';
import type { Editor } from './composer/editor.ts';
import { contentOf, fieldsOf } from './composer/draft.ts';
import { startInsertMenu, type Insertion } from './composer/insert-menu.ts';
import { isPressed } from './composer/keys.ts';
import { localCopies } from './composer/local-copy.ts';
import { TOOLS } from './composer/marks.ts';
import { fill, readPage, say, type Page } from './composer/page.ts';
import { startPicks } from './composer/picks.ts';
import { startPresence } from './composer/presence.ts';
import { startPreview } from './composer/preview.ts';
import { openTextArea } from './composer/text-area.ts';
import { startPaste } from './paste/paste.ts';
import { startPictures } from './pictures/pictures.ts';

/** The composer: a plain form that saves itself, shows what it will be, and tells who else is there. */
function start(form: HTMLFormElement): void {
  const page = readPage(form);
  const editor = openEditor(page);
  const autosave = startAutosave(page, editor);
  const texts = () => {
    const fields = fieldsOf(form);
    const names = ['subject', 'preheader', 'body', ...(fields.has('picks') ? ['picks'] : [])];
    return Object.fromEntries(names.map((name) => [name, fields.get(name) ?? '']));
  };
  const preview = startPreview(page, texts);
  const countWords = startCounters(page, () => editor.text());
  const typed = startPresence(page, autosave);
  const differs = () => {
    autosave.touched();
    preview.changed();
  };
  const changed = () => {
    differs();
    typed();
  };
  form.addEventListener('input', changed);
  form.addEventListener('change', changed);
  editor.onChange(() => {
    countWords();
    changed();
  });
  page.part('save').hidden = true;
  startAudience(page);
  startPicks(form);
  startTools(page, editor);
  const pictures = startPictures(editor, page.part('pictures'));
  startPaste(editor, page.part('pasted'), pictures.take);
  startInsertMenu(page, editor, () => [
    { label: pictures.label, run: pictures.choose },
    { label: page.words['insertArticle'] ?? '', run: () => chooseArticle(page, editor) },
    ...insertionsOf(page),
  ]);
  page.part('insert-article').addEventListener('click', () => chooseArticle(page, editor));
  startKeys(page, () => void autosave.save());
  // What somebody typed before all this was there.
  void offerCopy(page, autosave).then(differs);
}

function openEditor({ form, words }: Page): Editor {
  const area = form.elements.namedItem('body') as HTMLTextAreaElement;
  try {
    return openCodeMirror(area, { text: words['text'] ?? '', writeHere: words['writeHere'] ?? '' });
  } catch {
    return openTextArea(area);
  }
}

function startTools(page: Page, editor: Editor): void {
  const use = (name: string) => {
    const tool = TOOLS[name];
    if (!tool) return false;
    editor.change(tool({ text: editor.text(), ...editor.selection() }));
    return true;
  };
  const bar = page.part('tools');
  bar.hidden = false;
  bar.addEventListener('click', (event) => {
    const button = event.target instanceof Element && event.target.closest<HTMLElement>('[data-tool]');
    if (!button) return;
    use(button.dataset['tool'] ?? '');
    editor.focus();
  });
  editor.onKey('Mod-b', () => use('bold'));
  editor.onKey('Mod-i', () => use('italic'));
  editor.onKey('Mod-k', () => use('link'));
}

function insertionsOf({ words }: Page): Insertion[] {
  return Object.entries(words.tools).map(([name, label]) => ({
    label,
    run: (editor) => {
      const tool = TOOLS[name];
      if (tool) editor.change(tool({ text: editor.text(), ...editor.selection() }));
    },
  }));
}

/** Everywhere on the page: Ctrl S saves now, Ctrl Enter goes on to the check. */
function startKeys({ form }: Page, save: () => void): void {
  document.addEventListener('keydown', (event) => {
    if (isPressed(event, 'Mod-s')) {
      event.preventDefault();
      save();
    }
    if (isPressed(event, 'Mod-Enter')) {
      event.preventDefault();
      form.requestSubmit(document.querySelector<HTMLButtonElement>('button[form="draft"][value="check"]'));
    }
  });
}

/** Words of this letter that were not stored when the browser had them last, unless a form or another tab brought them home. */
async function offerCopy(page: Page, autosave: ReturnType<typeof startAutosave>): Promise<void> {
  const { form, words, slug } = page;
  const copies = localCopies(page.user, slug);
  const id = autosave.id();
  const copy = copies.read(id);
  if (!copy) return;
  const fields = new URLSearchParams(copy.fields);
  if (contentOf(fields) === contentOf(fieldsOf(form)) || (await isStored(slug, id, fields))) {
    copies.remove(id);
    return;
  }
  const banner = page.banner('kept-here');
  const time = new Date(copy.at).toLocaleString(words['language'], {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  say(page.part('kept-says'), fill(words['newerHere'], time));
  banner.hidden = false;
  page.part('put-back').addEventListener('click', () => {
    banner.hidden = true;
    autosave.putBack(fields);
  });
  page.part('discard').addEventListener('click', () => {
    banner.hidden = true;
    copies.remove(id);
  });
}

async function isStored(slug: string, id: string | undefined, fields: URLSearchParams): Promise<boolean> {
  if (id === undefined) return false;
  try {
    const response = await fetch(`/admin/${slug}/sends/${id}/stored`, {
      method: 'POST',
      body: fields,
      redirect: 'manual',
      headers: { Accept: 'application/json' },
    });
    return response.ok && ((await response.json()) as { isStored: boolean }).isStored;
  } catch {
    return false;
  }
}

const form = document.getElementById('draft');
if (form instanceof HTMLFormElement) start(form);
