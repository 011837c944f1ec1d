import { firstRow, rows, type Db } from '../platform/database.ts';
import { SUBSCRIBER_COLUMNS, type Subscriber } from '../subscribers/index.ts';
import { hasWords, predicateOf } from './predicate-queries.ts';
import type { Selection } from './selection.ts';

/** Which readers of one publication; what is empty asks nothing. */
export interface AskedReaders {
  publicationId: number;
  /** Patterns of what is looked for; of each word one fits a reader's address or name. */
  words: string[][];
  /** Each must hold: of a segment, of filters. */
  groups: Selection[];
  /** Few have what is asked, and an index knows them. */
  isRare?: boolean;
}

/** `joined` is the order of the ids: readers get theirs as they come. */
export const SORTS = ['joined', '-joined', 'address', '-address'] as const;
export type Sort = (typeof SORTS)[number];

/** Whom the next page begins after: an id, or an address where they go by it. */
export type After = number | string | undefined;

/** So many of the first in order are looked at before all are: what many have is found among them at once. */
const WINDOW = 10_000;

const JOIN = `cross join (select cast(:asked as jsonb) as asked) d`;

const bindingsOf = ({ publicationId, words, groups }: AskedReaders) => ({
  publicationId,
  asked: JSON.stringify({ words, groups }),
});

/** That subscriber `s` is one of them; of `d` it asks `asked`. */
const isMeant = ({ words, groups }: AskedReaders): string =>
  [
    's.publication_id = :publicationId',
    ...hasWords(words, `(d.asked->'words')`),
    ...groups.map((group, place) => predicateOf(group, groupAt(place))),
  ].join('\n and ');

const orderOf = (sort: Sort) => {
  const direction = sort.startsWith('-') ? 'desc' : 'asc';
  const isAddress = sort.endsWith('address');
  const [column, type] = isAddress ? ['email', 'text'] : ['id', 'bigint'];
  return {
    after: `(cast(:after as ${type}) is null or s.${column} ${direction === 'asc' ? '>' : '<'} cast(:after as ${type}))`,
    inOrder: `s.${column} ${direction}`,
    /** The same without the index of that order, which would be walked to its end. */
    sorted: `(s.${column} ${isAddress ? `|| ''` : '+ 0'}) ${direction}`,
  };
};

/** A page of them in order; every one of a publication, where nothing is asked. */
export async function listReaders(
  db: Db,
  asked: AskedReaders,
  { sort, after, limit }: { sort: Sort; after: After; limit: number },
): Promise<Subscriber[]> {
  const { after: later, inOrder, sorted } = orderOf(sort);
  const bindings = { ...bindingsOf(asked), after: after ?? null, limit };
  const asksNothing = asked.words.length === 0 && asked.groups.length === 0;
  const window = asksNothing ? ':limit' : String(WINDOW);
  const first = asked.isRare
    ? []
    : await rows<Subscriber>(
        db,
        `select ${SUBSCRIBER_COLUMNS}
       from (select s.* from subscribers s where s.publication_id = :publicationId and ${later} order by ${inOrder} limit ${window}) s
      ${JOIN}
      where ${isMeant(asked)} order by ${inOrder} limit :limit`,
        bindings,
      );
  if (asksNothing || first.length === limit) return first;
  return rows(
    db,
    `select ${SUBSCRIBER_COLUMNS} from subscribers s ${JOIN}
      where ${isMeant(asked)} and ${later} order by ${sorted} limit :limit`,
    bindings,
  );
}

/** The next of them by their ids, for whoever goes through all: one walk in all pages together. */
export function listNext(db: Db, asked: AskedReaders, after: number, limit: number): Promise<Subscriber[]> {
  return rows(
    db,
    `select ${SUBSCRIBER_COLUMNS} from subscribers s ${JOIN}
      where ${isMeant(asked)} and s.id > :after order by s.id limit :limit`,
    { ...bindingsOf(asked), after, limit },
  );
}

/** Query for the ids of them, as `id`; for whoever does something with all of them. */
export const idsOfReaders = (asked: AskedReaders): { sql: string; bindings: Record<string, unknown> } => ({
  sql: `select s.id from subscribers s ${JOIN} where ${isMeant(asked)}`,
  bindings: bindingsOf(asked),
});

/** How many they are; not more than one more than `most`. */
export async function countUpTo(db: Db, asked: AskedReaders, most: number): Promise<number> {
  const row = await firstRow<{ size: number }>(
    db,
    `select count(*) as size from (select from subscribers s ${JOIN} where ${isMeant(asked)} limit :most) found`,
    { ...bindingsOf(asked), most: most + 1 },
  );
  return row?.size ?? 0;
}

/** Which share of some readers they are. @param readers subscribers `s`, as they stand in a `from`. */
export async function shareAmong(db: Db, readers: string, asked: AskedReaders): Promise<number> {
  const row = await firstRow<{ share: number | null }>(
    db,
    `select count(*) filter (where ${isMeant(asked)}) / nullif(count(*), 0)::float8 as share from ${readers} ${JOIN}`,
    bindingsOf(asked),
  );
  return row?.share ?? 0;
}

/**
 * How many of some readers there are, and how many of them are of the publication and have each predicate true; in one look at them.
 * @param readers subscribers `s`, as they stand in a `from`. @param predicates of `groups`, each at `groupAt`.
 */
export async function countEach(
  db: Db,
  readers: string,
  { publicationId, groups }: Pick<AskedReaders, 'publicationId' | 'groups'>,
  predicates: string[],
): Promise<{ size: number; each: number[] }> {
  const columns = predicates.map((sql) => `count(*) filter (where ${OF_PUBLICATION} and ${sql})`);
  const row = await firstRow<{ size: number; each: number[] }>(
    db,
    `select count(*) as size, array[${columns.join(', ')}] as each from ${readers} ${JOIN}`,
    bindingsOf({ publicationId, groups, words: [] }),
  );
  return row ?? { size: 0, each: [] };
}

const OF_PUBLICATION = 's.publication_id = :publicationId';

/** All of a publication, as they stand in a `from`. */
export const OWN_READERS = `(select s.* from subscribers s where ${OF_PUBLICATION}) s`;

/** SQL of a group of what is asked. */
export const groupAt = (place: number) => `(d.asked->'groups'->${place})`;
