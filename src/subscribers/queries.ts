import { changedRows, firstRow, rows, type Db } from '../platform/database.ts';
import { NotFound } from '../platform/errors.ts';
import { ensureBucketsOf, forgetFollowed, forgiveDebts } from '../rhythms/index.ts';
import type { Count } from './funnel/count-queries.ts';
import { HAS_BOUNCED, IS_MAILED } from './funnel/funnel-queries.ts';
import { UNCONFIRMED_DAYS, type Choices, type Subscriber, type SubscriberStatus } from './subscriber.ts';

/** What a `Subscriber` is read from. */
export const SUBSCRIBER_COLUMNS = `
  id, publication_id as "publicationId", status, rhythm, email, delivery_address as "deliveryAddress", name,
  topic_ids as "topicIds", time_zone as "timeZone",
  rhythm_chosen_at as "rhythmChosenAt", rhythm_before as "rhythmBefore", local_hour as "localHour", busy_day_cap as "busyDayCap",
  paused_until as "pausedUntil", language, source, created_at as "createdAt",
  confirmed_at as "confirmedAt", unsubscribed_at as "unsubscribedAt"`;

export function findSubscriber(db: Db, id: number): Promise<Subscriber | undefined> {
  return firstRow(db, `select ${SUBSCRIBER_COLUMNS} from subscribers where id = ?`, [id]);
}

export function findSubscriberByEmail(
  db: Db,
  publicationId: number,
  email: string,
): Promise<Subscriber | undefined> {
  return firstRow(
    db,
    `select ${SUBSCRIBER_COLUMNS} from subscribers where publication_id = ? and email = ?`,
    [publicationId, email],
  );
}

/** @throws NotFound, also when the subscriber belongs to another publication. */
export async function getSubscriber(db: Db, publicationId: number, id: number): Promise<Subscriber> {
  const found = await findSubscriber(db, id);
  if (found?.publicationId !== publicationId) throw new NotFound(`The subscriber ${id}`);
  return found;
}

/** @param filter `email` is an identity key; `after`: only ids beyond this one. */
export function listSubscribers(
  db: Db,
  publicationId: number,
  filter: { email?: string | undefined; status?: SubscriberStatus | undefined; after: number; limit: number },
): Promise<Subscriber[]> {
  const { email = null, status = null, after, limit } = filter;
  return rows(
    db,
    `select ${SUBSCRIBER_COLUMNS} from subscribers
      where publication_id = :publicationId and id > :after
        and (cast(:email as text) is null or email = :email) and (cast(:status as text) is null or status = :status)
      order by id limit :limit`,
    { publicationId, email, status, after, limit },
  );
}

/** Every subscription of one address on this installation. */
export function listSubscribersByEmail(db: Db, email: string): Promise<Subscriber[]> {
  return rows(db, `select ${SUBSCRIBER_COLUMNS} from subscribers where email = ? order by id`, [email]);
}

/** How many newsletters of this installation know the address. */
export const countNewsletters = async (db: Db, email: string): Promise<number> =>
  (await listSubscribersByEmail(db, email)).length;

/** As `listSubscribersByEmail`; what else is decided about the person waits until the transaction is over. */
export function lockSubscribersByEmail(db: Db, email: string): Promise<Subscriber[]> {
  return rows(db, `select ${SUBSCRIBER_COLUMNS} from subscribers where email = ? order by id for update`, [
    email,
  ]);
}

/** Makes a subscriber active with what was chosen, who is owed nothing from before; says whether anything changed. */
export async function activateSubscriber(
  db: Db,
  id: number,
  choices: Choices,
  confirmedAt: Date | null = null,
): Promise<boolean> {
  const changed = await changedRows(
    db,
    `update subscribers s
        set status = 'active', confirmed_at = coalesce(cast(:confirmedAt as timestamptz), now()), unsubscribed_at = null,
            name = :name, topic_ids = cast(:topicIds as bigint[]), rhythm = coalesce(cast(:rhythm as text), p.default_rhythm),
            rhythm_chosen_at = case when cast(:rhythm as text) is not null then now() end, rhythm_before = null,
            local_hour = cast(:localHour as smallint), busy_day_cap = cast(:busyDayCap as int), time_zone = :timeZone, language = :language,
            paused_at = null, paused_until = null, mark = p.last_number, mark_run = p.last_run, ways_changed_at = now()
       from publications p
      where s.id = :id and s.status in ('pending', 'unsubscribed', 'bounced') and p.id = s.publication_id`,
    {
      id,
      confirmedAt,
      ...choices,
      localHour: choices.localHour ?? null,
      busyDayCap: choices.busyDayCap ?? null,
    },
  );
  if (changed !== 1) return false;
  await forgiveDebts(db, [id]);
  await forgetFollowed(db, [id]);
  await ensureBucketsOf(db, [id]);
  return true;
}

/** Takes subscribers out; complaints keep their status. Returns those that changed. */
export function markUnsubscribed(db: Db, ids: number[]): Promise<{ id: number; publicationId: number }[]> {
  return rows(
    db,
    `update subscribers set status = 'unsubscribed', unsubscribed_at = now()
      where id = any(?::bigint[]) and status in ('active', 'pending', 'bounced')
      returning id, publication_id as "publicationId"`,
    [ids],
  );
}

/** Takes back a leaving of the last hour by someone who was a confirmed reader, and who left once. */
export async function markResubscribed(db: Db, id: number): Promise<boolean> {
  const changed = await changedRows(
    db,
    `update subscribers s set status = 'active', unsubscribed_at = null
      where id = ? and status = 'unsubscribed' and (confirmed_at is not null or import_id is not null)
        and unsubscribed_at > now() - interval '1 hour' and not left_for_good
        and not exists (select from suppressions
                         where address_hash = s.address_hash and publication_id in (0, s.publication_id))`,
    [id],
  );
  return changed === 1;
}

/**
 * Notes that these mailboxes do not exist. Who left or complained keeps that status, for it is the person's own word.
 * Returns all whose address must not be mailed now, whatever their status.
 */
export function markBouncedRows(
  db: Db,
  publicationId: number,
  ids: number[],
): Promise<{ id: number; email: string }[]> {
  return rows(
    db,
    `update subscribers set status = case when status in ('pending', 'active') then 'bounced' else status end
      where publication_id = ? and id = any(?::bigint[]) returning id, email`,
    [publicationId, ids],
  );
}

/**
 * Takes out who complained, with a line of proof for who could still get mail (CON-01).
 * @returns all of them who are there, whatever they were.
 */
export function markComplainedRows(
  db: Db,
  complained: { publicationId: number; subscriberId: number; sendId: number | null; source: string }[],
): Promise<{ id: number; email: string; publicationId: number; sendId: number | null; source: string }[]> {
  const told = complained.map(({ publicationId, subscriberId, sendId, source }) => ({
    publication_id: publicationId,
    subscriber_id: subscriberId,
    send_id: sendId,
    source,
  }));
  return rows(
    db,
    `with told as (
       select distinct on (subscriber_id) * from json_to_recordset(:told)
           as t (publication_id bigint, subscriber_id bigint, send_id bigint, source text) order by subscriber_id),
     before as materialized (
       select s.id, s.status, s.email, s.publication_id, t.send_id, t.source
         from told t join subscribers s on s.id = t.subscriber_id and s.publication_id = t.publication_id
        order by s.id for no key update of s),
     gone as (
       update subscribers s set status = 'complained', unsubscribed_at = coalesce(s.unsubscribed_at, now())
         from before b where s.id = b.id and b.status <> 'complained'),
     proof as (
       insert into consent_records (publication_id, subscriber_id, kind, channel, details)
       select publication_id, id, 'unsubscribed', 'complaint', jsonb_strip_nulls(jsonb_build_object('sendId', send_id, 'source', source))
         from before where status in ('active', 'pending', 'bounced'))
     select id, email, publication_id as "publicationId", send_id as "sendId", source from before order by id`,
    { told: JSON.stringify(told) },
  );
}

/** What somebody was whose mail bounced since: those of an import agreed elsewhere, at a moment that may be unknown. */
const BEFORE_THE_BOUNCE = `case when s.confirmed_at is null and s.import_id is null then 'pending' else 'active' end`;

/**
 * After an operator let them be mailed again: who only bounced is what they were before; who complained is out and can come
 * back by signing up. Returns those that changed.
 */
export function markLifted(
  db: Db,
  ids: number[],
): Promise<{ id: number; publication: string; status: SubscriberStatus }[]> {
  return rows(
    db,
    `update subscribers s
        set status = case when s.status = 'complained' then 'unsubscribed' else ${BEFORE_THE_BOUNCE} end
       from publications p
      where s.id = any(?::bigint[]) and s.status in ('bounced', 'complained') and p.id = s.publication_id
      returning s.id, p.slug as publication, s.status`,
    [ids],
  );
}

/** Who bounced is what they were before; who left, complained or confirmed anew since stays so. */
export function markBouncedNoMore(
  db: Db,
  ids: number[],
): Promise<{ id: number; publication: string; status: SubscriberStatus }[]> {
  return rows(
    db,
    `update subscribers s
        set status = ${BEFORE_THE_BOUNCE}
       from publications p
      where s.id = any(?::bigint[]) and s.status = 'bounced' and p.id = s.publication_id
      returning s.id, p.slug as publication, s.status`,
    [ids],
  );
}

/** Removes everything these subscribers left here except their consent records, which lose what names a person. */
export async function eraseSubscriberRows(db: Db, ids: number[]): Promise<void> {
  await db.raw('delete from confirmations where subscriber_id = any(?::bigint[])', [ids]);
  await db.raw('delete from departures where subscriber_ids && ?::bigint[]', [ids]);
  await db.raw(
    `update consent_records
        set ip = null, user_agent = null, source = null, details = '{}', import_id = null, import_line = null,
            consented_at = null
      where subscriber_id = any(?::bigint[])`,
    [ids],
  );
  await db.raw(
    `update import_consents c
        set (lines, consented_at) = (
              select array_agg(case when one.id <> all (:ids::bigint[]) then one.line end order by one.place),
                     array_agg(case when one.id <> all (:ids::bigint[]) then one.consented_at end order by one.place)
                from unnest(c.subscriber_ids, c.lines, c.consented_at) with ordinality
                     as one (id, line, consented_at, place))
      where exists (select from unnest(:ids::bigint[]) as id
                     where id between c.first_subscriber_id and c.last_subscriber_id)
        and c.subscriber_ids && :ids::bigint[]`,
    { ids },
  );
  await db.raw('delete from subscribers where id = any(?::bigint[])', [ids]);
}

/**
 * Removes people who never confirmed within 30 days of asking, traces included (TOK-04). Returns what is still counted of them:
 * how many came from where, within each quarter of an hour; `people` were removed.
 */
export function purgeUnconfirmedRows(
  db: Db,
): Promise<(Required<Omit<Count, 'shown'>> & { people: number })[]> {
  return rows(
    db,
    `with stale as (
       delete from subscribers s
        where confirmed_at is null and import_id is null and status in ('pending', 'unsubscribed', 'bounced')
          and created_at < now() - interval '${UNCONFIRMED_DAYS} days'
          and not exists (select from confirmations c
                           where c.subscriber_id = s.id and c.requested_at > now() - interval '${UNCONFIRMED_DAYS} days')
        returning id, publication_id, created_at, ${HAS_BOUNCED} as has_bounced),
     tokens as (delete from confirmations where subscriber_id in (select id from stale)),
     records as (delete from consent_records where subscriber_id in (select id from stale)
                 returning id, subscriber_id, at, kind, channel, source),
     asked as (
       select subscriber_id, (array_agg(at order by id) filter (where kind = 'requested'))[1] as at,
              (array_agg(source order by id) filter (where kind = 'requested'))[1] as source,
              bool_or(${IS_MAILED}) as is_mailed
         from records group by subscriber_id)
     select s.publication_id as "publicationId", date_bin('15 minutes', coalesce(a.at, s.created_at), 'epoch') as at, a.source,
            count(*)::int as people, count(a.at)::int as "signedUp",
            count(a.at) filter (where is_mailed)::int as mailed, count(a.at) filter (where has_bounced)::int as bounced,
            count(a.at) filter (where not has_bounced)::int as expired
       from stale s left join asked a on a.subscriber_id = s.id
      group by 1, 2, 3`,
  );
}
