import { inTransaction, type App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import { Conflict } from '../platform/errors.ts';
import { parseInput } from '../platform/input.ts';
import { getPublicationById } from '../publications/index.ts';
import {
  deleteDraft,
  getSendRow,
  insertDraft,
  type DraftColumns,
  type Send,
  type SendKindName,
} from '../sends/index.ts';
import {
  audienceColumns,
  changeDraft,
  orNoSegment,
  saysTheSame,
  withDraft,
  type DraftChange,
} from './change-draft.ts';
import { tryOut } from './compile-letter.ts';
import { findLetter, findMadeWith, insertLetter, type LockedDraft } from './letter-queries.ts';
import {
  EVERYBODY,
  letterChanges,
  newLetter,
  storableDraft,
  type DraftFields,
  type Letter,
  type LetterChanges,
  type LetterTexts,
  type NewLetter,
} from './letter.ts';
import { StaleDraft } from './stale-draft.ts';

/**
 * Makes a draft of what could go out as it is.
 * @throws InvalidInput also for Markdown that cannot become an email.
 */
export async function createLetter(
  app: App,
  publicationId: number,
  input: NewLetter,
  kind: SendKindName = 'letter',
): Promise<Send> {
  const letter = parseInput(newLetter, input);
  // Unknown topics are told before the text is set out, which takes a moment.
  const columns = await audienceColumns(app, publicationId, letter.audience);
  await tryOut(app, await getPublicationById(app.db, publicationId), kind, letter);
  return insertDraftOf(app, publicationId, { ...letter, kind }, columns);
}

/**
 * Makes a draft of whatever is written so far.
 * @param form names the form it comes from; one that is sent twice makes one draft, and leaves it as it is the second time.
 * @throws InvalidInput for an unknown topic, and for more than can be stored.
 */
export async function createDraft(
  app: App,
  publicationId: number,
  input: DraftFields,
  form?: string,
  kind: SendKindName = 'letter',
): Promise<Send> {
  const { subject = '', preheader = '', markdown = '', audience } = parseInput(storableDraft, input);
  const columns = await audienceColumns(app, publicationId, audience ?? EVERYBODY);
  return insertDraftOf(app, publicationId, { kind, subject, preheader, markdown }, columns, form);
}

/**
 * Changes a draft or a held letter into what could go out as it is; what is scheduled has to be taken back first.
 * @param version what the caller has seen; without it, whatever stands there is changed.
 * @throws InvalidInput, NotFound, Conflict, and StaleDraft when it says something else by now.
 */
export async function changeLetter(
  app: App,
  publicationId: number,
  id: number,
  changes: LetterChanges,
  version?: number,
): Promise<Send> {
  const fields = parseInput(letterChanges, changes);
  const before = await getSendRow(app.db, publicationId, id);
  const letter = { subject: before.subject, ...(await getLetter(app, publicationId, id)), ...given(fields) };
  if (fields.audience) await audienceColumns(app, publicationId, fields.audience);
  await tryOut(app, await getPublicationById(app.db, publicationId), before.kind, letter);
  await writeDraft(app, publicationId, id, fields, version);
  return getSendRow(app.db, publicationId, id);
}

/** Writes down a draft as it is, finished or not. @throws as `changeLetter`, but for what only keeps it from going out. */
export async function saveDraft(
  app: App,
  publicationId: number,
  id: number,
  input: DraftFields,
  version?: number,
): Promise<number> {
  return writeDraft(app, publicationId, id, parseInput(storableDraft, input), version, true);
}

function writeDraft(
  app: App,
  publicationId: number,
  id: number,
  fields: Partial<{ [Field in keyof DraftChange]: DraftChange[Field] | undefined }>,
  version: number | undefined,
  isAutosave = false,
): Promise<number> {
  return withDraft(app, publicationId, id, async (inner, draft) => {
    const change = changed(draft, fields);
    // A save whose answer was lost comes again with its old version.
    if (version !== undefined && version !== draft.version && !saysTheSame(draft, change))
      throw new StaleDraft(draft);
    return changeDraft(inner, publicationId, id, draft, change, {
      isBlind: version === undefined,
      isAutosave,
    });
  });
}

/** The draft with these fields instead. */
export function changed(
  { subject, preheader, markdown }: LockedDraft,
  fields: Partial<{ [Field in keyof DraftChange]: DraftChange[Field] | undefined }>,
): DraftChange {
  return { subject, preheader, markdown, ...given(fields) };
}

/** @param form see `createDraft`. */
export function insertDraftOf(
  app: App,
  publicationId: number,
  { kind, subject, ...text }: LetterTexts & { kind: SendKindName },
  audience: Omit<DraftColumns, 'subject'>,
  form?: string,
): Promise<Send> {
  const madeWith = form === undefined ? undefined : `${publicationId} ${app.actor} ${form}`;
  return inTransaction(app, async (inner) => {
    const { db, log, actor: by } = inner;
    const id = await orNoSegment(insertDraft(db, publicationId, kind, { subject, ...audience }));
    if (!(await insertLetter(db, id, { ...text, by, madeWith }))) {
      await deleteDraft(db, id);
      return getSendRow(db, publicationId, (await findMadeWith(db, madeWith ?? '')) ?? 0);
    }
    await audit(inner, { action: 'send.created', subject: `send:${id}` });
    log.info({ event: 'send.created', sendId: id });
    return getSendRow(db, publicationId, id);
  });
}

/** @throws NotFound, Conflict for a send of another kind. */
export async function getLetter(app: App, publicationId: number, id: number): Promise<Letter> {
  const { kind } = await getSendRow(app.db, publicationId, id);
  const letter = await findLetter(app.db, id);
  if (!letter) throw new Conflict('not-a-letter', `This send is of the kind ${kind}, not a letter.`);
  return letter;
}

const given = <Fields extends object>(fields: Fields) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Fields]: Exclude<Fields[Name], undefined>;
  };
