import { firstRow, type Db } from '../platform/database.ts';

/** Rows that a sample reads: enough to be right within a few per cent. */
const SAMPLE_ROWS = 30_000;

/** Some of all readers, from whom one concludes; of a small table all. */
export interface Sample {
  /** Subscribers `s` as they stand in a `from`. The same table has the same sample, so that figures do not flicker. */
  readers: string;
  isExact: boolean;
  /** What so many of the sample mean for all; three digits of it mean something. */
  scaled(count: number): number;
  /** The same of a share of the sample. */
  ofAll(share: number): number;
}

export async function sampleOfReaders(db: Db): Promise<Sample> {
  const known = await firstRow<{ size: number }>(
    db,
    // Of a table that was filled a moment ago only the pages are known.
    `select case when reltuples >= 0 then reltuples else pg_relation_size(oid) / 250 end::float8 as size
       from pg_class where oid = 'subscribers'::regclass`,
  );
  const size = Math.max(1, known?.size ?? 1);
  const percent = Math.min(100, (100 * SAMPLE_ROWS) / size);
  const ofAll = (share: number) => inThreeDigits(share * size);
  if (percent === 100) return { readers: 'subscribers s', isExact: true, scaled: (count) => count, ofAll };
  return {
    readers: `subscribers s tablesample system (${percent}) repeatable (1)`,
    isExact: false,
    scaled: (count) => inThreeDigits((count * 100) / percent),
    ofAll,
  };
}

const inThreeDigits = (count: number) => Math.round(Number(count.toPrecision(3)));
