import { firstRow, rows, type Db } from '../../platform/database.ts';
import type { CommonRefusal } from '../../delivery/index.ts';

/** What came back of a send since it was last asked. */
export interface HeardReturns {
  /** Readers whose mailbox does not exist, of messages that a server had taken. */
  bounced: number;
  /** The same for what is the sender's fault. */
  refused: number;
  complained: number;
}

const NEW = (kinds: string) => `count(distinct f.subscriber_id) filter (where ${kinds} and not exists (
  select from events o where o.send_id = f.send_id and o.subscriber_id = f.subscriber_id and o.is_heard and ${kinds.replaceAll('f.', 'o.')}))::int`;

/** Each reader once, however often it is told and whichever worker asks; in the transaction that draws the conclusions. */
export async function hearReturns(db: Db, sendId: number): Promise<HeardReturns> {
  const row = await firstRow<HeardReturns>(
    db,
    `with fresh as materialized (
       select e.id, e.send_id, e.subscriber_id, e.type, e.kind, coalesce(e.reason, '') as reason from events e
        where e.send_id = :sendId and not e.is_heard order by e.id for update),
     heard as (update events e set is_heard = true from fresh f where e.id = f.id)
     select ${NEW(`f.type = 'bounce' and f.kind = 'hard'`)} as bounced,
            ${NEW(`f.type = 'bounce' and f.kind = 'sender-fault'`)} as refused,
            ${NEW(`f.type = 'complaint' and f.kind <> 'not-spam' and coalesce(f.reason, '') <> 'not-spam'`)} as complained
       from fresh f`,
    { sendId },
  );
  return row ?? { bounced: 0, refused: 0, complained: 0 };
}

/** Sends about which something came back that they have not heard of. */
export async function listUnheardSends(db: Db): Promise<number[]> {
  const found = await rows<{ id: number }>(
    db,
    'select distinct send_id as id from events where not is_heard order by 1 limit 100',
  );
  return found.map(({ id }) => id);
}

/** What most bounces of a kind that came back later have in common. */
export async function findCommonReturn(
  db: Db,
  sendId: number,
  kind: 'hard' | 'sender-fault',
): Promise<Omit<CommonRefusal, 'unproved'>> {
  const row = await firstRow<Omit<CommonRefusal, 'unproved'>>(
    db,
    `with found as (
       select e.says, split_part(s.email, '@', 2) as domain from events e join subscribers s on s.id = e.subscriber_id
        where e.send_id = :sendId and e.type = 'bounce' and e.kind = :kind and e.source <> 'smtp')
     select coalesce((select says from found group by says order by count(*) desc, says limit 1), '') as reply,
            (select domain from found group by domain having count(*) >= 0.8 * (select count(*) from found)) as domain,
            count(*)::int as count from found`,
    { sendId, kind },
  );
  return row ?? { reply: '', domain: null, count: 0 };
}

/** Whose servers blame the sender for what came back later: the largest domains, with the words that most of them have. */
export function listBlamingDomains(
  db: Db,
  sendId: number,
): Promise<{ domain: string; count: number; reply: string }[]> {
  return rows(
    db,
    `select split_part(s.email, '@', 2) as domain, count(distinct s.id)::int as count, mode() within group (order by e.says) as reply
       from events e join subscribers s on s.id = e.subscriber_id
      where e.send_id = ? and e.type = 'bounce' and e.kind = 'sender-fault' and e.source <> 'smtp'
      group by 1 order by 2 desc, 1 limit 5`,
    [sendId],
  );
}
