import { firstRow, preparedRows, rows, type Db } from '../platform/database.ts';
import { sharedQuery } from '../platform/together.ts';
import { NotFound } from '../platform/errors.ts';
import type { Publication, Topic } from './publication.ts';

const COLUMNS = `
  id, slug, name, description, site_url as "siteUrl", from_name as "fromName", from_address as "fromAddress",
  reply_to as "replyTo", inbound_domain as "inboundDomain", postal_address as "postalAddress", time_zone as "timeZone", language,
  case when languages = '{}' then array[lower(split_part(language, '-', 1))] else languages end as languages,
  accent_color as "accentColor", logo_url as "logoUrl", ground_color as "groundColor", typeface, footer_line as "footerLine", imprint_url as "imprintUrl", privacy_url as "privacyUrl", is_listed as "isListed", archive, archive_indexed as "archiveIndexed", sign_up_check as "signUpCheck", hold_minutes as "holdMinutes", flood_limit as "floodLimit",
  review_minutes as "reviewMinutes", on_silence as "onSilence", second_person_above as "secondPersonAbove",
  article_body as "articleBody", check_pages as "checkPages", retry_hours as "retryHours", undo_seconds as "undoSeconds", too_late_hours as "tooLateHours", wave_minutes as "waveMinutes", soft_bounce_sends as "softBounceSends", soft_bounce_days as "softBounceDays",
  default_rhythm as "defaultRhythm", daily_at as "dailyAt", weekly_on as "weeklyOn", weekly_at as "weeklyAt", busy_day_cap as "busyDayCap",
  digest_min_articles as "digestMinArticles", digest_max_articles as "digestMaxArticles", consent_text as "consentText", transports, created_at as "createdAt", updated_at as "updatedAt"`;

export async function getPublication(db: Db, slug: string): Promise<Publication> {
  const found = await findPublication(db, slug);
  if (!found) throw new NotFound(`The publication ${slug}`);
  return found;
}

export async function findPublication(db: Db, slug: string): Promise<Publication | undefined> {
  const sql = `select ${COLUMNS} from publications where slug = :slug`;
  return (await preparedRows<Publication>(db, sql, { slug }))[0];
}

/** @throws NotFound */
export const getPublicationById = sharedQuery<number, Publication>(async (db, ids) => {
  const found = await rows<Publication>(
    db,
    `select ${COLUMNS} from publications where id = any(?::bigint[])`,
    [[...new Set(ids)]],
  );
  const publications = new Map(found.map((one) => [one.id, one]));
  return ids.map((id) => publications.get(id) ?? new NotFound(`The publication ${id}`));
});

/** Holds the publication's row until the transaction ends. @throws NotFound */
export async function lockPublication(db: Db, slug: string): Promise<number> {
  const row = await firstRow<{ id: number }>(db, 'select id from publications where slug = ? for update', [
    slug,
  ]);
  if (!row) throw new NotFound(`The publication ${slug}`);
  return row.id;
}

/** @param after only ids beyond this one. @param only those of these; undefined: of all. */
export function listPublications(db: Db, after = 0, limit = 100, only?: number[]): Promise<Publication[]> {
  return rows(
    db,
    `select ${COLUMNS} from publications
      where id > :after and (cast(:only as bigint[]) is null or id = any(cast(:only as bigint[])))
      order by id limit :limit`,
    { after, limit, only: only ?? null },
  );
}

/** Whether mail to a domain is mail to a newsletter. Those that are asked about at the same time share a statement. */
export const isInboundDomain = sharedQuery<string, boolean>(async (db, domains) => {
  const found = await rows<{ domain: string }>(
    db,
    `select distinct coalesce(inbound_domain, lower(substring(from_address from '[^@]*$'))) as domain from publications`,
  );
  const ours = new Set(found.map(({ domain }) => domain));
  return domains.map((domain) => ours.has(domain));
});

/** Newsletters that may be named beside this one; none where it is not named itself. */
export async function listBeside(
  db: Db,
  { id, isListed }: Pick<Publication, 'id' | 'isListed'>,
): Promise<Publication[]> {
  if (!isListed) return [];
  return preparedRows(
    db,
    `select ${COLUMNS} from publications where is_listed and id <> :id order by id limit 20`,
    { id },
  );
}

export function listTopics(db: Db, publicationId: number): Promise<Topic[]> {
  return preparedRows(
    db,
    'select id, slug, name, categories from topics where publication_id = :publicationId order by position, id',
    { publicationId },
  );
}

/** By its slug or its number. @throws NotFound */
export async function getTopic(db: Db, publicationId: number, text: string): Promise<Topic> {
  const topics = await listTopics(db, publicationId);
  const found = topics.find(({ slug }) => slug === text) ?? topics.find(({ id }) => String(id) === text);
  if (!found) throw new NotFound(`The topic ${text}`);
  return found;
}

export type PublicationColumns = Omit<Publication, 'id' | 'createdAt' | 'updatedAt'>;

const COLUMN_OF: Record<keyof PublicationColumns, string> = {
  slug: 'slug',
  name: 'name',
  description: 'description',
  siteUrl: 'site_url',
  fromName: 'from_name',
  fromAddress: 'from_address',
  replyTo: 'reply_to',
  inboundDomain: 'inbound_domain',
  postalAddress: 'postal_address',
  timeZone: 'time_zone',
  language: 'language',
  languages: 'languages',
  accentColor: 'accent_color',
  logoUrl: 'logo_url',
  groundColor: 'ground_color',
  typeface: 'typeface',
  footerLine: 'footer_line',
  imprintUrl: 'imprint_url',
  privacyUrl: 'privacy_url',
  isListed: 'is_listed',
  archive: 'archive',
  archiveIndexed: 'archive_indexed',
  signUpCheck: 'sign_up_check',
  holdMinutes: 'hold_minutes',
  floodLimit: 'flood_limit',
  reviewMinutes: 'review_minutes',
  onSilence: 'on_silence',
  secondPersonAbove: 'second_person_above',
  articleBody: 'article_body',
  checkPages: 'check_pages',
  retryHours: 'retry_hours',
  undoSeconds: 'undo_seconds',
  tooLateHours: 'too_late_hours',
  waveMinutes: 'wave_minutes',
  softBounceSends: 'soft_bounce_sends',
  softBounceDays: 'soft_bounce_days',
  defaultRhythm: 'default_rhythm',
  dailyAt: 'daily_at',
  weeklyOn: 'weekly_on',
  weeklyAt: 'weekly_at',
  busyDayCap: 'busy_day_cap',
  digestMinArticles: 'digest_min_articles',
  digestMaxArticles: 'digest_max_articles',
  consentText: 'consent_text',
  transports: 'transports',
};

function columnsOf(fields: Partial<PublicationColumns>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([field, value]) => [COLUMN_OF[field as keyof PublicationColumns], value]),
  );
}

export async function insertPublication(db: Db, fields: Partial<PublicationColumns>): Promise<number> {
  const [row] = await db('publications').insert(columnsOf(fields)).returning<{ id: number }[]>('id');
  if (!row) throw new Error('insert returned no row');
  return row.id;
}

export async function updatePublicationRow(
  db: Db,
  id: number,
  fields: Partial<PublicationColumns>,
): Promise<void> {
  await db('publications')
    .where({ id })
    .update({ ...columnsOf(fields), updated_at: db.fn.now() });
}

export async function setDefaultRhythm(db: Db, id: number, to: Publication['defaultRhythm']): Promise<void> {
  await db.raw('update publications set default_rhythm = ?, updated_at = now() where id = ?', [to, id]);
}

/** Makes the publication's topics exactly these; a topic keeps its id by its slug, so readers keep their choice. */
export async function replaceTopics(
  db: Db,
  publicationId: number,
  topics: { slug: string; name: string; categories: string[] }[],
): Promise<void> {
  await db('topics')
    .where({ publication_id: publicationId })
    .whereNotIn(
      'slug',
      topics.map((topic) => topic.slug),
    )
    .delete();
  for (const [position, topic] of topics.entries()) {
    await db.raw(
      `insert into topics (publication_id, slug, name, categories, position) values (?, ?, ?, ?, ?)
       on conflict (publication_id, slug)
       do update set name = excluded.name, categories = excluded.categories, position = excluded.position`,
      [publicationId, topic.slug, topic.name, topic.categories, position],
    );
  }
}

/** Of these transports, those that are there; they stay until the transaction ends. */
export async function keepTransports(db: Db, names: string[]): Promise<string[]> {
  const found = await rows<{ name: string }>(
    db,
    'select name from transports where name = any(cast(? as text[])) for share',
    [names],
  );
  return found.map(({ name }) => name);
}
