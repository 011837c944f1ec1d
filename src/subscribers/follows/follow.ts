import { inTransaction, type App } from '../../platform/app.ts';
import type { Strand } from '../../publications/index.ts';
import { deleteFollowed, insertFollowed, listFollowed, lockReader } from '../../rhythms/index.ts';
import { recordChange } from '../record-change.ts';
import type { Evidence, Subscriber } from '../subscriber.ts';
import { changeWays } from '../ways/change-ways.ts';

/** So many a reader may follow. */
export const MOST_FOLLOWED = 50;

/** As the record of changes names it. */
const FIELDS = ['follows'];

type Reader = Pick<Subscriber, 'id' | 'publicationId'>;

/** Has each article of a story, an author or a tag come at once. A repeat changes nothing. */
export function follow(
  app: App,
  reader: Reader,
  strand: Pick<Strand, 'id' | 'name'>,
  evidence: Evidence,
): Promise<'followed' | 'too-many'> {
  return inTransaction(app, async (inner) => {
    const { db } = inner;
    await lockReader(db, reader.id);
    const live = (await listFollowed(db, reader.id)).filter(({ isOver }) => !isOver);
    const isKnown = live.some((one) => one.strand === strand.id);
    if (!isKnown && live.length >= MOST_FOLLOWED) return 'too-many';
    const { id: subscriberId, publicationId } = reader;
    const named = { subscriberId, publicationId, strand: strand.id, name: strand.name };
    if (await insertFollowed(db, named)) await recordChange(inner, reader, FIELDS, evidence);
    return 'followed';
  });
}

/** What was frozen for the reader and has not left is not mailed, either, unless they get it anyway. A repeat changes nothing. */
export async function stopFollowing(
  app: App,
  reader: Reader,
  strand: string,
  evidence: Evidence,
): Promise<void> {
  await inTransaction(app, async (inner) => {
    let isStopped = false;
    // From now on their day differs from that of readers who followed nothing, and no row says so any more.
    await changeWays(inner.db, reader.publicationId, [reader.id], async (db) => {
      isStopped = await deleteFollowed(db, { subscriberId: reader.id, strand });
    });
    if (isStopped) await recordChange(inner, reader, FIELDS, evidence);
  });
}
