import { changedRows, firstRow, rows, type Db } from '../../platform/database.ts';

/**
 * One proof is good for one address; a form that is sent twice may bring it again.
 * @returns ids, in hex, of those that are good: the others were spent on another address.
 */
export async function spendProofs(db: Db, proofs: { id: Buffer; spentOn: Buffer }[]): Promise<Set<string>> {
  const good = await rows<{ id: Buffer }>(
    db,
    `insert into sign_up_proofs as p (id, spent_on) select * from unnest(?::bytea[], ?::bytea[])
     on conflict (id) do update set spent_on = p.spent_on where p.spent_on = excluded.spent_on
     returning id`,
    [proofs.map(({ id }) => id), proofs.map(({ spentOn }) => spentOn)],
  );
  return new Set(good.map(({ id }) => id.toString('hex')));
}

/** Those whose challenge has expired long since. */
export function purgeProofs(db: Db): Promise<number> {
  return changedRows(db, "delete from sign_up_proofs where spent_at < now() - interval '1 hour'");
}

/** Sign-ups of the last hour that came with a proof and that nobody has confirmed. */
export async function countProven(db: Db): Promise<number> {
  const row = await firstRow<{ count: number }>(
    db,
    "select count(*) from confirmations where proven_at > now() - interval '1 hour' and used_at is null",
  );
  return row?.count ?? 0;
}
