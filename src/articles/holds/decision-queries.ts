import { rows, type Db } from '../../platform/database.ts';
import type { Article, DecisionName } from '../article.ts';
import { ARTICLE_COLUMNS, IS_PREPARED } from '../queries.ts';

/** Who decides, and what everything that is decided at once has in common. */
export interface Ruling {
  by: string;
  key: string;
  /** The mail does not go out before so many seconds are over, in which it can be taken back. */
  undoSeconds: number;
}

const HOLD = `(select make_interval(mins => hold_minutes) from publications p where p.id = articles.publication_id)`;
const UNDO = `make_interval(secs => cast(:undoSeconds as int))`;

/** Keeps what the article was, one step deep, and for good that its text was for members only. */
const remember = (decision: DecisionName) => `
  is_for_members = is_for_members or held_code is not distinct from 'members-only',
  last_decision = '${decision}', last_decision_at = now(), last_decision_by = :by, last_decision_key = cast(:key as uuid),
  before_decision = jsonb_build_object('verdict', verdict, 'code', held_code, 'params', held_params,
    'releasedAt', released_at, 'decidedAt', decided_at, 'goesOutAt', goes_out_at,
    'decision', last_decision, 'at', last_decision_at, 'by', last_decision_by)`;

const CLEAR_HELD = 'held_code = null, held_params = null, held_told = null';
// Digests passed it by while it was set aside.
const DECIDED_ANEW = `number = case when verdict = 'new' then number end, numbered_at = case when verdict = 'new' then numbered_at end`;
const CHOSEN = 'publication_id = :publicationId and id = any(cast(:ids as bigint[]))';

/** An editor cancelled its send, paused it, or is asked about it: it goes its own way. */
const HAS_SEND_OF_ITS_OWN = `exists
  (select from sends s where s.article_id = articles.id and not s.is_withdrawn
      and s.status not in ('scheduled', 'preparing'))`;

/** When it would go out, as things are. */
const GOES_OUT = `coalesce(
  (select s.scheduled_at from sends s
    where s.article_id = articles.id and s.status in ('scheduled', 'preparing') limit 1),
  goes_out_at, released_at + ${HOLD})`;

/** Of the publication's held articles, all. */
export async function listHeldIds(db: Db, publicationId: number): Promise<number[]> {
  const found = await rows<{ id: number }>(
    db,
    `select id from articles where publication_id = ? and verdict = 'held'`,
    [publicationId],
  );
  return found.map(({ id }) => id);
}

/** What was decided at once under a key, where it is still the last decision. */
export async function listDecisionNames(db: Db, publicationId: number, key: string): Promise<DecisionName[]> {
  const found = await rows<{ name: DecisionName }>(
    db,
    `select distinct last_decision as name from articles
      where publication_id = ? and last_decision_key = cast(? as uuid)`,
    [publicationId, key],
  );
  return found.map(({ name }) => name);
}

/** Also those that were set aside; never a duplicate. They wait for the hold of their publication. */
export function releaseRows(
  db: Db,
  publicationId: number,
  ids: number[],
  ruling: Ruling,
): Promise<Article[]> {
  return rows(
    db,
    `update articles set ${remember('released')}, verdict = 'new', released_at = now(), decided_at = now(), ${CLEAR_HELD}, ${DECIDED_ANEW},
       goes_out_at = case when :undoSeconds > 0 then now() + greatest(${HOLD}, ${UNDO}) end
     where ${CHOSEN} and verdict in ('held', 'dismissed', 'too-old', 'baseline', 'future') and not ${IS_PREPARED}
     returning ${ARTICLE_COLUMNS}`,
    { publicationId, ids, ...ruling },
  );
}

/** Without the hold. One that would go out as soon anyway is left alone. */
export function hurryRows(db: Db, publicationId: number, ids: number[], ruling: Ruling): Promise<Article[]> {
  return rows(
    db,
    `update articles set ${remember('hurried')}, verdict = 'new', decided_at = now(), ${CLEAR_HELD}, ${DECIDED_ANEW},
       released_at = case when verdict = 'new' then released_at else now() end, goes_out_at = now() + ${UNDO}
     where ${CHOSEN} and not ${IS_PREPARED}
       and (verdict in ('held', 'dismissed', 'too-old', 'baseline', 'future')
            or verdict = 'new' and not ${HAS_SEND_OF_ITS_OWN} and ${GOES_OUT} > now() + ${UNDO})
     returning ${ARTICLE_COLUMNS}`,
    { publicationId, ids, ...ruling },
  );
}

/** They wait until somebody releases them. */
export function holdRows(db: Db, publicationId: number, ids: number[], ruling: Ruling): Promise<Article[]> {
  return rows(
    db,
    `update articles set ${remember('held')}, verdict = 'held', held_code = 'held-by-editor', held_params = '{}',
       held_told = 'held-by-editor'
     where ${CHOSEN} and verdict in ('new', 'future') and not ${IS_PREPARED}
     returning ${ARTICLE_COLUMNS}`,
    { publicationId, ids, ...ruling },
  );
}

/** They stay known and are never mailed, unless that is taken back. */
export function dismissRows(
  db: Db,
  publicationId: number,
  ids: number[],
  ruling: Ruling,
): Promise<Article[]> {
  return rows(
    db,
    `update articles set ${remember('dismissed')}, verdict = 'dismissed', released_at = null, goes_out_at = null, ${CLEAR_HELD}
     where ${CHOSEN} and verdict in ('held', 'future', 'new') and not ${IS_PREPARED}
     returning ${ARTICLE_COLUMNS}`,
    { publicationId, ids, ...ruling },
  );
}

/** Dismissals of before this was kept become held articles. */
const WAS = `coalesce(before_decision, jsonb_build_object('verdict', 'held', 'code', 'held-by-editor',
                                                         'params', cast('{}' as jsonb)))`;
const was = (field: string, type: string) => `cast(${WAS}->>'${field}' as ${type})`;
/** It left its feed meanwhile: nobody should be mailed what is not there. */
const IS_GONE = `(left_at is not null and ${WAS}->>'verdict' in ('new', 'future'))`;

/** The last decision still stands. */
const STANDS = `case coalesce(last_decision, verdict)
  when 'held' then verdict = 'held' and held_code = 'held-by-editor' and before_decision is not null
  when 'dismissed' then verdict = 'dismissed'
  else verdict = 'new' and before_decision is not null end`;

/**
 * The last decision about these is taken back, if it still stands.
 * @param of everything that was decided at once, or articles by their ids.
 */
export function restoreRows(
  db: Db,
  publicationId: number,
  of: { key: string } | { ids: number[] },
  undoSeconds: number,
): Promise<Article[]> {
  return rows(
    db,
    `update articles set
       verdict = case when ${IS_GONE} then 'held' else ${WAS}->>'verdict' end,
       held_code = case when ${IS_GONE} then 'gone-from-feed' else ${WAS}->>'code' end,
       held_params = case when ${IS_GONE} then '{}' else nullif(${WAS}->'params', 'null') end,
       held_told = case when ${IS_GONE} then 'gone-from-feed' else ${WAS}->>'code' end,
       released_at = ${was('releasedAt', 'timestamptz')}, decided_at = ${was('decidedAt', 'timestamptz')},
       goes_out_at = case when ${WAS}->>'verdict' = 'new' then
         greatest(coalesce(${was('goesOutAt', 'timestamptz')}, ${was('releasedAt', 'timestamptz')} + ${HOLD}),
                  now() + ${UNDO}) end,
       last_decision = ${was('decision', 'text')}, last_decision_at = ${was('at', 'timestamptz')},
       last_decision_by = ${was('by', 'text')}, last_decision_key = null, before_decision = null
     where publication_id = :publicationId and ${STANDS} and not ${IS_PREPARED}
       and ${'key' in of ? 'last_decision_key = cast(:key as uuid)' : 'id = any(cast(:ids as bigint[]))'}
     returning ${ARTICLE_COLUMNS}`,
    { publicationId, undoSeconds, ...of },
  );
}
