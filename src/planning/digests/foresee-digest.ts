import type { App } from '../../platform/app.ts';
import { getPublicationById, listTopics } from '../../publications/index.ts';
import { bucketOfReader, type OwnTimes } from '../../rhythms/index.ts';
import { decideGroup, rulesOf, type Decision } from './decide-group.ts';
import type { DigestRun } from './digest-run.ts';
import { bucketOf, candidatesOf, dayBeganAt, editionOf, mostShown, offeredOf } from './gather-digest.ts';
import { audienceOfGroups, listGroups, listOutOfTurn, type Asked, type Group } from './reader-queries.ts';
import { countByDomain, countInBucket } from './foresight-queries.ts';
import { findRunOfSend } from './run-queries.ts';

/** Whom a planned digest would go to now, and what becomes of others whom it may reach. */
export interface Foresight {
  gets: number;
  nothingNew: number;
  waitsForMore: number;
  byDomain: { domain: string; count: number }[];
}

interface Foreseen {
  asked: Asked;
  decided: { group: Group; decision: Decision }[];
}

/** As the freeze would decide at this moment. Undefined where no digest is planned for the send. */
export async function foreseeDigest(app: Pick<App, 'db'>, sendId: number): Promise<Foresight | undefined> {
  const run = await findRunOfSend(app.db, sendId);
  if (!run) return undefined;
  const { asked, decided } = await foresee(app, run, sendId);
  const sum = (is: Decision['is']) =>
    decided.reduce((size, { group, decision }) => size + (decision.is === is ? group.size : 0), 0);
  const gets = sum('gets');
  const waitsForMore = sum('waits-for-more');
  const groups = decided.map(({ group }) => group);
  const getting = audienceOfGroups(asked, groups, (place) =>
    decided[place]?.decision.is === 'gets' ? place : undefined,
  );
  return {
    gets,
    waitsForMore,
    nothingNew: (await countInBucket(app.db, asked)) - gets - waitsForMore,
    byDomain: gets === 0 ? [] : await countByDomain(app.db, getting),
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
  const { asked, decided } = await foresee(app, run, sendId, subscriberId);
  const [own] = decided;
  if (own) return own.decision;
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

async function foresee(
  app: Pick<App, 'db'>,
  run: DigestRun,
  sendId: number,
  subscriberId?: number,
): Promise<Foreseen> {
  const { db } = app;
  const publication = await getPublicationById(db, run.publicationId);
  const topics = await listTopics(db, publication.id);
  const edition = await editionOf(app, run, publication);
  const candidates = await candidatesOf(app, run);
  const offered = offeredOf(candidates, topics);
  const outOfTurn = await listOutOfTurn(
    db,
    offered.map(({ id }) => id),
  );
  const asked = {
    sendId,
    run,
    bucket: await bucketOf(app, run),
    dayBeganAt: dayBeganAt(run, publication),
    outOfTurn,
  };
  const kept = candidates.filter(({ id }) => !edition.droppedIds.includes(id));
  const shown = new Set(mostShown(kept, edition));
  const rules = rulesOf(run, publication, { topics, edition, shown });
  const groups = await listGroups(db, asked, subscriberId);
  return { asked, decided: groups.map((group) => ({ group, decision: decideGroup(group, offered, rules) })) };
}
