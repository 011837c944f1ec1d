// Planning: which sends come to be, and what of a time that nobody knows of may still go out.
// Owns the table gaps. Articles become sends here; sends knows nothing of planning.
// Withdraws a send with its article, and holds what may be out already until somebody decides.
export { articleKind, previewArticle } from './article-kind.ts';
export { recountAudiences } from './recount-audiences.ts';
export {
  decideArticles,
  dismissArticles,
  editArticle,
  releaseArticles,
  takeBackDecision,
} from './decide-articles.ts';
export { decideHeld } from './gaps/decide-held.ts';
export type { Gap } from './gaps/gap.ts';
export { giveSignOfLife, wakeUp } from './gaps/give-sign-of-life.ts';
export { holdForGap } from './gaps/hold-for-gap.ts';
export { viewHeld, type Held } from './gaps/view-held.ts';
export { planArticleSends } from './plan-article-sends.ts';
