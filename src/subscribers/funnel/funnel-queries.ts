import { rows, type Db } from '../../platform/database.ts';
import type { Range } from '../../platform/read-range.ts';
import { LIFTED_BY_PERSON } from '../suppressions/suppression-queries.ts';

/** What happened at one source, as it was told. */
export interface SourceCounts {
  source: string | null;
  shown: number;
  signedUp: number;
  mailed: number;
  confirmed: number;
  bounced: number;
  expired: number;
  waiting: number;
}

/** Whether there is a suppression of the subscriber `s`. @param reason as SQL. */
const isSuppressed = (reason: string) =>
  `exists (select from suppressions x where x.address_hash = s.address_hash and x.publication_id in (0, s.publication_id)
                                        and x.reason ${reason})`;

/** Whether the address of the subscriber `s` was found dead. */
export const HAS_BOUNCED = `(s.status = 'bounced' or ${isSuppressed("= 'bounced'")})`;

/** Of consent records: a mail with the link was accepted. */
export const IS_MAILED = `kind = 'mail-accepted' and channel in ('confirmation', 'reminder')`;

/**
 * Everybody who signed up within the time, and what has become of it. A sign-up begins with the first request since the
 * person last confirmed: whoever asks for the mail again is not counted twice. Of who was erased, only records without a source are left.
 */
export function countSignUps(db: Db, publicationId: number, { from, to }: Range): Promise<SourceCounts[]> {
  return rows(
    db,
    `with sign_ups as (
       select r.source, coalesce(h.is_confirmed, false) or coalesce(s.status = 'active', false) as is_confirmed,
              coalesce(h.is_mailed, false) as is_mailed, s.id is not null and ${HAS_BOUNCED} as has_bounced,
              coalesce(c.expires_at > now() and s.status <> 'complained', false)
                and not ${isSuppressed(`not in ${LIFTED_BY_PERSON}`)} as is_open
         from consent_records r
        cross join lateral (
          select (array_agg(kind order by id desc)
                    filter (where id < r.id and kind in ('requested', 'confirmed', 'imported')))[1] as before,
                 bool_or(id > r.id and kind in ('confirmed', 'imported')) as is_confirmed,
                 bool_or(id > r.id and ${IS_MAILED}) as is_mailed
            from consent_records
           where subscriber_id = r.subscriber_id and publication_id = r.publication_id) h
         left join subscribers s on s.id = r.subscriber_id
         left join confirmations c on c.subscriber_id = r.subscriber_id
        where r.publication_id = :publicationId and r.kind = 'requested' and r.at >= :from and r.at < :to
          and h.before is distinct from 'requested')
     select source, 0 as shown, count(*)::int as "signedUp",
            count(*) filter (where is_mailed or is_confirmed)::int as mailed,
            count(*) filter (where is_confirmed)::int as confirmed,
            count(*) filter (where not is_confirmed and has_bounced)::int as bounced,
            count(*) filter (where not is_confirmed and not has_bounced and not is_open)::int as expired,
            count(*) filter (where not is_confirmed and not has_bounced and is_open)::int as waiting
       from sign_ups group by source`,
    { publicationId, from, to },
  );
}

/** What is counted by days; a day of which the time is a part counts whole. */
export function countDays(
  db: Db,
  publicationId: number,
  { from, to, timeZone }: Range & { timeZone: string },
): Promise<SourceCounts[]> {
  return rows(
    db,
    `select source, sum(shown)::bigint as shown, sum(signed_up)::int as "signedUp", sum(mailed)::int as mailed,
            0 as confirmed, sum(bounced)::int as bounced, sum(expired)::int as expired, 0 as waiting
       from sign_up_counts
      where publication_id = :publicationId
        and day between (cast(:from as timestamptz) at time zone :timeZone)::date
                    and ((cast(:to as timestamptz) - interval '1 millisecond') at time zone :timeZone)::date
      group by source`,
    { publicationId, from, to, timeZone },
  );
}

/** The titles of articles by the key of their link. */
export function listTitles(
  db: Db,
  publicationId: number,
  keys: string[],
): Promise<{ key: string; title: string; url: string | null }[]> {
  return rows(
    db,
    `select distinct on (link_key) link_key as key, title, url from articles
      where publication_id = ? and link_key = any(?::text[]) order by link_key, id desc`,
    [publicationId, keys],
  );
}
