import { RHYTHMS } from '../publications/index.ts';

export { RHYTHMS };
/** How often a subscriber wants mail. */
export type Rhythm = (typeof RHYTHMS)[number];

/** Readers whose digests are due at the same moment. An empty zone and hour -1 are the publication's. */
export interface Bucket {
  publicationId: number;
  rhythm: 'daily' | 'weekly' | 'busy-day';
  timeZone: string;
  localHour: number;
}

/** Zone and hour of the bucket of subscriber `s`; the digest of a busy day ends the day of their zone. */
export const BUCKET_ZONE = `case when s.rhythm = 'each' or s.local_hour is not null then coalesce(s.time_zone, '') else '' end`;
export const BUCKET_HOUR = `case when s.rhythm = 'each' then -1 else coalesce(s.local_hour, -1) end`;
export const BUCKET_RHYTHM = `case when s.rhythm = 'each' then 'busy-day' else s.rhythm end`;

/** That `s` is in the bucket of the bindings. Of the cases one is left before it is planned, so that the planner knows how many readers that is. */
export const IN_BUCKET = `s.rhythm = case when cast(:rhythm as text) = 'busy-day' then 'each' else cast(:rhythm as text) end
  and case when cast(:rhythm as text) = 'busy-day' then coalesce(s.time_zone, '') = :timeZone
           when cast(:localHour as int) = -1 then s.local_hour is null
           else s.local_hour = :localHour and coalesce(s.time_zone, '') = :timeZone end`;

/** Joins the bucket `b` of subscriber `s`, if it has a row. */
export const JOIN_BUCKET = `left join digest_buckets b on b.publication_id = s.publication_id and b.rhythm = ${BUCKET_RHYTHM}
    and b.time_zone = ${BUCKET_ZONE} and b.local_hour = ${BUCKET_HOUR}`;

/**
 * The number up to which it was decided what subscriber `s` of publication `p` gets, with their bucket `b`: their own mark, unless a
 * run after it has included them. Who gets each article has nothing open, for their mails are frozen with the number.
 */
export const MARK = `case when s.paused_until is null and s.rhythm = 'each' then p.last_number
  when b.run is null or s.mark_run >= b.run then s.mark else b.cut end`;

/** A mark that holds until a run includes the reader. */
export const UNTIL_INCLUDED = '9223372036854775807';

/** How many single mails a day `s` of publication `p` wants at most; null: as many as there are. */
export const CAP = `nullif(coalesce(s.busy_day_cap, p.busy_day_cap), 0)`;

/** That `s` follows one of these strands, such as `{author:ada-berg}`, whatever their topics. Where there is none nobody is looked up. */
export const followsStrand = (strands: string) =>
  `(cardinality(${strands}) > 0 and exists (select from followed_strands f
       where f.subscriber_id = s.id and f.strand = any(${strands}) and f.ends_at > now()))`;

/** The same as `follows` for what is at hand. @param known ids of every topic there is. */
export const isFollowed = (chosen: number[], topics: number[], known: Set<number>): boolean =>
  topics.some((id) => chosen.includes(id)) || !chosen.some((id) => known.has(id));

/**
 * That topics `topics` are for a reader `s` who follows theirs: without a choice they get everything, with one what belongs to it, so
 * an article of no topic goes to the former only. Topics that are gone do not count as chosen.
 * @param known SQL of the ids of every topic there is.
 */
export const follows = (topics: string, known: string) =>
  `(s.topic_ids && ${topics} or not s.topic_ids && ${known})`;
