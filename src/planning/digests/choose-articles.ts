import { isFollowed } from '../../rhythms/index.ts';
import type { Candidate } from './candidate-queries.ts';
import type { Edition } from './edition-queries.ts';
import type { Group } from './reader-queries.ts';

/** An article with the topics that it is for by now. */
export interface Offered extends Candidate {
  topicIds: number[];
  /** What else of it a reader may follow. */
  strands: string[];
}

/** What the readers of a group get; empty: nothing new to them. */
export interface Chosen {
  /** In order. */
  articleIds: number[];
  /** Beyond the maximum: counted, not shown. */
  counted: number[];
}

export interface Rules {
  /** Ids of every topic that there is. */
  known: Set<number>;
  edition: Edition;
  most: number;
}

/**
 * Which articles a group of readers gets: what is new to them and for them, an editor's order first, then their picks, then the newest
 * first. What is owed to them alone counts as new.
 */
export function chooseArticles(group: Group, offered: Offered[], rules: Rules): Chosen {
  const { edition, most } = rules;
  const owed = new Set(group.owed);
  const asked = new Set(group.asked);
  const left = new Set([...group.had, ...edition.droppedIds]);
  const chosen = offered
    .filter(({ id, number }) => owed.has(id) || number === null || number > group.mark)
    .filter(({ id }) => !left.has(id))
    .filter(({ id, topicIds }) => asked.has(id) || isFollowed(group.topicIds, topicIds, rules.known))
    .toSorted(inOrder(edition.articleIds));
  const ids = chosen.map(({ id }) => id);
  return { articleIds: ids.slice(0, most), counted: ids.slice(most) };
}

/** An editor's order first, then their picks, then the newest first. */
export const inOrder = (first: number[]) => {
  const places = new Map(first.map((id, place) => [id, place]));
  const placeOf = (id: number) => places.get(id) ?? Infinity;
  return (one: Candidate, other: Candidate) =>
    (placeOf(one.id) === placeOf(other.id) ? 0 : placeOf(one.id) - placeOf(other.id)) ||
    Number(other.isPicked) - Number(one.isPicked) ||
    other.at.getTime() - one.at.getTime() ||
    other.id - one.id;
};
