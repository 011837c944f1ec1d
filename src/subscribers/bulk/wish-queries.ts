import { rows, type Db } from '../../platform/database.ts';
import type { BulkAction, BulkWish } from './bulk.ts';

/** An action that changes how readers get mail. */
export type WaysWish = Exclude<BulkWish, { action: 'unsubscribe' | 'erase' }>;

const TOPIC = `cast(:wish as jsonb) ->> 'topicId'`;
const MOVED = `case when coalesce(s.rhythm_before, s.rhythm) <> cast(:wish as jsonb) ->> 'rhythm' then coalesce(s.rhythm_before, s.rhythm) end`;

interface Writing {
  /** Consent records name it. */
  field: string;
  /** What is kept of subscriber `s` before. */
  keep: string;
  write: string;
  /** What `keep` kept, as `b.before`, put back. */
  restore: string;
  /** That the reader is as it was written. */
  isAsWritten: string;
}

/** Topic ids that were kept. */
const KEPT_TOPICS = `array(select cast(t as bigint) from jsonb_array_elements_text(b.before -> 'topicIds') with ordinality as k (t, place) order by place)`;
/** In any order. */
const areTopics = (sql: string) => `(s.topic_ids @> (${sql}) and s.topic_ids <@ (${sql}))`;
const TOPICS = {
  field: 'topicIds',
  keep: `'topicIds', to_jsonb(s.topic_ids)`,
  restore: `topic_ids = ${KEPT_TOPICS}`,
};

/** A rhythm that others chose is none that a reader chose: the next mail says so, with a button that takes it back. */
const WAYS: Record<WaysWish['action'], Writing> = {
  pause: {
    field: 'pausedUntil',
    keep: `'pausedAt', s.paused_at, 'pausedUntil', s.paused_until`,
    write: `paused_until = cast(cast(:wish as jsonb) ->> 'until' as timestamptz), paused_at = coalesce(s.paused_at, now())`,
    restore: `paused_at = cast(b.before ->> 'pausedAt' as timestamptz), paused_until = cast(b.before ->> 'pausedUntil' as timestamptz)`,
    isAsWritten: `s.paused_until is not distinct from cast(cast(:wish as jsonb) ->> 'until' as timestamptz)`,
  },
  'set-rhythm': {
    field: 'rhythm',
    keep: `'rhythm', s.rhythm, 'chosenAt', s.rhythm_chosen_at, 'rhythmBefore', s.rhythm_before`,
    write: `rhythm_before = ${MOVED}, rhythm = cast(:wish as jsonb) ->> 'rhythm', rhythm_chosen_at = null`,
    restore: `rhythm = b.before ->> 'rhythm', rhythm_chosen_at = cast(b.before ->> 'chosenAt' as timestamptz), rhythm_before = b.before ->> 'rhythmBefore'`,
    isAsWritten: `s.rhythm = cast(:wish as jsonb) ->> 'rhythm' and s.rhythm_chosen_at is null`,
  },
  'add-topic': {
    ...TOPICS,
    write: `topic_ids = s.topic_ids || cast(${TOPIC} as bigint)`,
    isAsWritten: areTopics(`${KEPT_TOPICS} || cast(${TOPIC} as bigint)`),
  },
  'remove-topic': {
    ...TOPICS,
    write: `topic_ids = array_remove(s.topic_ids, cast(${TOPIC} as bigint))`,
    isAsWritten: areTopics(`array_remove(${KEPT_TOPICS}, cast(${TOPIC} as bigint))`),
  },
};

export const isOfWays = (wish: BulkWish): wish is WaysWish => wish.action in WAYS;

export const fieldOf = (action: WaysWish['action']): string => WAYS[action].field;

/** What a bulk change is to a reader: its number and its wish. */
export interface Doing {
  changeId: number;
  publicationId: number;
  wish: WaysWish;
}

const bindings = ({ changeId, wish }: Doing, ids: number[]) => ({
  changeId,
  ids,
  wish: JSON.stringify(wish),
});

/** Keeps what readers are, in a transaction that has locked them. */
export async function keepBefores(db: Db, doing: Doing, ids: number[]): Promise<void> {
  const { keep } = WAYS[doing.wish.action];
  await db.raw(
    `insert into bulk_befores (change_id, subscriber_id, before)
     select :changeId, s.id, jsonb_build_object(${keep}) from subscribers s where s.id = any(cast(:ids as bigint[]))`,
    bindings(doing, ids),
  );
}

export async function writeWish(db: Db, doing: Doing, ids: number[]): Promise<void> {
  const { write } = WAYS[doing.wish.action];
  await db.raw(
    `update subscribers s set ${write} where s.id = any(cast(:ids as bigint[]))`,
    bindings(doing, ids),
  );
}

/** Readers that the change wrote to and that nobody touched since, neither they nor somebody for them; locked. */
export async function listUntouched(db: Db, doing: Doing, ids: number[]): Promise<number[]> {
  const { isAsWritten } = WAYS[doing.wish.action];
  const found = await rows<{ id: number }>(
    db,
    `select s.id from bulk_befores b join subscribers s on s.id = b.subscriber_id
      where b.change_id = :changeId and b.subscriber_id = any(cast(:ids as bigint[])) and s.status = 'active' and ${isAsWritten}
        and not exists (select from consent_records c
                         where c.subscriber_id = s.id and c.at >= b.at and c.kind <> 'mail-accepted'
                           and (c.details ->> 'bulkId') is distinct from cast(cast(:changeId as bigint) as text))
      order by s.id for update of s`,
    bindings(doing, ids),
  );
  return found.map(({ id }) => id);
}

export async function restoreBefores(db: Db, doing: Doing, ids: number[]): Promise<void> {
  const { restore } = WAYS[doing.wish.action];
  await db.raw(
    `update subscribers s set ${restore} from bulk_befores b
      where b.change_id = :changeId and b.subscriber_id = s.id and s.id = any(cast(:ids as bigint[]))`,
    bindings(doing, ids),
  );
}

/** Readers whose turn it is to get back what they had. */
export async function nextBefores(db: Db, changeId: number, size: number): Promise<number[]> {
  const found = await rows<{ id: number }>(
    db,
    'select subscriber_id as id from bulk_befores where change_id = ? order by subscriber_id limit ?',
    [changeId, size],
  );
  return found.map(({ id }) => id);
}

export async function forgetBefores(db: Db, changeId: number, ids: number[]): Promise<void> {
  await db.raw('delete from bulk_befores where change_id = ? and subscriber_id = any(cast(? as bigint[]))', [
    changeId,
    ids,
  ]);
}

/** A line of proof for each. */
export async function recordBulk(
  db: Db,
  {
    publicationId,
    ids,
    channel,
    details,
  }: { publicationId: number; ids: number[]; channel: string; details: object },
): Promise<void> {
  await db.raw(
    `insert into consent_records (publication_id, subscriber_id, kind, channel, details)
     select :publicationId, id, 'changed', :channel, cast(:details as jsonb) from unnest(cast(:ids as bigint[])) as r (id)`,
    { publicationId, ids, channel, details: JSON.stringify(details) },
  );
}

/** What a reader was before changes that can still be undone. */
export function listBefores(
  db: Db,
  subscriberId: number,
): Promise<{ at: Date; action: BulkAction; before: object }[]> {
  return rows(
    db,
    `select b.at, c.action, b.before from bulk_befores b join bulk_changes c on c.id = b.change_id
      where b.subscriber_id = ? order by b.at, c.id`,
    [subscriberId],
  );
}
