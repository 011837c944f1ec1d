import { inTransaction, type App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import { TooHard } from '../platform/processes/child-lanes.ts';
import { Conflict, InvalidInput } from '../platform/errors.ts';
import { parseInput } from '../platform/input.ts';
import { getPublicationById, listTopics, type Publication } from '../publications/index.ts';
import { compileLetter } from './compile-letter.ts';
import { letterChanges, newLetter, type Letter, type LetterChanges, type NewLetter } from './letter.ts';
import { insertDraft, updateDraft, type DraftColumns, getSendRow, type Send } from '../sends/index.ts';
import { findLetter, insertLetter, updateLetter, type LetterText } from './letter-queries.ts';

/** Somebody waits; what is set out in this time is also when the letter is due. */
const WRITING_DEADLINE_MS = 5_000;

/**
 * Makes a draft.
 * @throws InvalidInput also for Markdown that cannot become an email.
 */
export async function createLetter(app: App, publicationId: number, input: NewLetter): Promise<Send> {
  const { audience, ...letter } = parseInput(newLetter, input);
  const columns = await columnsOf(app, publicationId, { ...letter, ...audience });
  return inTransaction(app, async (inner) => {
    const { db, log } = inner;
    const id = await insertDraft(db, publicationId, 'letter', columns);
    await insertLetter(db, id, columns);
    await audit(inner, { action: 'send.created', subject: `send:${id}` });
    log.info({ event: 'send.created', sendId: id });
    return getSendRow(db, publicationId, id);
  });
}

/** Changes a draft or a held letter; what is scheduled has to be taken back first. @throws InvalidInput, NotFound, Conflict */
export async function changeLetter(
  app: App,
  publicationId: number,
  id: number,
  changes: LetterChanges,
): Promise<Send> {
  const { audience, ...fields } = parseInput(letterChanges, changes);
  const { subject } = await getSendRow(app.db, publicationId, id);
  const before = await getLetter(app, publicationId, id);
  const letter = { subject, ...before, ...dropUndefined(fields), ...audience };
  const columns = await columnsOf(app, publicationId, letter);
  return inTransaction(app, async (inner) => {
    const { db } = inner;
    const isChanged = await updateDraft(db, id, columns);
    if (isChanged) await updateLetter(db, id, columns);
    const send = await getSendRow(db, publicationId, id);
    if (!isChanged)
      throw new Conflict(
        `send-is-${send.status}`,
        `This send is ${send.status}: only a draft can be changed.${send.status === 'scheduled' ? ' Take its schedule back first.' : ''}`,
      );
    const details = { fields: Object.keys(changes) };
    await audit(inner, { action: 'send.changed', subject: `send:${id}`, details });
    return send;
  });
}

/** @throws NotFound, Conflict for a send of another kind. */
export async function getLetter(app: App, publicationId: number, id: number): Promise<Letter> {
  const { kind } = await getSendRow(app.db, publicationId, id);
  const letter = await findLetter(app.db, id);
  if (!letter) throw new Conflict('not-a-letter', `This send is of the kind ${kind}, not a letter.`);
  return letter;
}

/** What takes too long now would hold up its own send later. */
async function tryOut(
  publication: Publication,
  letter: { subject: string; preheader: string; markdown: string },
) {
  try {
    await compileLetter(publication, letter, { deadlineMs: WRITING_DEADLINE_MS });
  } catch (error) {
    if (!(error instanceof TooHard)) throw error;
    const message =
      'The markdown takes too long to be set out as an email: something is repeated or nested in it very often.';
    throw new InvalidInput([{ field: 'markdown', message }]);
  }
}

type Written = Pick<Letter, 'preheader' | 'markdown' | 'topics' | 'rhythm'> & { subject: string };

/** Checked by compiling it, so that a fault is found when it is written and never when it is due. */
async function columnsOf(
  app: App,
  publicationId: number,
  letter: Written,
): Promise<DraftColumns & LetterText> {
  const known = await listTopics(app.db, publicationId);
  const unknown = letter.topics.filter((slug) => !known.some((topic) => topic.slug === slug));
  if (unknown.length > 0)
    throw new InvalidInput([
      { field: 'audience.topics', message: `There is no topic ${unknown.join(', ')} here.` },
    ]);
  const topicIds = known.filter(({ slug }) => letter.topics.includes(slug)).map((topic) => topic.id);
  const { subject, preheader, markdown, rhythm } = letter;
  await tryOut(await getPublicationById(app.db, publicationId), { subject, preheader, markdown });
  return { subject, preheader, markdown, topicIds, rhythm };
}

const dropUndefined = <Fields extends object>(fields: Fields) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Fields]: Exclude<Fields[Name], undefined>;
  };
