import { changedRows, firstRow, rows, type Db } from '../platform/database.ts';
import { NotFound } from '../platform/errors.ts';
import type { Rules } from './rule.ts';

/** Rules that were kept under a name. */
export interface Segment extends Rules {
  id: number;
  name: string;
  createdAt: Date;
  changedAt: Date;
}

const COLUMNS = `id, name, match, rules, created_at as "createdAt", changed_at as "changedAt"`;

/** By name. */
export function listSegments(db: Db, publicationId: number): Promise<Segment[]> {
  return rows(db, `select ${COLUMNS} from segments where publication_id = ? order by lower(name), id`, [
    publicationId,
  ]);
}

/** Undefined also when it belongs to another publication. */
export function findSegment(db: Db, publicationId: number, id: number): Promise<Segment | undefined> {
  return firstRow(db, `select ${COLUMNS} from segments where id = ? and publication_id = ?`, [
    id,
    publicationId,
  ]);
}

/** @throws NotFound, also when it belongs to another publication. */
export async function getSegment(db: Db, publicationId: number, id: number): Promise<Segment> {
  const found = await findSegment(db, publicationId, id);
  if (!found) throw new NotFound(`The segment ${id}`);
  return found;
}

/** By its number or its name. @throws NotFound */
export async function findSegmentByName(db: Db, publicationId: number, text: string): Promise<Segment> {
  const found = await firstRow<Segment>(
    db,
    `select ${COLUMNS} from segments
      where publication_id = :publicationId and (cast(id as text) = :text or lower(name) = lower(:text))
      order by lower(name) = lower(:text) desc limit 1`,
    { publicationId, text },
  );
  if (!found) throw new NotFound(`The segment ${text}`);
  return found;
}

type Kept = Rules & { name: string };

/** Undefined when the name is taken. */
export async function insertSegment(
  db: Db,
  publicationId: number,
  { name, match, rules }: Kept,
): Promise<number | undefined> {
  const row = await firstRow<{ id: number }>(
    db,
    `insert into segments (publication_id, name, match, rules) values (:publicationId, :name, :match, cast(:rules as jsonb))
     on conflict (publication_id, lower(name)) do nothing returning id`,
    { publicationId, name, match, rules: JSON.stringify(rules) },
  );
  return row?.id;
}

export async function updateSegment(db: Db, id: number, { name, match, rules }: Kept): Promise<void> {
  await db.raw(
    `update segments set name = :name, match = :match, rules = cast(:rules as jsonb), changed_at = now() where id = :id`,
    { id, name, match, rules: JSON.stringify(rules) },
  );
}

/** Whether another one has this name. */
export async function isNameTaken(db: Db, publicationId: number, name: string, id: number): Promise<boolean> {
  const row = await firstRow(
    db,
    'select id from segments where publication_id = ? and lower(name) = lower(?) and id <> ?',
    [publicationId, name, id],
  );
  return row !== undefined;
}

/** One at a time changes the segments of a publication. */
export async function lockSegments(db: Db, publicationId: number): Promise<number> {
  await db.raw(`select pg_advisory_xact_lock(hashtext('segments'), cast(? as int))`, [publicationId]);
  const row = await firstRow<{ count: number }>(
    db,
    'select count(*) as count from segments where publication_id = ?',
    [publicationId],
  );
  return row?.count ?? 0;
}

/** Nobody makes it the audience of a send meanwhile: whoever does waits, and then finds it gone. */
export async function lockSegment(db: Db, id: number): Promise<void> {
  await db.raw('select from segments where id = ? for update', [id]);
}

/** A send whose audience is not frozen yet, and is to be a segment. */
export interface SegmentUse {
  id: number;
  subject: string;
  status: 'draft' | 'scheduled' | 'held' | 'preparing' | 'paused';
}

/** The next to go first. */
export function listUses(db: Db, id: number): Promise<SegmentUse[]> {
  return rows(
    db,
    `select id, subject, status from sends
      where segment_id = ? and prepared_at is null and status <> 'cancelled' order by scheduled_at, id`,
    [id],
  );
}

/** False when it was gone. */
export async function deleteSegment(db: Db, id: number): Promise<boolean> {
  return (await changedRows(db, 'delete from segments where id = ?', [id])) === 1;
}

const NAMES_TOPIC = `rules @> jsonb_build_array(jsonb_build_object('field', 'topic', 'value', cast(:slug as text)))`;

/** Segments with a rule about a topic. */
export function listSegmentsOfTopic(db: Db, publicationId: number, slug: string): Promise<Segment[]> {
  return rows(
    db,
    `select ${COLUMNS} from segments where publication_id = :publicationId and ${NAMES_TOPIC} order by lower(name), id`,
    { publicationId, slug },
  );
}

/** Rules about one topic are about another from now on. @returns how many segments had such a rule. */
export function renameTopicInSegments(
  db: Db,
  publicationId: number,
  { slug, to }: { slug: string; to: string },
): Promise<number> {
  return changedRows(
    db,
    `update segments set changed_at = now(), rules = (
       select jsonb_agg(case when rule->>'field' = 'topic' and rule->>'value' = :slug
                             then jsonb_set(rule, '{value}', to_jsonb(cast(:to as text))) else rule end order by place)
         from jsonb_array_elements(rules) with ordinality one (rule, place))
      where publication_id = :publicationId and ${NAMES_TOPIC}`,
    { publicationId, slug, to },
  );
}
