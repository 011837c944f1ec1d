import { changedRows, firstRow, rows, type Db } from '../../platform/database.ts';

/** A mail `m` of send `d` may be read by everybody: it went to the whole paper or an editor shows it, and nobody took it back. */
export const IS_PUBLIC = `coalesce(d.in_archive, m.for_whole_paper) and d.status in ('sending', 'paused', 'sent')
  and (d.article_id is null or a.verdict = 'new' and a.left_at is null)`;

export const MAILS =
  'archived_mails m join sends d on d.id = m.send_id left join articles a on a.id = d.article_id';

export interface ArchiveRow {
  sendId: number;
  contentId: number;
  /** It is everybody's whatever its audience was; else it has to go to readers of all topics and rhythms. */
  isEverybodys: boolean;
  audienceSize: number;
  subject: string;
  summary: string;
  words: string;
  configuration: string;
}

export async function insertArchivedMail(db: Db, row: ArchiveRow): Promise<void> {
  await db.raw(
    `insert into archived_mails (send_id, publication_id, content_id, for_whole_paper, summary, words, search)
     select d.id, d.publication_id, :contentId,
            (:isEverybodys or (d.is_for_all and d.rhythm is null and not d.is_for_segment and cast(:audienceSize as int) > 0))
              and not exists (select from articles a where a.id = d.article_id and a.is_for_members),
            :summary, :words,
            setweight(to_tsvector(cast(:configuration as regconfig), :subject), 'A') || to_tsvector(cast(:configuration as regconfig), :words)
       from sends d where d.id = :sendId`,
    { ...row },
  );
}

/** One line of the archive. */
export interface ArchivedLine {
  sendId: number;
  subject: string;
  sentAt: Date;
  /** Where it was searched for words: the lines around them, with marks. */
  summary: string;
}

/** Months with mails, such as `2026-11`, the latest first. */
export async function listArchiveMonths(db: Db, publicationId: number, timeZone: string): Promise<string[]> {
  const found = await rows<{ month: string }>(
    db,
    `select distinct to_char(m.sent_at at time zone :timeZone, 'YYYY-MM') as month
       from ${MAILS} where m.publication_id = :publicationId and ${IS_PUBLIC} order by 1 desc`,
    { publicationId, timeZone },
  );
  return found.map(({ month }) => month);
}

/** A mail as everybody may see it. */
export interface ArchivedMail extends ArchivedLine {
  html: string;
  /** Where its article is on the site. */
  articleUrl: string | null;
  imageUrl: string | null;
  /** Never changes and tells nothing: its random key, hashed. */
  fingerprint: Buffer;
}

const MAIL = `m.send_id as "sendId", d.subject, m.sent_at as "sentAt", m.summary, a.url as "articleUrl",
            nullif(coalesce(a.mail_image_url, a.image_url), '') as "imageUrl",
            sha256(d.message_key || convert_to('archive', 'UTF8')) as fingerprint`;

/** Undefined when it is not (any more) for everybody. */
export function findArchivedMail(
  db: Db,
  publicationId: number,
  sendId: number,
): Promise<ArchivedMail | undefined> {
  return firstRow(
    db,
    `select ${MAIL}, c.html from ${MAILS} join send_contents c on c.id = m.content_id
      where m.send_id = :sendId and m.publication_id = :publicationId and ${IS_PUBLIC}`,
    { publicationId, sendId },
  );
}

/** The newest, without what they say. */
export function listArchivedMails(
  db: Db,
  publicationId: number,
  limit: number,
): Promise<Omit<ArchivedMail, 'html'>[]> {
  return rows(
    db,
    `select ${MAIL} from ${MAILS} where m.publication_id = :publicationId and ${IS_PUBLIC}
      order by m.sent_at desc, m.send_id desc limit :limit`,
    { publicationId, limit },
  );
}

/** The mails that went out before and after this one. */
export async function findNeighbours(
  db: Db,
  publicationId: number,
  sendId: number,
): Promise<{ earlier?: ArchivedLine; later?: ArchivedLine }> {
  const found = await rows<ArchivedLine & { side: 'earlier' | 'later' }>(
    db,
    `with this as (select sent_at, send_id from archived_mails where send_id = :sendId),
     earlier as (select 'earlier' as side, m.send_id, d.subject, m.sent_at, m.summary from ${MAILS}
                  where m.publication_id = :publicationId and ${IS_PUBLIC} and (m.sent_at, m.send_id) < (select * from this)
                  order by m.sent_at desc, m.send_id desc limit 1),
     later as (select 'later' as side, m.send_id, d.subject, m.sent_at, m.summary from ${MAILS}
                where m.publication_id = :publicationId and ${IS_PUBLIC} and (m.sent_at, m.send_id) > (select * from this)
                order by m.sent_at, m.send_id limit 1)
     select side, send_id as "sendId", subject, sent_at as "sentAt", summary from (table earlier union all table later) both_sides`,
    { publicationId, sendId },
  );
  return Object.fromEntries(found.map(({ side, ...line }) => [side, line]));
}

/** How a send stands towards the archive. */
export interface ArchiveState {
  /** What an editor decided; null: it is in when it went to the whole paper. */
  inArchive: boolean | null;
  /** Whether it has a mail that everybody could read. */
  isKept: boolean;
  /** Whether everybody can read it now, where the publication has an archive. */
  isPublic: boolean;
}

export function findArchiveState(
  db: Db,
  publicationId: number,
  sendId: number,
): Promise<ArchiveState | undefined> {
  return firstRow(
    db,
    `select d.in_archive as "inArchive", m.send_id is not null as "isKept", coalesce(m.send_id is not null and ${IS_PUBLIC}, false) as "isPublic"
       from sends d left join archived_mails m on m.send_id = d.id left join articles a on a.id = d.article_id
      where d.id = :sendId and d.publication_id = :publicationId`,
    { publicationId, sendId },
  );
}

/** What an editor decided, whenever: before it goes out, too. @returns whether that was another. */
export async function setInArchive(db: Db, sendId: number, inArchive: boolean): Promise<boolean> {
  const changed = await changedRows(
    db,
    'update sends set in_archive = :inArchive where id = :sendId and in_archive is distinct from :inArchive',
    { sendId, inArchive },
  );
  return changed === 1;
}
