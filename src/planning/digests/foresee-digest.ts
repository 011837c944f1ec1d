import { inTransaction, type App } from '../../platform/app.ts';
import { getPublicationById, listTopics } from '../../publications/index.ts';
import { bucketOfReader, type OwnTimes } from '../../rhythms/index.ts';
import { gatherCarried } from '../corrections/gather-carried.ts';
import { decideGroup, rulesOf, type Decision } from './decide-group.ts';
import type { DigestRun } from './digest-run.ts';
import { askAbout, candidatesOf, editionOf, mostShown, offeredOf } from './gather-digest.ts';
import { audienceOfGroups, keepGroups } from './kept-group-queries.ts';
import { listGroups, type Asked, type Group } from './reader-queries.ts';
import { countByDomain, countInBucket } from './foresight-queries.ts';
import { findRunOfSend } from './run-queries.ts';

/** Whom a planned digest would go to now, and what becomes of others whom it may reach. */
export interface Foresight {
  gets: number;
  nothingNew: number;
  waitsForMore: number;
  byDomain: { domain: string; count: number }[];
}

/** As the freeze would decide at this moment. Undefined where no digest is planned for the send. */
export async function foreseeDigest(app: Pick<App, 'db'>, sendId: number): Promise<Foresight | undefined> {
  const run = await findRunOfSend(app.db, sendId);
  return run && inTransaction(app, (inner) => foresee(inner, run));
}

async function foresee(app: Pick<App, 'db'>, run: DigestRun): Promise<Foresight> {
  const { db } = app;
  const { asked, decide } = await asAtFreeze(app, run);
  const groups = await keepGroups(db, asked);
  const decisions = groups.map((group) => decide(group).is);
  const sum = (is: Decision['is']) =>
    groups.reduce((size, group, place) => size + (decisions[place] === is ? group.size : 0), 0);
  const gets = sum('gets');
  const waitsForMore = sum('waits-for-more');
  const getting = audienceOfGroups(decisions.map((is, place) => (is === 'gets' ? place : undefined)));
  return {
    gets,
    waitsForMore,
    nothingNew: (await countInBucket(db, asked)) - gets - waitsForMore,
    byDomain: gets === 0 ? [] : await countByDomain(db, getting),
  };
}

/** What it would tell one reader whom it may reach. */
export async function foreseeReader(
  app: Pick<App, 'db'>,
  sendId: number,
  subscriberId: number,
): Promise<Decision | { is: 'other-hour' } | undefined> {
  const run = await findRunOfSend(app.db, sendId);
  if (!run) return undefined;
  const { asked, decide } = await asAtFreeze(app, run);
  const [own] = await listGroups(app.db, asked, subscriberId);
  if (own) return decide(own);
  return (await countInBucket(app.db, asked, subscriberId)) > 0
    ? { is: 'nothing-new' }
    : { is: 'other-hour' };
}

/** Whether a reader is of those for whose hour a digest is. */
export async function isOfHour(app: Pick<App, 'db'>, sendId: number, reader: OwnTimes): Promise<boolean> {
  const run = await findRunOfSend(app.db, sendId);
  if (!run || run.rhythm === 'catch-up') return true;
  const { rhythm, timeZone, localHour } = bucketOfReader(reader);
  return run.rhythm === rhythm && run.timeZone === timeZone && run.localHour === localHour;
}

/** Whom to ask, and how to decide about a group of them. */
async function asAtFreeze(
  app: Pick<App, 'db'>,
  run: DigestRun,
): Promise<{ asked: Asked; decide(group: Group): Decision }> {
  const { db } = app;
  const publication = await getPublicationById(db, run.publicationId);
  const topics = await listTopics(db, publication.id);
  const edition = await editionOf(app, run, publication);
  const candidates = await candidatesOf(app, run);
  const offered = offeredOf(candidates, topics);
  const carried = await gatherCarried(app, run, topics);
  const { corrections } = carried;
  const asked = await askAbout(app, { run, publication, offered, corrections });
  const kept = candidates.filter(({ id }) => !edition.droppedIds.includes(id));
  const shown = new Set(mostShown(kept, edition));
  const rules = rulesOf(run, publication, { topics, edition, shown, carried });
  return { asked, decide: (group) => decideGroup(group, offered, rules) };
}
