import { firstRow, type Db } from '../platform/database.ts';
import { NotFound } from '../platform/errors.ts';

/** How many articles were numbered, and how many runs of digests there were. */
export interface Numbers {
  lastNumber: number;
  lastRun: number;
}

/**
 * Holds the numbers of a publication until the transaction ends: `to-read` beside others who read them, `to-take` alone. So whoever
 * changes how a reader gets mail knows which articles were decided about.
 */
export async function lockNumbers(db: Db, id: number, mode: 'to-read' | 'to-take'): Promise<Numbers> {
  const row = await firstRow<Numbers>(
    db,
    // Not `for update`: rows that refer to the publication can be written meanwhile.
    `select last_number as "lastNumber", last_run as "lastRun" from publications where id = ?
        for ${mode === 'to-read' ? 'share' : 'no key update'}`,
    [id],
  );
  if (!row) throw new NotFound(`The publication ${id}`);
  return row;
}

/** Takes the next numbers for so many articles. @returns the number before the first. */
export async function takeNumbers(db: Db, id: number, count: number): Promise<number> {
  const row = await firstRow<{ before: number }>(
    db,
    `update publications set last_number = last_number + :count where id = :id returning last_number - :count as before`,
    { id, count },
  );
  if (!row) throw new NotFound(`The publication ${id}`);
  return row.before;
}

/** The number of a new run of digests. */
export async function takeRun(db: Db, id: number): Promise<number> {
  const row = await firstRow<{ run: number }>(
    db,
    'update publications set last_run = last_run + 1 where id = ? returning last_run as run',
    [id],
  );
  if (!row) throw new NotFound(`The publication ${id}`);
  return row.run;
}
