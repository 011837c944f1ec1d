import { rows, type Db } from '../../platform/database.ts';
import { UNCHANGED, type BulkAction, type BulkCounts, type BulkWish, type Picked } from './bulk.ts';

/** Who gets no mail has no ways to change; what a pending reader chose takes effect with the confirmation. */
const GETS_NO_MAIL = `when s.status = 'pending' then 'pending' when s.status = 'unsubscribed' then 'left'
  when s.status <> 'active' then s.status`;

/** Empty topics are all of them, also those to come. */
const FOLLOWS_ALL = `when s.topic_ids = '{}' then 'follows-everything'`;
const TOPIC = `cast(w.wish ->> 'topicId' as bigint)`;

/** What becomes of subscriber `s` by the wish of `w`, as a code. */
const VERDICT: Record<BulkAction, string> = {
  pause: `case ${GETS_NO_MAIL} when s.paused_until = cast(w.wish ->> 'until' as timestamptz) then 'same' else 'changed' end`,
  'set-rhythm': `case ${GETS_NO_MAIL} when s.rhythm = w.wish ->> 'rhythm' then 'same'
    when s.rhythm_chosen_at is not null and not cast(w.wish ->> 'evenChosen' as boolean) then 'chose-themselves' else 'changed' end`,
  'add-topic': `case ${GETS_NO_MAIL} ${FOLLOWS_ALL} when ${TOPIC} = any(s.topic_ids) then 'same' else 'changed' end`,
  'remove-topic': `case ${GETS_NO_MAIL} ${FOLLOWS_ALL} when ${TOPIC} <> all(s.topic_ids) then 'same'
    when cardinality(s.topic_ids) = 1 then 'only-topic' else 'changed' end`,
  unsubscribe: `case when s.status = 'unsubscribed' then 'left' when s.status = 'complained' then 'complained' else 'changed' end`,
  erase: `'changed'`,
};

const WISH = 'cross join (select cast(:wish as jsonb) as wish) w';

/** What would become of readers. */
export async function countVerdicts(db: Db, wish: BulkWish, picked: Picked): Promise<BulkCounts> {
  const found = await rows<{ verdict: keyof BulkCounts; count: number }>(
    db,
    `select ${VERDICT[wish.action]} as verdict, count(*) as count
       from (${picked.sql}) picked join subscribers s on s.id = picked.id ${WISH} group by 1`,
    { ...picked.bindings, wish: JSON.stringify(wish) },
  );
  const counts: BulkCounts = Object.fromEntries(found.map(({ verdict, count }) => [verdict, count]));
  const all = found.reduce((sum, { count }) => sum + count, 0);
  const gone = (picked.ids?.length ?? all) - all;
  return gone > 0 ? { ...counts, gone } : counts;
}

/** Locks readers in the order of their ids, and says what becomes of each; who is not there is left out. */
export function judgeReaders(
  db: Db,
  wish: BulkWish,
  ids: number[],
): Promise<{ id: number; verdict: keyof BulkCounts }[]> {
  return rows(
    db,
    `select s.id, ${VERDICT[wish.action]} as verdict from subscribers s ${WISH}
      where s.id = any(cast(:ids as bigint[])) order by s.id for update of s`,
    { ids, wish: JSON.stringify(wish) },
  );
}

/** @param judged of these ids. */
export function countsOf(ids: number[], judged: { verdict: keyof BulkCounts }[]): BulkCounts {
  const counts: BulkCounts = {};
  for (const verdict of ['changed', ...UNCHANGED] as const) {
    const count = judged.filter((one) => one.verdict === verdict).length;
    if (count > 0) counts[verdict] = count;
  }
  if (judged.length < ids.length) counts.gone = ids.length - judged.length;
  return counts;
}
