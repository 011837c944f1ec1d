import { openDialog } from '../frame/dialog.ts';
import type { Editor } from './editor.ts';
import { articleMarkdown, asBlock } from './marks.ts';
import type { Page } from './page.ts';

const PAUSE_MS = 150;

interface Found {
  title: string;
  url: string;
  meta: string;
}

/** Lets somebody choose an article, which becomes a heading that leads to it. */
export function chooseArticle({ words, slug }: Page, editor: Editor): void {
  const dialog = openDialog(words['insertArticle'] ?? '');
  const field = document.createElement('input');
  field.type = 'search';
  field.placeholder = words['findArticle'] ?? '';
  field.setAttribute('aria-label', field.placeholder);
  const list = document.createElement('div');
  list.className = 'palette';
  const told = document.createElement('p');
  told.className = 'small soft';
  told.setAttribute('role', 'status');
  dialog.append(field, told, list);
  field.focus();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;

  async function ask(): Promise<void> {
    const turn = (asked += 1);
    const query = new URLSearchParams({ q: field.value });
    const response = await fetch(`/admin/${slug}/sends/new/articles?${query}`, { redirect: 'manual' });
    const found = response.ok ? ((await response.json()) as { articles: Found[] }).articles : [];
    if (turn !== asked) return;
    told.textContent = found.length === 0 ? (words['noArticle'] ?? '') : '';
    const isChoosing = list.contains(document.activeElement);
    list.replaceChildren(...found.map((article) => buttonOf(article)));
    if (isChoosing) (list.querySelector('button') ?? field).focus();
  }

  function buttonOf(article: Found): HTMLElement {
    const button = document.createElement('button');
    button.type = 'button';
    const title = document.createElement('span');
    title.className = 'theirs';
    title.textContent = article.title;
    const meta = document.createElement('span');
    meta.className = 'mini soft';
    meta.textContent = article.meta;
    button.append(title, meta);
    button.addEventListener('click', () => {
      dialog.close();
      editor.change(asBlock({ text: editor.text(), ...editor.selection() }, articleMarkdown(article)));
      editor.focus();
    });
    return button;
  }

  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), PAUSE_MS);
  });
  dialog.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const stops = [field, ...list.querySelectorAll('button')];
    const at = stops.indexOf(document.activeElement as HTMLButtonElement);
    stops[(at + step + stops.length) % stops.length]?.focus();
  });
  void ask();
}
