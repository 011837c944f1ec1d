import type { Db } from '../../platform/database.ts';
import type { DigestRhythm } from './digest-run.ts';
import { findRunOfSend } from './run-queries.ts';

/** Which digest of the timer a send is; null for every other send. */
export async function findDigestRhythm(db: Db, sendId: number): Promise<DigestRhythm | null> {
  return (await findRunOfSend(db, sendId))?.rhythm ?? null;
}
