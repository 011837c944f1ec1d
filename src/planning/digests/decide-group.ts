import type { Publication, Topic } from '../../publications/index.ts';
import { KEPT_AFTER_PAUSE } from '../../rhythms/index.ts';
import { chooseArticles, type Chosen, type Offered, type Rules } from './choose-articles.ts';
import type { DigestRun } from './digest-run.ts';
import type { Edition } from './edition-queries.ts';
import type { Group } from './reader-queries.ts';

/** What a digest gives to a group of readers, or why it gives them nothing. */
export type Decision = ({ is: 'gets' } & Chosen) | { is: 'nothing-new' } | { is: 'waits-for-more' };

export interface DigestRules extends Rules {
  /** With fewer articles they wait for the next digest. */
  least: number;
  /** Articles that there is room for in any mail; what is beyond is counted. */
  shown: { has(id: number): boolean };
}

export function rulesOf(
  { rhythm }: Pick<DigestRun, 'rhythm'>,
  { digestMinArticles, digestMaxArticles }: Publication,
  of: { topics: Topic[]; edition: Edition; shown: DigestRules['shown'] },
): DigestRules {
  return {
    known: new Set(of.topics.map(({ id }) => id)),
    edition: of.edition,
    most: rhythm === 'catch-up' ? KEPT_AFTER_PAUSE : digestMaxArticles,
    least: rhythm === 'daily' || rhythm === 'weekly' ? digestMinArticles : 1,
    shown: of.shown,
  };
}

/** The freeze decides by it, and whoever wants to know before. */
export function decideGroup(group: Group, offered: Offered[], rules: DigestRules): Decision {
  const chosen = chooseArticles(group, offered, rules);
  const articleIds = chosen.articleIds.filter((id) => rules.shown.has(id));
  const counted = [...chosen.articleIds.filter((id) => !rules.shown.has(id)), ...chosen.counted];
  const count = articleIds.length + counted.length;
  // Whoever moved has one digest a local day.
  if (count > 0 && (count < rules.least || group.isServed)) return { is: 'waits-for-more' };
  return articleIds.length === 0 ? { is: 'nothing-new' } : { is: 'gets', articleIds, counted };
}
