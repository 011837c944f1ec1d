import { firstRow, type Db } from '../platform/database.ts';

/** Written once a minute at most, whatever is accepted. */
const NOTED_EVERY = "interval '1 minute'";
/** For so long an acceptance speaks for a transport. */
const GOOD_FOR = "interval '7 days'";

export async function noteAccepted(db: Db, name: string): Promise<void> {
  await db.raw(
    `update transports set accepted_at = now()
      where name = ? and (accepted_at is null or accepted_at < now() - ${NOTED_EVERY})`,
    [name],
  );
}

/** Whether a transport of this publication took anybody's mail lately. */
export async function hasTakenMail(db: Db, publicationId: number): Promise<boolean> {
  const row = await firstRow(
    db,
    `select 1 as found from transports t join publications p on t.name = any(p.transports)
      where p.id = ? and t.accepted_at > now() - ${GOOD_FOR} limit 1`,
    [publicationId],
  );
  return row !== undefined;
}
