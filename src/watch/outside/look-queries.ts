import { firstRow, jsonOf, type Db } from '../../platform/database.ts';

/** What is looked at: of one kind each thing once, whichever worker does it. */
export interface Outside {
  kind: 'sender' | 'certificate';
  subject: string;
}

export interface Before {
  failures: number;
  /** Null: nobody has looked yet. */
  state: object | null;
}

/** Takes a look that is due. A worker that dies with it leaves it for ten minutes. @returns undefined when it is not due. */
export function takeLook(db: Db, { kind, subject }: Outside): Promise<Before | undefined> {
  return firstRow(
    db,
    `insert into outside_looks as l (kind, subject, next_at) values (:kind, :subject, now() + interval '10 minutes')
     on conflict (kind, subject) do update set next_at = excluded.next_at where l.next_at <= now()
     returning failures, state`,
    { kind, subject },
  );
}

/** Writes down how a look ended, and when the next one is. */
export async function noteLook(
  db: Db,
  { kind, subject }: Outside,
  { failures, state, minutes }: Before & { minutes: number },
): Promise<void> {
  await db.raw(
    `update outside_looks set failures = :failures, state = :state, next_at = now() + make_interval(mins => :minutes)
      where kind = :kind and subject = :subject`,
    { kind, subject, failures, state: jsonOf(state), minutes },
  );
}

/** Forgets what nobody looks at any more: a row that is due for a day. */
export async function forgetLooks(db: Db): Promise<void> {
  await db.raw(`delete from outside_looks where next_at < now() - interval '1 day'`);
}
