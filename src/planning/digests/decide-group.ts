import type { ArticleForm } from '../../articles/index.ts';
import type { Publication, Topic } from '../../publications/index.ts';
import { KEPT_AFTER_PAUSE } from '../../rhythms/index.ts';
import type { Carried } from '../corrections/gather-carried.ts';
import { chooseArticles, type Chosen, type Offered, type Rules } from './choose-articles.ts';
import type { DigestRun } from './digest-run.ts';
import type { Edition } from './edition-queries.ts';
import type { Group } from './reader-queries.ts';

/** A correction that a digest carries, and how much of the article its readers' mail had. */
export interface CarriedTo {
  id: number;
  articleId: number;
  form: ArticleForm;
}

/** What a digest gives to a group of readers, or why it gives them nothing. */
export type Decision =
  | ({ is: 'gets'; corrections: CarriedTo[] } & Chosen)
  | { is: 'nothing-new' }
  | { is: 'waits-for-more' };

export interface DigestRules extends Rules {
  /** With fewer articles they wait for the next digest. */
  least: number;
  /** Articles that there is room for in any mail; what is beyond is counted. */
  shown: { has(id: number): boolean };
  /** The article of each correction that it may carry. */
  corrected: Map<number, number>;
}

export function rulesOf(
  { rhythm }: Pick<DigestRun, 'rhythm'>,
  { digestMinArticles, digestMaxArticles }: Publication,
  of: { topics: Topic[]; edition: Edition; shown: DigestRules['shown']; carried: Carried },
): DigestRules {
  return {
    known: new Set(of.topics.map(({ id }) => id)),
    edition: of.edition,
    most: rhythm === 'catch-up' ? KEPT_AFTER_PAUSE : digestMaxArticles,
    least: rhythm === 'daily' || rhythm === 'weekly' ? digestMinArticles : 1,
    shown: of.shown,
    corrected: new Map(of.carried.corrections.map(({ sendId, articleId }) => [sendId, articleId])),
  };
}

/** The freeze decides by it, and whoever wants to know before. */
export function decideGroup(group: Group, offered: Offered[], rules: DigestRules): Decision {
  const chosen = chooseArticles(group, offered, rules);
  const articleIds = chosen.articleIds.filter((id) => rules.shown.has(id));
  const counted = [...chosen.articleIds.filter((id) => !rules.shown.has(id)), ...chosen.counted];
  const count = articleIds.length + counted.length;
  const corrections = correctionsFor(group, articleIds, rules);
  const isCorrected = corrections.length > 0;
  // Whoever moved has one digest a local day. No minimum holds a correction back, nor what comes with it.
  const isTooFew = count < rules.least && !isCorrected;
  if ((count > 0 || isCorrected) && (isTooFew || group.isServed)) return { is: 'waits-for-more' };
  return articleIds.length > 0 || isCorrected
    ? { is: 'gets', articleIds, counted, corrections }
    : { is: 'nothing-new' };
}

/** Whoever gets the article itself in the same digest has it as it is right. */
function correctionsFor(group: Group, articleIds: number[], { corrected }: DigestRules): CarriedTo[] {
  return group.corrections
    .map((one): CarriedTo => {
      const [text, form] = one.split(':');
      const id = Number(text);
      return { id, articleId: corrected.get(id) ?? 0, form: form as ArticleForm };
    })
    .filter(({ articleId }) => !articleIds.includes(articleId));
}
