import { databaseNow } from '../../articles/index.ts';
import type { Db } from '../../platform/database.ts';
import { listTopics, type Publication } from '../../publications/index.ts';
import {
  ensureBucket,
  ensureBucketsOf,
  insertFullKinds,
  isFollowed,
  listCappedKinds,
  listFollowerZones,
  listRecentMails,
  oweToChanged,
  oweToFollowers,
  smallestCap,
  startOfLocalDay,
  type CappedKind,
  type FullKind,
  type RecentMail,
} from '../../rhythms/index.ts';

/**
 * Keeps the mail of an article from readers who had all the single mails of their day, before its audience is frozen: it comes in the
 * digest that ends their day, or in their next one where they follow it beside their digests. As long as there were no more mails than the smallest cap, nobody is looked at.
 */
export async function heedCaps(
  db: Db,
  publication: Publication,
  of: { sendId: number; articleId: number; topicIds: number[]; strands: string[] },
): Promise<void> {
  const { id: publicationId } = publication;
  const smallest = await smallestCap(db, publicationId);
  if (smallest === null) return;
  const recent = await listRecentMails(db, publicationId);
  if (recent.length < smallest) return;
  const now = await databaseNow(db);
  const known = new Set((await listTopics(db, publicationId)).map(({ id }) => id));
  const kinds = await listCappedKinds(db, publicationId);
  const dayOf = (timeZone: string) => startOfLocalDay(timeZone || publication.timeZone, now);
  const days = new Map(kinds.map(({ timeZone }) => [timeZone, dayOf(timeZone)]));
  const full = kinds.flatMap((kind): FullKind[] => {
    const dayBeganAt = days.get(kind.timeZone) ?? now;
    const isFull =
      isFollowed(kind.topicIds, of.topicIds, known) && countFor(kind, recent, dayBeganAt, known) >= kind.cap;
    return isFull ? [{ ...kind, dayBeganAt }] : [];
  });
  await insertFullKinds(db, { ...of, publicationId, kinds: full });
  const began = [...days].map(([timeZone, dayBeganAt]) => ({ timeZone, dayBeganAt }));
  await oweToChanged(db, {
    publicationId,
    articleId: of.articleId,
    topicIds: of.topicIds,
    known: [...known],
    days: began,
  });
  for (const timeZone of new Set(full.map((kind) => kind.timeZone)))
    await ensureBucket(db, { publicationId, rhythm: 'busy-day', timeZone, localHour: -1 });
  const { articleId, strands } = of;
  if (strands.length === 0) return;
  const zones = await listFollowerZones(db, { publicationId, strands });
  const theirs = zones.map((timeZone) => ({ timeZone, dayBeganAt: dayOf(timeZone) }));
  await ensureBucketsOf(db, await oweToFollowers(db, { publicationId, articleId, strands, days: theirs }));
}

const countFor = (kind: CappedKind, recent: RecentMail[], since: Date, known: Set<number>) =>
  recent.filter(
    ({ preparedAt, topicIds }) => preparedAt >= since && isFollowed(kind.topicIds, topicIds, known),
  ).length;
