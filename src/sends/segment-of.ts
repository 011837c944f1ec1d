import type { AskedSegment } from '../audiences/index.ts';
import type { Db } from '../platform/database.ts';
import { findSelection, type NamedSelection } from '../segments/index.ts';
import { findSegmentOf, freezeSegment } from './queries.ts';

/** Which segment a send is for, as its row has it. */
interface ForSegment {
  publicationId: number;
  isForSegment: boolean;
  segmentId: number | null;
}

/** What its segment means now. A send whose segment is gone is for nobody, never for everybody. */
export async function segmentNow(
  db: Db,
  { publicationId, isForSegment, segmentId }: ForSegment,
): Promise<AskedSegment> {
  if (!isForSegment) return null;
  const found = segmentId === null ? undefined : await findSelection(db, publicationId, segmentId);
  return found ?? 'gone';
}

/** The rows with what the segments mean: as it was frozen, or else now. */
export function withSegments<Row extends ForSegment & { frozenSegment: NamedSelection | null }>(
  db: Db,
  stories: Row[],
): Promise<(Omit<Row, 'frozenSegment'> & { segment: AskedSegment })[]> {
  return Promise.all(
    stories.map(async ({ frozenSegment, ...story }) => ({
      ...story,
      segment: frozenSegment ?? (await segmentNow(db, story)),
    })),
  );
}

/** In the transaction that freezes the audience of a send. @returns what is asked of its readers. */
export async function holdSegment(db: Db, sendId: number): Promise<AskedSegment> {
  const of = await findSegmentOf(db, sendId);
  const segment = of ? await segmentNow(db, of) : null;
  if (segment !== null && segment !== 'gone') await freezeSegment(db, sendId, segment);
  return segment;
}
