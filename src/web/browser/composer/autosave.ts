import { contentOf, draftOf, fieldsOf, fieldsSaying, type Draft } from './draft.ts';
import type { Edit, Editor } from './editor.ts';
import { localCopies } from './local-copy.ts';
import { fill, say, type Page } from './page.ts';
import { takeOver } from './take-over.ts';

const PAUSE_MS = 1000;
/** Of a long letter, each copy takes some milliseconds. */
const COPY_MS = 300;
const AGAIN_MS = 5000;
/** As much as a browser still sends for a page that closes. */
const LEAVING_CHARACTERS = 60_000;

type Answer =
  | {
      is: 'saved';
      id: number;
      place: string;
      version: number;
      savedAt: string;
      draft?: Draft;
      edits?: Edit[];
    }
  | { is: 'overlapping'; id: number; version: number; name: string }
  | { is: 'no-draft' | 'refused'; says: string };

/** With `conflict` and `no-draft`, nothing is saved before the person decides something. */
type Trouble = 'offline' | 'signed-out' | 'conflict' | 'no-draft' | 'refused' | undefined;

export interface Autosave {
  /** Something was typed. */
  touched(): void;
  save(): Promise<void>;
  /** Somebody else saved this version. */
  othersAreAt(version: number): void;
  id(): string | undefined;
  /** Words that were left in this browser take the place of what the page shows. */
  putBack(fields: URLSearchParams): void;
}

/** Saves by itself, and says how that stands. Whatever is not stored is kept in this browser. */
export function startAutosave(page: Page, editor: Editor): Autosave {
  const { form, words } = page;
  const copies = localCopies(page.user, page.slug);
  const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement;
  // What the page came with: somebody may have typed before this module was there.
  let saved = contentOf(fieldsSaying(JSON.parse(field('base').value) as Draft, fieldsOf(form)));
  let trouble: Trouble;
  let told = page.part('saved').textContent;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let copying: ReturnType<typeof setTimeout> | undefined;
  let last = Promise.resolve();
  let waiting = 0;
  /** The page is about to go, with everything that it holds: what is saved then would come after what takes its place. */
  let isGoing = false;

  const id = () => form.dataset['id'];
  const isDirty = () => contentOf(fieldsOf(form)) !== saved;
  /** That it is saved is no news: whoever listens hears only that it is not. */
  const show = (text: string | undefined) => {
    page.part('saved').ariaLive = trouble === undefined ? 'off' : 'polite';
    say(page.part('saved'), text ?? '');
  };
  const later = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void save(), ms);
  };

  function setTrouble(next: Trouble): void {
    trouble = next;
    page.banner('signed-out').hidden = next !== 'signed-out';
    page.banner('conflict').hidden = next !== 'conflict';
    page.banner('refused').hidden = next !== 'refused' && next !== 'no-draft';
  }

  function touched(): void {
    isGoing = false;
    clearTimeout(copying);
    copying = setTimeout(keep, COPY_MS);
    if (trouble !== 'conflict' && trouble !== 'no-draft') later(trouble === 'offline' ? AGAIN_MS : PAUSE_MS);
  }

  /** In this browser, until the server has it. */
  function keep(): void {
    const isNew = isDirty();
    if (isNew) copies.write(id(), fieldsOf(form));
    if (trouble === undefined && waiting === 0) show(isNew ? words['unsaved'] : told);
  }

  function save(take?: string): Promise<void> {
    clearTimeout(timer);
    waiting += 1;
    last = last
      .then(() => saveOnce(take))
      .catch(() => failed('offline', words['offline']))
      .finally(() => (waiting -= 1));
    return last;
  }

  async function saveOnce(take: string | undefined): Promise<void> {
    if (take === undefined && (!isDirty() || trouble === 'conflict')) return;
    const fields = fieldsOf(form);
    const content = contentOf(fields);
    if (take !== undefined) fields.set('take', take);
    show(words['saving']);
    const mark = editor.mark();
    let answer: Answer | undefined;
    try {
      answer = await ask(fields);
    } finally {
      if (answer?.is !== 'saved') editor.applyToMark(mark, []);
    }
    if (answer?.is === 'saved') stored(answer, content, mark);
    else if (answer) refused(answer);
  }

  async function ask(fields: URLSearchParams): Promise<Answer | undefined> {
    const response = await fetch(`${placeOf(page.slug, id())}/autosave`, {
      method: 'POST',
      body: fields,
      keepalive: fields.toString().length < LEAVING_CHARACTERS,
      redirect: 'manual',
      headers: { Accept: 'application/json' },
    });
    if (response.type === 'opaqueredirect') return failed('signed-out', words['signedOut']);
    if (response.status >= 500) return failed('offline', words['notSaved']);
    const answer = (await response.json()) as Answer | { detail: string };
    return 'is' in answer ? answer : { is: 'refused', says: answer.detail };
  }

  function failed(what: 'offline' | 'signed-out', says: string | undefined): undefined {
    setTrouble(what);
    show(says);
    copies.write(id(), fieldsOf(form));
    later(AGAIN_MS);
  }

  function stored(answer: Extract<Answer, { is: 'saved' }>, content: string, mark: unknown): void {
    const before = id();
    if (before === undefined) moveTo(answer);
    setTrouble(undefined);
    const sent = new URLSearchParams(content);
    const { draft, edits = [] } = answer;
    const said = draft ? fieldsSaying(draft, sent) : sent;
    const isReordered = said.get('picks') !== sent.get('picks');
    // Only the server draws the rows of a digest.
    if (isReordered && !isGoing && contentOf(fieldsOf(form)) === content) return drawAgain(before);
    if (draft) takeOver(form, sent, said);
    // Where their words cannot be put in now, the next save asks again.
    if (editor.applyToMark(mark, edits) && !isReordered) {
      field('version').value = String(answer.version);
      field('base').value = JSON.stringify(draftOf(said));
      saved = contentOf(said);
    }
    copies.remove(before);
    told = fill(words['savedAt'], answer.savedAt);
    show(told);
    if (isDirty()) touched();
  }

  function drawAgain(letter: string | undefined): void {
    copies.remove(letter);
    isGoing = true;
    location.reload();
  }

  /** The address of the letter, now that it has one. */
  function moveTo({ id: made, place }: Extract<Answer, { is: 'saved' }>): void {
    form.dataset['id'] = String(made);
    form.action = `${place}/edit`;
    history.replaceState(null, '', `${place}/edit`);
  }

  function refused(answer: Exclude<Answer, { is: 'saved' }>): void {
    copies.write(id(), fieldsOf(form));
    if (answer.is !== 'overlapping') {
      setTrouble(answer.is);
      say(page.part('refused-says'), answer.says);
      show(words['notSaved']);
      return;
    }
    setTrouble('conflict');
    show(words['notSaved']);
    say(page.part('conflict-says'), fill(words['changedByOther'], answer.name));
    page.banner('conflict').dataset['version'] = String(answer.version);
    const theirs = page.banner('conflict').querySelector<HTMLElement>('[data-take="theirs"]');
    if (theirs) say(theirs, fill(words['takeTheirs'], answer.name));
  }

  page.banner('conflict').addEventListener('click', (event) => {
    const button = event.target instanceof Element && event.target.closest<HTMLElement>('[data-take]');
    if (!button) return;
    // What the person decided about.
    field('version').value = page.banner('conflict').dataset['version'] ?? '';
    setTrouble(undefined);
    void save(button.dataset['take']);
    editor.focus();
  });

  window.addEventListener('online', () => trouble === 'offline' && void save());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') leave();
    else if (trouble === 'signed-out' || trouble === 'offline') void save();
  });
  window.addEventListener('focus', () => trouble === 'signed-out' && void save());
  window.addEventListener('pagehide', leave);

  function leave(): void {
    clearTimeout(timer);
    if (isGoing) return;
    keep();
    void save();
  }

  form.addEventListener('submit', (event) => {
    clearTimeout(timer);
    keep();
    const isSecond = isGoing;
    isGoing = true;
    if (waiting === 0) return;
    // The form has to say which version it has seen.
    event.preventDefault();
    if (!isSecond) void last.finally(() => form.requestSubmit(event.submitter));
  });

  return {
    touched,
    save: () => save(),
    id,
    othersAreAt(version) {
      const isIdle = trouble === undefined && waiting === 0 && !isGoing;
      if (isIdle && version > Number(field('version').value)) void catchUp();
    },
    putBack(fields) {
      for (const name of ['subject', 'preheader', 'version', 'base', 'form'])
        if (fields.has(name)) field(name).value = fields.get(name) ?? '';
      for (const name of ['subject', 'preheader'])
        field(name).dispatchEvent(new Event('input', { bubbles: true }));
      editor.setText(fields.get('body') ?? '');
      touched();
    },
  };

  /** Asks for what somebody else wrote, though nothing is to be saved here. */
  async function catchUp(): Promise<void> {
    saved = '';
    await save();
  }
}

const placeOf = (slug: string, id: string | undefined) => `/admin/${slug}/sends/${id ?? 'new'}`;
