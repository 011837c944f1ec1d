import { firstRow, rows, type Db } from '../../platform/database.ts';
import type { Outcome, RefusalKind } from '../ledger.ts';
import type { Trouble } from '../journal/run-result.ts';

/** Bounces and refusals that count towards an alarm, by `kind`: what only concerns the reader does not. */
export const REFUSAL_COUNTS = `
  count(*) filter (where kind = 'mailbox') as bounced,
  count(*) filter (where kind in ('sender', 'relay', 'unclear')) as refused`;

/**
 * Kept until they are judged, in the statement of their outcomes, so that a worker that dies in between loses none. Proof may
 * come in another worker's statement, before or after.
 */
export const KEEP_REFUSALS = `
  insert into refusals as r (send_id, subscriber_id, kind, domain, words, reply, is_welcome, is_proved)
  select cast(:sendId as bigint), *
    from unnest(cast(:refusedIds as bigint[]), cast(:refusalKinds as text[]), cast(:domains as text[]), cast(:words as text[]),
                cast(:refusalReplies as text[]), cast(:welcome as boolean[]), cast(:proved as boolean[]))
      on conflict (send_id, subscriber_id) do update
     set kind = excluded.kind, domain = excluded.domain, words = excluded.words, reply = excluded.reply,
         is_welcome = excluded.is_welcome, is_proved = excluded.is_proved or r.is_proved and not r.is_judged,
         is_judged = false, at = excluded.at`;

export function refusalBindings(outcomes: Outcome[], proved: Outcome[]) {
  const byReader = new Map(
    [...outcomes, ...proved].flatMap(({ subscriberId, reply, refusal }) =>
      refusal ? [[subscriberId, { subscriberId, reply, ...refusal }] as const] : [],
    ),
  );
  const refused = [...byReader.values()];
  return {
    refusedIds: refused.map(({ subscriberId }) => subscriberId),
    refusalKinds: refused.map(({ kind }) => kind),
    domains: refused.map(({ domain }) => domain),
    words: refused.map(({ words }) => words),
    refusalReplies: refused.map(({ reply }) => reply ?? ''),
    welcome: refused.map(({ hasAccepted }) => hasAccepted),
    proved: refused.map(({ isProved }) => isProved),
  };
}

/** Answers that batches of a send had since they were last heard of. */
export interface HeardAnswers {
  accepted: number;
  rejected: number;
  bounced: number;
  refused: number;
  /** What stopped a run. */
  trouble: Trouble | undefined;
}

const HEARD = ['accepted', 'rejected', 'bounced', 'refused'];

/** Each answer once, whichever worker asks; in the transaction that draws the conclusions. */
export async function hearBatches(db: Db, sendId: number): Promise<HeardAnswers> {
  const row = await firstRow<Omit<HeardAnswers, 'trouble'> & { trouble: string | null }>(
    db,
    `with fresh as (
       select * from send_batches
        where send_id = :sendId
          and (trouble is not null or (${HEARD.join(', ')}) is distinct from (${HEARD.map((name) => `heard_${name}`).join(', ')}))
        order by batch_no for update
     ), heard as (
       update send_batches b set trouble = null, ${HEARD.map((name) => `heard_${name} = f.${name}`).join(', ')}
         from fresh f where b.send_id = :sendId and b.batch_no = f.batch_no)
     select ${HEARD.map((name) => `coalesce(sum(${name} - heard_${name}), 0)::int as ${name}`).join(', ')}, max(trouble) as trouble from fresh`,
    { sendId },
  );
  const { trouble = null, ...counts } = row ?? { accepted: 0, rejected: 0, bounced: 0, refused: 0 };
  return { ...counts, trouble: trouble === null ? undefined : (JSON.parse(trouble) as Trouble) };
}

/** A refusal means its reader only as long as no later try was accepted. */
const STANDS = `exists (select 1 from messages m where m.send_id = r.send_id and m.subscriber_id = r.subscriber_id and m.state = 'rejected')`;

/** Takes the mailboxes that were proved not to exist, to be suppressed in the same transaction (THR-01). */
export function takeProvedBounces(
  db: Db,
  sendId: number,
): Promise<{ subscriberId: number; reply: string }[]> {
  return rows(
    db,
    `with taken as (
       update refusals r set is_judged = true
        where send_id = ? and kind = 'mailbox' and is_proved and not is_judged and ${STANDS}
       returning subscriber_id, reply)
     select subscriber_id as "subscriberId", reply from taken order by subscriber_id`,
    [sendId],
  );
}

/** Refusals of one domain in the same words that nothing proves. */
export interface RefusalGroup {
  domain: string;
  words: string;
  /** Refusals that say that the reader's mailbox does not exist. */
  mailboxes: number[];
  count: number;
  /** The domain had taken mail of this send. */
  hasAccepted: boolean;
  reply: string;
}

/** Takes them, once the send has tried everybody; the largest first. */
export function takeRefusalGroups(db: Db, sendId: number): Promise<RefusalGroup[]> {
  return rows(
    db,
    `with taken as (
       update refusals r set is_judged = true
        where send_id = ? and not is_proved and not is_judged and kind <> 'reader' and ${STANDS}
       returning *)
     select domain, words, count(*)::int as count, bool_or(is_welcome) as "hasAccepted", max(reply) as reply,
            coalesce(array_agg(subscriber_id order by subscriber_id) filter (where kind = 'mailbox'), '{}') as mailboxes
       from taken group by domain, words order by count desc, domain, words`,
    [sendId],
  );
}

/** What most refusals of these kinds have in common. */
export interface CommonRefusal {
  /** The latest with the most frequent words. */
  reply: string;
  /** The domain of nearly all; null when there are several. */
  domain: string | null;
  /** How many there are, and of them those that nothing proves. */
  count: number;
  unproved: number;
}

export async function findCommonRefusal(
  db: Db,
  sendId: number,
  kinds: RefusalKind[],
): Promise<CommonRefusal> {
  const row = await firstRow<CommonRefusal>(
    db,
    `with found as (select * from refusals where send_id = :sendId and kind = any(cast(:kinds as text[])))
     select (select (array_agg(reply order by at desc))[1] from found group by words order by count(*) desc limit 1) as reply,
            (select domain from found group by domain having count(*) >= 0.8 * (select count(*) from found)) as domain,
            count(*)::int as count, count(*) filter (where not is_proved and not is_judged)::int as unproved from found`,
    { sendId, kinds },
  );
  return {
    reply: row?.reply ?? '',
    domain: row?.domain ?? null,
    count: row?.count ?? 0,
    unproved: row?.unproved ?? 0,
  };
}

/** How many refusals of each kind a send has. */
export async function countRefusals(db: Db, sendId: number): Promise<Record<RefusalKind, number>> {
  const found = await rows<{ kind: RefusalKind; count: number }>(
    db,
    'select kind, count(*)::int as count from refusals where send_id = ? group by kind',
    [sendId],
  );
  const counts = { mailbox: 0, reader: 0, sender: 0, relay: 0, unclear: 0 };
  for (const { kind, count } of found) counts[kind] = count;
  return counts;
}

/**
 * Takes the readers whose refusal is not proved to mean them: they are tried again, once, when somebody has mended the cause.
 * @param isOfDeadMailboxes the cause was many mailboxes that do not exist: the word of a server that took others is enough.
 */
export async function takeDoubtedReaders(
  db: Db,
  sendId: number,
  isOfDeadMailboxes: boolean,
): Promise<number[]> {
  const taken = await rows<{ id: number }>(
    db,
    `update refusals set is_tried_again = true
      where send_id = :sendId and not is_tried_again and not (kind = 'mailbox' and is_proved)
        and not (:isOfDeadMailboxes and (kind = 'reader' or kind = 'mailbox' and is_welcome))
     returning subscriber_id as id`,
    { sendId, isOfDeadMailboxes },
  );
  return taken.map(({ id }) => id);
}

/** What the refusals of `:sendId` are about, as a relation: `subscriber_id`, `kind`. */
export const KINDS_OF_REFUSALS = '(select subscriber_id, kind from refusals where send_id = :sendId)';

/** Whether some of a send are left to be judged. */
export async function hasRefusals(db: Db, sendId: number): Promise<boolean> {
  const row = await firstRow(db, 'select 1 as found from refusals where send_id = ? limit 1', [sendId]);
  return row !== undefined;
}

/** The send is over. */
export async function dropRefusals(db: Db, sendId: number): Promise<void> {
  await db.raw('delete from refusals where send_id = ?', [sendId]);
}

/** Sends that are over and have refusals left to be judged. */
export async function listUnjudgedSends(db: Db): Promise<number[]> {
  const found = await rows<{ id: number }>(
    db,
    `select distinct d.id from refusals r join sends d on d.id = r.send_id where d.status in ('sent', 'cancelled') order by d.id`,
  );
  return found.map(({ id }) => id);
}

export interface FirstTries {
  /** Everybody was tried, or the rest will not be. */
  isOver: boolean;
  /** Somebody was accepted, at whatever time. */
  hasAccepted: boolean;
}

export async function findFirstTries(db: Db, sendId: number): Promise<FirstTries> {
  const row = await firstRow<FirstTries>(
    db,
    `select coalesce(bool_and(b.state = 'done'), true) as "isOver", coalesce(sum(b.accepted), 0) > 0 as "hasAccepted"
       from send_batches b where b.send_id = ?`,
    [sendId],
  );
  return row ?? { isOver: true, hasAccepted: false };
}
