import type { Knex } from 'knex';
import { isOfLateLetter, keptReason, pausedBefore, sentAt, type KeptReason } from './old-reasons.ts';

/**
 * What sends say to people is kept as a code with parameters. Sentences of earlier versions become their codes; those that
 * nobody knows keep every word under the code `legacy`.
 */
export async function reasons(db: Knex): Promise<void> {
  for (const column of COLUMNS)
    await db.raw(
      `alter table sends alter column ${column} type jsonb using
         case when ${column} is not null then
           jsonb_build_object('code', 'legacy', 'params', jsonb_build_object('text', ${column})) end`,
    );
  for (const column of COLUMNS) await recognise(db, column);
}

const COLUMNS = ['reason', 'bounce_warning', 'block_warning'] as const;
const AT_A_TIME = 1000;

interface OldSend {
  id: number;
  text: string;
  timeZone: string;
  scheduledAt: Date | null;
  gap: { kind: string; from: Date; until: Date } | null;
}

async function recognise(db: Knex, column: (typeof COLUMNS)[number]): Promise<void> {
  for (let after = 0; ;) {
    const found = await listOld(db, column, after);
    for (const send of found)
      await db.raw(`update sends set ${column} = ? where id = ?`, [
        JSON.stringify(await reasonOf(db, send)),
        send.id,
      ]);
    const last = found.at(-1);
    if (!last) return;
    after = last.id;
  }
}

async function listOld(db: Knex, column: string, after: number): Promise<OldSend[]> {
  const { rows } = await db.raw<{ rows: OldSend[] }>(
    `select s.id, s.${column}->'params'->>'text' as text, p.time_zone as "timeZone", s.scheduled_at as "scheduledAt",
            case when g.id is not null then
              json_build_object('kind', g.kind, 'from', g.from_at, 'until', g.until_at) end as gap
       from sends s join publications p on p.id = s.publication_id left join gaps g on g.id = s.gap_id
      where s.${column} is not null and s.id > ? order by s.id limit ${AT_A_TIME}`,
    [after],
  );
  return rows;
}

/** Moments are taken from the row: a sentence has them for people only. */
async function reasonOf(db: Knex, { text, timeZone, scheduledAt, gap }: OldSend): Promise<KeptReason> {
  const before = pausedBefore(text);
  if (gap && before !== undefined) {
    const [from, until] = [iso(gap.from), iso(gap.until)];
    return { code: 'held-for-gap', params: { kind: gap.kind, from, until, timeZone, before } };
  }
  if (scheduledAt && isOfLateLetter(text))
    return { code: 'letter-late', params: { dueAt: iso(scheduledAt), timeZone } };
  const wallTime = sentAt(text);
  if (wallTime === undefined) return keptReason(text);
  const { rows } = await db.raw<{ rows: { at: Date }[] }>(
    'select cast(? as timestamp) at time zone ? as at',
    [wallTime, timeZone],
  );
  return { code: 'sent-since-backup', params: { at: iso(rows[0]?.at ?? new Date(wallTime)), timeZone } };
}

const iso = (at: Date | string) => new Date(at).toISOString();
