import { languageFor } from '../../words/index.ts';
import type { Chosen, Offered } from './choose-articles.ts';
import { decideGroup, type CarriedTo, type DigestRules } from './decide-group.ts';
import type { Group } from './reader-queries.ts';

/** What readers with the same articles, language and news of the default have in common: one content. */
export interface ReadersEdition extends Chosen {
  corrections: CarriedTo[];
  language: string;
  before: Group['before'];
}

export interface Shared {
  editions: ReadersEdition[];
  /** Of each group by its place: which of the editions it gets; undefined: none. */
  editionOf: (number | undefined)[];
  /** Places of groups whose articles are too few as yet. */
  waiting: number[];
}

/** Decides about each group. @param language that of the publication. */
export function shareEditions(
  groups: Group[],
  offered: Offered[],
  rules: DigestRules,
  language: string,
): Shared {
  const known = new Map<string, number>();
  const shared: Shared = { editions: [], editionOf: groups.map(() => undefined), waiting: [] };
  for (const [place, group] of groups.entries()) {
    const decision = decideGroup(group, offered, rules);
    if (decision.is === 'waits-for-more') shared.waiting.push(place);
    if (decision.is !== 'gets') continue;
    const { articleIds, counted, corrections } = decision;
    const own = { language: languageFor(group.language, language), before: group.before };
    const edition = { articleIds, counted, corrections, ...own };
    const key = JSON.stringify(edition);
    const at = known.get(key) ?? shared.editions.push(edition) - 1;
    known.set(key, at);
    shared.editionOf[place] = at;
  }
  return shared;
}
