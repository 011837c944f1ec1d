import { inTransaction, type App } from '../platform/app.ts';
import { getPublicationById } from '../publications/index.ts';
import { type Gap } from '../planning/index.ts';
import { giveReason } from '../sends/index.ts';
import type { Reason } from '../words/index.ts';
import { eraseSubscriber } from '../subscribers/index.ts';
import {
  carryDepartures,
  carryMoves,
  carryPictures,
  carryRecords,
  carryRequests,
  carrySuppressions,
  holdKnownSends,
  listErased,
  type KnownSend,
} from './carry-over-queries.ts';

/** How many were carried over from the database that is replaced. */
export interface CarriedOver {
  suppressions: number;
  left: number;
  erased: number;
}

const EVIDENCE = { channel: 'restore', ip: null, userAgent: null };

/**
 * Nobody who left, bounced, complained or was erased since the backup gets mail again (GDPR-03).
 * @param old schema of the database that is replaced.
 */
export async function carryOver(app: App, old: string, since: Date): Promise<CarriedOver> {
  return inTransaction(app, async (inner) => {
    // Those who were erased, before their suppression hides them.
    const erased = await listErased(inner.db, old);
    await carryMoves(inner.db, old);
    const suppressions = await carrySuppressions(inner.db, old);
    const leavers = await carryDepartures(inner.db, old);
    await carryRecords(inner.db, old, leavers, since);
    await carryRequests(inner.db, old, since);
    await carryPictures(inner.db, old);
    for (const id of erased) await eraseSubscriber(inner, id, EVIDENCE);
    return { suppressions, left: leavers.length, erased: erased.length };
  });
}

/** Holds what went out or was taken back since, as the database that is replaced knows, and says so. */
export async function holdKnown(app: App, old: string, gap: Gap): Promise<void> {
  for (const { id, publicationId, reason, ...known } of await holdKnownSends(app.db, old, gap.id)) {
    const { timeZone } = await getPublicationById(app.db, publicationId);
    await giveReason(app.db, [id], reason ?? reasonOfKnown(known, timeZone));
  }
}

function reasonOfKnown(
  { status, startedAt }: Pick<KnownSend, 'status' | 'startedAt'>,
  timeZone: string,
): Reason {
  if (startedAt) return { code: 'sent-since-backup', params: { at: startedAt.toISOString(), timeZone } };
  return { code: status === 'draft' ? 'unscheduled-since-backup' : 'cancelled-since-backup', params: {} };
}
