import { firstRow, rows, type Db } from '../platform/database.ts';
import type { RetryDecision } from '../platform/mail/retry-decision.ts';
import { LINK_KEY } from './links/link-queries.ts';
import { LIFTED_BY_PERSON } from './suppressions/suppression-queries.ts';
import { networkKeys, type Turn, type WaitsFor } from './sign-up/turn.ts';

export type SystemMailKind = 'confirmation' | 'welcome' | 'already-subscribed';

/**
 * Notes that a mail is due to a person who signed up: the request to confirm, or word that they are subscribed already
 * (at most once a day, ENU-02). Above a limit it waits for its turn. A repeat within a quarter of an hour changes nothing,
 * for its mail is there, on its way, or waits already. Returns its kind, or undefined when none is due.
 */
export async function requestSystemMail(
  db: Db,
  subscriberId: number,
  turn: Turn,
  waitsFor: WaitsFor | undefined,
): Promise<SystemMailKind | undefined> {
  const row = await firstRow<{ kind: SystemMailKind }>(
    db,
    `insert into system_mails as m (subscriber_id, kind, waits_for, abuse_hash, domain_hash, network_hash, site_hash,
                                    block_hash, cost)
     select id, case when status = 'active' then 'already-subscribed' else 'confirmation' end, :waitsFor, :abuseHash,
            :domainHash, :networkHash, :siteHash, :blockHash, :cost
       from subscribers
      where id = :subscriberId and status <> 'complained' and (status <> 'active' or cast(:waitsFor as text) is null)
     on conflict (subscriber_id, kind) do update
       set requested_at = now(), sent_at = null, unknown_at = null, refused_at = null, reply = null, lease_until = null,
           doubts = 0, held_by = null, waits_for = excluded.waits_for, abuse_hash = excluded.abuse_hash,
           domain_hash = excluded.domain_hash, network_hash = excluded.network_hash, site_hash = excluded.site_hash,
           block_hash = excluded.block_hash, cost = excluded.cost
      where case when m.kind <> 'confirmation' then m.requested_at < now() - interval '1 day'
                 else excluded.waits_for is null
                      or m.waits_for is null and m.requested_at < now() - interval '15 minutes'
                         and (m.sent_at is not null or m.refused_at is not null) end
     returning kind`,
    { subscriberId, ...turn, ...networkKeys(turn.networks), waitsFor: waitsFor ?? null },
  );
  return row?.kind;
}

/** Notes that a fresh confirmation deserves a welcome. */
export async function requestWelcome(db: Db, subscriberId: number): Promise<void> {
  await db.raw(
    `insert into system_mails (subscriber_id, kind) values (?, 'welcome')
     on conflict (subscriber_id, kind) do update
       set requested_at = now(), sent_at = null, unknown_at = null, refused_at = null, reply = null, lease_until = null, doubts = 0`,
    [subscriberId],
  );
}

/** Mails that wait for their job; those that are held, or wait for their turn, have none. */
export function listOpenMails(db: Db): Promise<{ subscriberId: number; kind: SystemMailKind }[]> {
  return rows(
    db,
    `select subscriber_id as "subscriberId", kind from system_mails
      where sent_at is null and refused_at is null and held_by is null and waits_for is null order by requested_at`,
  );
}

export interface DueMail {
  subscriberId: number;
  publicationId: number;
  kind: SystemMailKind;
  deliveryAddress: string;
  topicIds: number[];
  requestedAt: Date;
  /** What the person's links are bound to. */
  linkKey: number;
}

/** Renewed while the server is asked. */
const LEASE = "interval '20 seconds'";

/**
 * Takes the mail for this process, unless it was sent, refused, or is no longer wanted (suppressed, confirmed in the
 * meantime, left). A process that dies with it blocks it for the length of the lease.
 */
export function claimDueMail(
  db: Db,
  subscriberId: number,
  kind: SystemMailKind,
): Promise<DueMail | undefined> {
  return firstRow(
    db,
    `update system_mails m set lease_until = now() + ${LEASE}, held_by = null
       from subscribers s
      where s.id = m.subscriber_id and m.subscriber_id = ? and m.kind = ?
        and m.sent_at is null and m.refused_at is null and m.waits_for is null
        and (m.lease_until is null or m.lease_until < now())
        and s.status = any(case when m.kind = 'confirmation' then array['pending', 'unsubscribed', 'bounced']
                                else array['active'] end)
        and not exists (select from suppressions p
                         where p.address_hash = s.address_hash and p.publication_id in (0, s.publication_id)
                           and p.reason not in ${LIFTED_BY_PERSON})
     returning m.subscriber_id as "subscriberId", s.publication_id as "publicationId", m.kind,
               s.delivery_address as "deliveryAddress", s.topic_ids as "topicIds", m.requested_at as "requestedAt",
               ${LINK_KEY} as "linkKey"`,
    [subscriberId, kind],
  );
}

/** Whether another process is at this mail right now. */
export async function isMailLeased(db: Db, subscriberId: number, kind: SystemMailKind): Promise<boolean> {
  const row = await firstRow(
    db,
    `select 1 as found from system_mails
      where subscriber_id = ? and kind = ? and sent_at is null and refused_at is null and lease_until > now()`,
    [subscriberId, kind],
  );
  return row !== undefined;
}

const THIS = 'subscriber_id = :subscriberId and kind = :kind and requested_at = :requestedAt';
const keyOf = ({ subscriberId, kind, requestedAt }: DueMail) => ({ subscriberId, kind, requestedAt });

/** Counts the try that begins now as one in doubt, until its end is known. @returns how many there are. */
export async function beginSystemMail(db: Db, mail: DueMail): Promise<number | undefined> {
  const row = await firstRow<{ doubts: number }>(
    db,
    `update system_mails
        set doubts = doubts + 1, unknown_at = case when doubts > 0 then coalesce(unknown_at, now()) end,
            lease_until = now() + ${LEASE}
      where ${THIS} and sent_at is null and refused_at is null
     returning doubts`,
    keyOf(mail),
  );
  return row?.doubts;
}

export async function renewSystemMail(db: Db, mail: DueMail): Promise<void> {
  await db.raw(
    `update system_mails set lease_until = now() + ${LEASE} where ${THIS} and lease_until is not null`,
    keyOf(mail),
  );
}

/** Gives the mail back untried. */
export async function releaseSystemMail(db: Db, mail: DueMail): Promise<void> {
  await db.raw(`update system_mails set lease_until = null where ${THIS}`, keyOf(mail));
}

/** Gives the mail back with what became of it. @param reply what the server said, without addresses. */
export async function settleSystemMail(
  db: Db,
  mail: DueMail,
  settlement: RetryDecision,
  reply: string,
): Promise<void> {
  await db.raw(
    `update system_mails
        set sent_at = case when :settlement = 'sent' then now() else sent_at end,
            unknown_at = case when :settlement = 'unknown' then now() else unknown_at end,
            refused_at = case when :settlement = 'refused' then now() else refused_at end,
            doubts = case when :settlement in ('put-off', 'refused') then greatest(doubts - 1, 0) else doubts end,
            lease_until = null, reply = :reply
      where ${THIS}`,
    { settlement, reply, ...keyOf(mail) },
  );
}
