import { withdrawNotices } from '../notices/index.ts';
import type { Db } from '../platform/database.ts';
import type { SignUpNotice } from './notice-queries.ts';
import { deleteWaits } from './sign-up/wait-queries.ts';

/** Ends mails that these people have not got yet, those that wait for their turn included. @param kind none: of every kind. */
export async function withdrawMails(db: Db, subscriberIds: number[], kind?: SignUpNotice): Promise<void> {
  await deleteWaits(db, await withdrawNotices(db, subscriberIds, kind));
}
