import { isDeepStrictEqual as isSame } from 'node:util';
import { lockIfAllUnchanged, numberArticles, type Article } from '../../articles/index.ts';
import type { App } from '../../platform/app.ts';
import type { Db } from '../../platform/database.ts';
import { listTopics, lockNumbers, takeRun, type Publication } from '../../publications/index.ts';
import { lockBucket, moveCut, settleDebts } from '../../rhythms/index.ts';
import type { Composition, Send } from '../../sends/index.ts';
import { holdMarks, noteToldOfDefault, releaseMarks } from '../../subscribers/index.ts';
import type { Carried } from '../corrections/gather-carried.ts';
import { listCarried, type OwedCorrection } from '../corrections/owed-queries.ts';
import type { Offered } from './choose-articles.ts';
import { rulesOf } from './decide-group.ts';
import type { DigestRun } from './digest-run.ts';
import { askAbout, candidatesOf, offeredOf, type Material } from './gather-digest.ts';
import { printEditions } from './print-editions.ts';
import { audienceOfGroups, debtsOfGroups, keepGroups, marksOfGroups } from './kept-group-queries.ts';
import type { Group } from './reader-queries.ts';
import { endRun } from './run-queries.ts';
import { shareEditions, type Shared } from './share-editions.ts';

interface Composed {
  send: Send;
  run: DigestRun;
  publication: Publication;
  material: Material;
}

/** Cutting up the list of so many readers of one content takes longer than numbering all of them. */
const LARGE_GROUP = 20_000;

/**
 * Decides who gets which articles, in the transaction that freezes them: all that is ready gets its number, each group of readers what is
 * new to it, and the bucket's cut moves. Where nobody gets anything it does not move.
 */
export async function composeDigest(app: App, of: Composed): Promise<Composition | 'changed' | 'empty'> {
  const { run, publication, material } = of;
  const { db } = app;
  const { edition, topics, carried, presses } = material;
  const pressed = new Map(material.articles.map((article) => [article.id, article]));
  const offered = await takeArticles(app, of, pressed);
  if (offered === 'changed') return 'changed';
  const corrections = await stillCarried(db, run, carried);
  const asked = await askAbout(app, { run, publication, offered, corrections });
  const groups = await keepGroups(db, asked);
  const rules = rulesOf(run, publication, { topics, edition, shown: pressed, carried });
  const { editions, editionOf, waiting } = shareEditions(groups, offered, rules, publication.language);
  if (editions.some(({ language }) => !presses.has(language))) return 'changed';
  if (editions.length === 0) {
    await endRun(db, run.id, { state: 'empty', droppedIds: edition.droppedIds });
    return 'empty';
  }
  return {
    contents: printEditions(editions, { publication, material, pressed }),
    hasManyContents: editions.length > 1 && (groups[0]?.size ?? 0) < LARGE_GROUP,
    audience: (contentIds) =>
      audienceOfGroups(editionOf.map((at) => (at === undefined ? undefined : contentIds[at]))),
    settle: (inner) => settleRun(inner, of, { groups, editionOf, waiting, offered }),
  };
}

/** Locks what the digest was made of, and numbers what is new. */
async function takeArticles(
  app: App,
  { run, publication, material }: Composed,
  pressed: Map<number, Article>,
): Promise<Offered[] | 'changed'> {
  const { db } = app;
  const { rhythm } = run;
  const { articles, edition, topics, carried } = material;
  if (!(await lockIfAllUnchanged(db, publication.id, [...articles, ...carried.articles]))) return 'changed';
  await lockNumbers(db, publication.id, 'to-take');
  if (!isSame(topics, await listTopics(db, publication.id))) return 'changed';
  if (rhythm !== 'catch-up') await lockBucket(db, { ...run, rhythm });
  const found = await candidatesOf(app, run);
  const ready = found.filter(({ number }) => number === null).map(({ id }) => id);
  const numbers = await numberArticles(db, publication.id, ready);
  if (ready.some((id) => !pressed.has(id) && !edition.droppedIds.includes(id))) return 'changed';
  const numbered = found.map((one) => ({ ...one, number: one.number ?? numbers.get(one.id) ?? null }));
  return offeredOf(numbered, topics);
}

/** Without what was stopped, or has a later correction in its place by now. */
async function stillCarried(db: Db, run: DigestRun, { corrections }: Carried): Promise<OwedCorrection[]> {
  if (corrections.length === 0) return [];
  const now = new Set((await listCarried(db, run.publicationId, run.dueAt)).map(({ sendId }) => sendId));
  return corrections.filter(({ sendId }) => now.has(sendId));
}

/** Moves the books on, once the batches are there. */
async function settleRun(
  db: Db,
  { send, run, publication, material }: Composed,
  of: { groups: Group[]; offered: Offered[] } & Pick<Shared, 'editionOf' | 'waiting'>,
): Promise<void> {
  const { rhythm } = run;
  const { groups, editionOf, waiting, offered } = of;
  const ids = { publicationId: publication.id, sendId: send.id };
  const { lastNumber: cut } = await lockNumbers(db, publication.id, 'to-take');
  const moved = { cut, run: await takeRun(db, publication.id) };
  const paid = groups.flatMap(({ owed }, place) =>
    owed.length > 0 && editionOf[place] !== undefined ? [place] : [],
  );
  if (paid.length > 0)
    await settleDebts(
      db,
      send.id,
      debtsOfGroups(
        paid,
        offered.map(({ id }) => id),
      ),
    );
  // What readers of single mails wait for is on record for each of them.
  if (waiting.length > 0 && rhythm !== 'busy-day') await holdMarks(db, marksOfGroups(waiting));
  await releaseMarks(db, publication.id, send.id, moved);
  const rhythms = [...new Set(groups.flatMap(({ before }) => (before === '' ? [] : [before])))];
  await noteToldOfDefault(db, { ...ids, rhythms });
  if (rhythm !== 'catch-up') await moveCut(db, { ...run, rhythm }, moved);
  await endRun(db, run.id, { state: 'frozen', ...moved, droppedIds: material.edition.droppedIds });
}
