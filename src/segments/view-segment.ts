import type { Db } from '../platform/database.ts';
import { getPublicationById, listTopics, type Publication } from '../publications/index.ts';
import type { Subscriber } from '../subscribers/index.ts';
import { countSelections, countSteps, type SelectionCounts } from './count-readers.ts';
import { listReaders } from './reader-queries.ts';
import type { Rules } from './rule.ts';
import { findSegment, getSegment, listSegments, type Segment } from './segment-queries.ts';
import { selectionOf, type Selection } from './selection.ts';

const EXAMPLES = 5;

/** How many readers each topic has, in the order of the topics: who chose it, and who chose nothing. */
export async function countFollowers(db: Db, publication: Publication): Promise<SelectionCounts> {
  const topics = await listTopics(db, publication.id);
  const selections = topics.map(({ slug }) =>
    selectionOf(publication, topics, { match: 'all', rules: [{ field: 'topic', op: 'is', value: slug }] }),
  );
  return countSelections(db, publication.id, selections);
}

/** Rules as statements take them now. */
async function readSelection(db: Db, publication: Publication, rules: Rules): Promise<Selection> {
  return selectionOf(publication, await listTopics(db, publication.id), rules);
}

/** Those of a segment. @throws NotFound, also when it belongs to another publication. */
export async function getSelection(db: Db, publication: Publication, id: number): Promise<Selection> {
  return readSelection(db, publication, await getSegment(db, publication.id, id));
}

/** What a segment means, with what it is called. */
export type NamedSelection = Selection & { name: string };

/** A segment with its rules as statements take them now; undefined when it is gone. */
export async function findSelection(
  db: Db,
  publicationId: number,
  id: number,
): Promise<NamedSelection | undefined> {
  const segment = await findSegment(db, publicationId, id);
  if (!segment) return undefined;
  const selection = await readSelection(db, await getPublicationById(db, publicationId), segment);
  return { name: segment.name, ...selection };
}

/** How many each rule leaves, and some of those whom all of them mean. */
export async function viewRules(
  db: Db,
  publication: Publication,
  rules: Rules,
): Promise<{ counts: SelectionCounts; examples: Subscriber[] }> {
  const selection = await readSelection(db, publication, rules);
  const asked = { publicationId: publication.id, words: [], groups: [selection] };
  const counts = await countSteps(db, publication.id, selection);
  const isNobody = counts.isExact && counts.each.at(-1) === 0;
  const examples = isNobody
    ? []
    : await listReaders(db, asked, { sort: '-joined', after: undefined, limit: EXAMPLES });
  return { counts, examples };
}

/** Every segment with how many it means, and how many readers there are. */
export async function viewSegments(
  db: Db,
  publication: Publication,
): Promise<{ segments: (Segment & { count: number })[]; all: number; isExact: boolean }> {
  const segments = await listSegments(db, publication.id);
  const topics = await listTopics(db, publication.id);
  const selections = segments.map((segment) => selectionOf(publication, topics, segment));
  const { all, each, isExact } = await countSelections(db, publication.id, selections);
  return {
    segments: segments.map((segment, place) => ({ ...segment, count: each[place] ?? 0 })),
    all,
    isExact,
  };
}
