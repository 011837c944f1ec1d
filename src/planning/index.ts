// Planning: which sends come to be, and what of a time that nobody knows of may still go out.
// Owns the tables corrections, gaps, digest_runs and digest_editions. Articles become sends here, and the digests of readers' rhythms; sends knows nothing of planning.
// Withdraws a send with its article, and holds what may be out already until somebody decides.
export { articleKind, previewArticle } from './article-kind.ts';
export { changeEdition, StaleEdition } from './digests/change-edition.ts';
export { findComingDigest, findDropped, type ComingDigest } from './digests/coming-digest.ts';
export { countCorrectionOf } from './corrections/ask-correction.ts';
export { correctArticle } from './corrections/correct-article.ts';
export { correctionFields } from './corrections/correction.ts';
export { listStandings, type CorrectionStanding } from './corrections/fate-queries.ts';
export { listSentCorrections } from './corrections/correction-queries.ts';
export { correctionKind } from './corrections/correction-kind.ts';
export { previewCorrection, viewCorrection, type CorrectionView } from './corrections/view-correction.ts';
export { DIGEST_RHYTHMS, type DigestRhythm } from './digests/digest-run.ts';
export { foreseeDigest, foreseeReader, isOfHour } from './digests/foresee-digest.ts';
export { eitherDigestKind } from './digests/either-digest-kind.ts';
export { planDigests } from './digests/plan-digests.ts';
export { editionFields, type EditionFields } from './digests/edition-input.ts';
export { findDigestRhythm } from './digests/find-digest-rhythm.ts';
export { findPlannedEdition, type PlannedEdition } from './digests/find-planned-edition.ts';
export type { Edition } from './digests/edition-queries.ts';
export { viewEdition, type EditionArticle, type EditionView } from './digests/view-edition.ts';
export { tellOfLateDigests } from './digests/tell-of-late-digests.ts';
export { runDigests, runFields } from './digests/run-digests.ts';
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
