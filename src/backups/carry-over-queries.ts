import { rows, type Db } from '../platform/database.ts';
import { LINK_KEY } from '../subscribers/index.ts';
import type { Reason } from '../words/index.ts';

// `old` is the schema that is about to be replaced; tables without a schema are those of the backup. A publication is the same
// by its slug, a person by the address.

const SAME_PUBLICATION = (old: string) => `
  select o.id as old_id, n.id as new_id from ${old}.publications o join publications n using (slug)
  union all select 0, 0`;

const SAME_PERSON = (old: string) => `
  select o.*, n.id as new_id, n.status as new_status, n.publication_id as new_publication_id
    from subscribers n
    join (${SAME_PUBLICATION(old)}) p on p.new_id = n.publication_id
    join ${old}.subscribers o on o.email = n.email and o.publication_id = p.old_id`;

/** Who moved to another address since is there, unless somebody has it in the backup: before anything that looks for people by address. */
export async function carryMoves(db: Db, old: string): Promise<void> {
  await db.raw(
    `update subscribers s
        set email = o.email, delivery_address = o.delivery_address, address_hash = o.address_hash,
            link_key = o.link_key, takes_old_links = o.takes_old_links
       from ${old}.subscribers o join (${SAME_PUBLICATION(old)}) p on p.old_id = o.publication_id
      where s.id = o.id and s.publication_id = p.new_id and o.link_key = ${LINK_KEY} and s.email <> o.email
        and not exists (select from subscribers x where x.publication_id = s.publication_id and x.email = o.email)`,
  );
  await db.raw(
    `insert into address_changes (subscriber_id, email, delivery_address, old_email, old_delivery_address, nonce, token_hash,
                                  undo_hash, requested_at, expires_at, moved_at, undone_at)
     select s.id, c.email, c.delivery_address, c.old_email, c.old_delivery_address, c.nonce, c.token_hash, c.undo_hash,
            c.requested_at, c.expires_at, c.moved_at, c.undone_at
       from ${old}.address_changes c join (${SAME_PERSON(old)}) s_old on s_old.id = c.subscriber_id
       join subscribers s on s.id = s_old.new_id
      where c.moved_at is not null
     on conflict do nothing`,
  );
}

/** Addresses that must not be mailed any more, or for a stronger reason. */
export async function carrySuppressions(db: Db, old: string): Promise<number> {
  const carried = await rows(
    db,
    `insert into suppressions as n (address_hash, publication_id, reason, source, created_at)
     select o.address_hash, p.new_id, o.reason, o.source, o.created_at
       from ${old}.suppressions o join (${SAME_PUBLICATION(old)}) p on p.old_id = o.publication_id
     on conflict (address_hash, publication_id) do update
       set reason = excluded.reason, source = excluded.source, created_at = excluded.created_at
      where n.reason = 'bounced' and excluded.reason <> 'bounced'
     returning 1 as carried`,
  );
  return carried.length;
}

export interface Leaver {
  id: number;
  oldId: number;
}

/** Who left, bounced or complained since, or began to sign up anew, is what they are now. */
export function carryDepartures(db: Db, old: string): Promise<Leaver[]> {
  return rows(
    db,
    `update subscribers s set status = o.status, unsubscribed_at = o.unsubscribed_at
       from (${SAME_PERSON(old)}) o
      where s.id = o.new_id
        and (o.new_status = 'active' and o.status <> 'active'
             or o.new_status = 'pending' and o.status in ('unsubscribed', 'bounced', 'complained')
             or o.status = 'complained' and o.new_status <> 'complained')
     returning s.id, o.id as "oldId"`,
  );
}

/** The proof of their leaving, which the backup does not have. */
export async function carryRecords(db: Db, old: string, leavers: Leaver[], since: Date): Promise<void> {
  await db.raw(
    `insert into consent_records (publication_id, subscriber_id, at, kind, channel, consent_text, language, source, ip,
                                  user_agent, details)
     select s.publication_id, s.id, r.at, r.kind, r.channel, r.consent_text, r.language, r.source, r.ip, r.user_agent, r.details
       from unnest(cast(:ids as bigint[]), cast(:oldIds as bigint[])) l (id, old_id)
       join subscribers s on s.id = l.id
       join ${old}.consent_records r on r.subscriber_id = l.old_id
      where r.at > :since and r.kind in ('unsubscribed', 'resubscribed', 'requested')
      order by r.id`,
    { ids: leavers.map(({ id }) => id), oldIds: leavers.map(({ oldId }) => oldId), since },
  );
}

/** Who asked to be erased, and may still take it back for a day. */
export async function carryRequests(db: Db, old: string, since: Date): Promise<void> {
  await db.raw(
    `insert into departures (kind, at, subscriber_ids, statuses)
     select d.kind, d.at, array_agg(o.new_id order by person.place), array_agg(person.status order by person.place)
       from ${old}.departures d
      cross join unnest(d.subscriber_ids, d.statuses) with ordinality person (id, status, place)
       join (${SAME_PERSON(old)}) o on o.id = person.id
      where d.at > :since
        and not exists (select from departures n where n.kind = d.kind and n.at = d.at)
      group by d.id, d.kind, d.at`,
    { since },
  );
}

/** Pictures that went out since: readers look at them in mail that nobody can take back. */
export async function carryPictures(db: Db, old: string): Promise<void> {
  await db.raw(
    `insert into media (publication_id, token, source_hash, type, width, height, bytes, added_at, sent_at)
     select p.new_id, o.token, case when n.id is null then o.source_hash end, o.type, o.width, o.height, o.bytes, o.added_at,
            o.sent_at
       from ${old}.media o
       join (${SAME_PUBLICATION(old)}) p on p.old_id = o.publication_id
       left join media n on n.publication_id = p.new_id and n.source_hash = o.source_hash
      where o.sent_at is not null
     on conflict (token) do update set sent_at = coalesce(media.sent_at, excluded.sent_at)`,
  );
}

/** Subscribers of the backup who were erased since: the old database has only the hash of their address. */
export async function listErased(db: Db, old: string): Promise<number[]> {
  const found = await rows<{ id: number }>(
    db,
    `select s.id from subscribers s
       join ${old}.suppressions x on x.address_hash = s.address_hash and x.publication_id = 0 and x.reason = 'erased'
      where not exists (select from (${SAME_PERSON(old)}) o where o.new_id = s.id)
      order by s.id`,
  );
  return found.map(({ id }) => id);
}

export interface KnownSend {
  id: number;
  publicationId: number;
  /** What the database that is replaced says of it. */
  status: string;
  startedAt: Date | null;
  /** It was held already when the database was replaced before. */
  reason: Reason | null;
}

/** Holds sends of the backup that, according to the old database, went out since, or that somebody took back since. */
export function holdKnownSends(db: Db, old: string, gapId: number): Promise<KnownSend[]> {
  return rows(
    db,
    `update sends s
        set status = 'held', gap_id = :gapId, lease_until = null, blocked_until = null,
            held_from = case when s.status = 'held' then s.held_from when s.status = 'preparing' then 'scheduled' else s.status end
       from ${old}.sends o
      where s.status not in ('sent', 'cancelled')
        and (o.message_key = s.message_key
             or s.occasion = o.occasion and exists (select from articles a join ${old}.articles oa on oa.id = o.article_id
                                               where a.id = s.article_id and a.id = oa.id and a.key = oa.key))
        and (o.status = 'held'
             or o.started_at is not null and (s.started_at is null or o.finished_at is not null or o.started_at > s.started_at)
             or o.status in ('cancelled', 'draft') and s.status = 'scheduled')
     returning s.id, s.publication_id as "publicationId", o.status, o.started_at as "startedAt",
               case when o.status = 'held' then o.reason end as reason`,
    { gapId },
  );
}
