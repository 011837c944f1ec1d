import { commonRuns } from './fingerprint.ts';
import { keyOfPage, type Candidate } from './identity.ts';
import type { KnownArticle } from './known-article.ts';
import {
  isSameArticle,
  isSameElsewhere,
  isSamePage,
  isTwin,
  type Sameness,
  type Setting,
  type Whereabouts,
} from './sameness.ts';

/** What a document's candidates are to the articles that are known. */
export interface Matches {
  /** They are this article, under the same key or another. */
  same: Map<Candidate, KnownArticle>;
  /** They tell again what another feed, a push or another item of the document tells. */
  repeats: Map<Candidate, { id: number } | { key: string }>;
  /** They may be this article: an editor decides. */
  doubtful: Map<Candidate, KnownArticle>;
}

/** Beyond so many pairs only those are compared that share a link, a title, a date or a text. */
const MAX_PAIRS = 4000;

/**
 * A key that was made of a link belongs to the article that its page showed first: another one there, such as
 * tomorrow's, gets a key with its title and date, or its text.
 */
export function withOwnKeys(candidates: Candidate[], ofFeed: KnownArticle[]): Candidate[] {
  const setting = settingOf(candidates, ofFeed, false);
  const byKey = new Map(ofFeed.map((known) => [known.key, known]));
  return candidates.map((candidate) => {
    const known = byKey.get(candidate.key);
    const isAnother = known !== undefined && isSamePage(candidate, known, setting) !== 'sure';
    return isAnother ? { ...candidate, key: keyOfPage(candidate) } : candidate;
  });
}

/** Candidates whose key is that of an article, now or before. The present key goes first. */
export function matchByKey(candidates: Candidate[], ofFeed: KnownArticle[]): Map<Candidate, KnownArticle> {
  const byKey = new Map(ofFeed.map((known) => [known.key, known]));
  const byFormer = new Map(ofFeed.flatMap((known) => known.formerKeys.map((key) => [key, known] as const)));
  const found = new Map<Candidate, KnownArticle>();
  const taken = new Set<KnownArticle>();
  const take = (candidate: Candidate, known: KnownArticle | undefined) => {
    if (!known || taken.has(known)) return;
    found.set(candidate, known);
    taken.add(known);
  };
  for (const candidate of candidates) take(candidate, byKey.get(candidate.key));
  for (const candidate of candidates) if (!found.has(candidate)) take(candidate, byFormer.get(candidate.key));
  return found;
}

/** The rest, compared with what left the document, what was told before, other feeds, and each other. */
export function matchRest(
  candidates: Candidate[],
  byKey: Map<Candidate, KnownArticle>,
  {
    feedId,
    similar,
    whereabouts,
    isMadeAnew,
  }: {
    feedId: number | null;
    similar: KnownArticle[];
    whereabouts(known: KnownArticle): Whereabouts;
    isMadeAnew: boolean;
  },
): Matches {
  const setting = settingOf(candidates, [...similar, ...byKey.values()], isMadeAnew);
  const same = new Map(byKey);
  const present = new Set(byKey.values());
  const rest = candidates.filter((candidate) => !same.has(candidate));
  const own = similar.filter((known) => known.feedId === feedId && !present.has(known));
  const { sure, doubtful } = pairUp(rest, own, (one, known) =>
    isSameArticle(one, known, whereabouts(known), setting),
  );
  for (const [candidate, known] of sure) same.set(candidate, known);
  const repeats: Matches['repeats'] = new Map();
  const byTitle = Map.groupBy(candidates, ({ foldedTitle }) => foldedTitle);
  const originals = new Set<Candidate>();
  for (const candidate of candidates) {
    const found = same.has(candidate) ? undefined : repetitionOf(candidate);
    if (found) repeats.set(candidate, found);
    else originals.add(candidate);
    if (found) doubtful.delete(candidate);
  }
  return { same, repeats, doubtful };

  function repetitionOf(candidate: Candidate): { id: number } | { key: string } | undefined {
    const elsewhere = similar.find(
      (known) => known.feedId !== feedId && isSameElsewhere(candidate, known, setting),
    );
    if (elsewhere) return { id: elsewhere.duplicateOf ?? elsewhere.id };
    const twin = byTitle
      .get(candidate.foldedTitle)
      ?.find(
        (other) =>
          other !== candidate && (originals.has(other) || same.has(other)) && isTwin(candidate, other),
      );
    if (!twin) return undefined;
    const known = same.get(twin);
    return known ? { id: known.duplicateOf ?? known.id } : { key: twin.key };
  }
}

/** One to one: what is sure goes first, and what has most in common. */
function pairUp(
  candidates: Candidate[],
  known: KnownArticle[],
  judge: (one: Candidate, known: KnownArticle) => Sameness,
) {
  const isMany = candidates.length * known.length > MAX_PAIRS;
  const lookUp = isMany ? index(known) : () => known;
  const pairs = candidates
    .flatMap((candidate) =>
      lookUp(candidate).map((article) => ({ candidate, article, sameness: judge(candidate, article) })),
    )
    .filter(({ sameness }) => sameness !== 'no')
    .map((pair) => ({ ...pair, rank: rankOf(pair) }))
    .toSorted((one, other) => other.rank - one.rank);
  const found = { sure: new Map<Candidate, KnownArticle>(), doubtful: new Map<Candidate, KnownArticle>() };
  const taken = new Set<Candidate | KnownArticle>();
  for (const { candidate, article, sameness } of pairs) {
    if (taken.has(candidate) || taken.has(article)) continue;
    found[sameness === 'sure' ? 'sure' : 'doubtful'].set(candidate, article);
    taken.add(candidate).add(article);
  }
  return found;
}

function rankOf({
  candidate,
  article,
  sameness,
}: {
  candidate: Candidate;
  article: KnownArticle;
  sameness: Sameness;
}) {
  const { linkKey, seenTitle, seenDate, fingerprint } = article;
  return (
    (sameness === 'sure' ? 100 : 0) +
    (linkKey !== null && linkKey === candidate.linkKey ? 8 : 0) +
    (fingerprint.hash !== null && fingerprint.hash === candidate.fingerprint.hash ? 4 : 0) +
    (seenTitle === candidate.foldedTitle ? 3 : 0) +
    (seenDate && seenDate.getTime() === candidate.publishedAt?.getTime() ? 2 : 0) -
    (article.duplicateOf === null ? 0 : 1)
  );
}

function index(known: KnownArticle[]) {
  const byFeature = new Map<string, KnownArticle[]>();
  const add = (feature: string, article: KnownArticle) => {
    const found = byFeature.get(feature);
    if (found) found.push(article);
    else byFeature.set(feature, [article]);
  };
  for (const article of known) {
    if (article.linkKey !== null) add(`link ${article.linkKey}`, article);
    add(`title ${article.seenTitle}`, article);
    if (article.seenDate) add(`date ${article.seenDate.getTime()}`, article);
    if (article.fingerprint.hash !== null) add(`text ${article.fingerprint.hash}`, article);
  }
  return (one: Candidate): KnownArticle[] => [
    ...new Set(
      [
        `link ${one.linkKey}`,
        `text ${one.fingerprint.hash}`,
        `date ${one.publishedAt?.getTime()}`,
        `title ${one.foldedTitle}`,
      ].flatMap((feature) => (byFeature.get(feature) ?? []).slice(0, 20)),
    ),
  ];
}

function settingOf(candidates: Candidate[], known: KnownArticle[], isMadeAnew: boolean): Setting {
  const several = <Value>(values: Value[]): Set<Value> => {
    const counts = Map.groupBy(values, (value) => value);
    return new Set([...counts].filter(([, group]) => group.length > 1).map(([value]) => value));
  };
  const dates = candidates.flatMap(({ publishedAt }) => (publishedAt ? [publishedAt.getTime()] : []));
  const knownDates = known.flatMap(({ seenDate, duplicateOf }) =>
    seenDate && duplicateOf === null ? [seenDate.getTime()] : [],
  );
  return {
    commonRuns: commonRuns(candidates.map(({ fingerprint }) => fingerprint)),
    recurringTitles: several(candidates.map(({ foldedTitle }) => foldedTitle)),
    sharedDates: new Set([...several(dates), ...several(knownDates)]),
    isMadeAnew,
  };
}
