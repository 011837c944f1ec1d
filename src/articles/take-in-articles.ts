import type { Db } from '../platform/database.ts';
import type { Article } from './article.ts';
import { hearKnown, hearRepetitions } from './judging/hear-known.ts';
import { holdGone, missingOf, type Missing } from './holds/hold-gone.ts';
import type { Candidate } from './judging/identity.ts';
import type { Judged } from './judging/circumstances.ts';
import { judge } from './judging/judge.ts';
import type { Source } from './judging/source.ts';
import { judgingCircumstances } from './judging/judging-circumstances.ts';
import { isPending, type KnownArticle } from './judging/known-article.ts';
import { listKnown, listSimilar } from './judging/known-queries.ts';
import { matchByKey, matchRest, withOwnKeys, type Matches } from './judging/match.ts';
import { databaseNow, insertArticles, lockArticles, type NewArticle } from './queries.ts';
import type { Whereabouts } from './judging/sameness.ts';
import { floorOf } from './judging/window.ts';

export interface TakenIn {
  /** Seen for the first time. */
  fresh: Article[];
  /** Held since now. */
  held: Article[];
  /** Known articles among the candidates, by id. */
  knownIds: Map<Candidate, number>;
}

type MarkPresent = (presentIds: number[], floor: Date | null) => Promise<void>;

/**
 * The way every article takes: known ones take over what changed (FED-23), also under another key; what left is not
 * mailed; unknown ones get a verdict and are kept for ever (FED-20). Call it in a transaction: publications take turns.
 * @param markPresent stores what the feed shows now; what is missing is looked for afterwards.
 */
export async function takeInArticles(
  db: Db,
  source: Source,
  told: Candidate[],
  markPresent: MarkPresent = async () => {},
): Promise<TakenIn> {
  await lockArticles(db, source.publicationId);
  const now = await databaseNow(db);
  const known = await listKnown(db, source.publicationId, source.feedId, {
    keys: told.map(({ key }) => key),
    ids: source.presentIds,
  });
  const candidates = withOwnKeys(told, known);
  const byKey = matchByKey(candidates, known);
  const floor = floorOf(candidates);
  const missing = missingOf(source, candidates, known, byKey, floor);
  const matches = await matchAll(db, source, candidates, known, byKey, missing);
  const isMostlyKnown = matches.same.size > 0 && matches.same.size >= candidates.length / 2;
  const kind = source.isReaddressed && isMostlyKnown ? 'poll' : source.kind;

  const changed = await hearKnown(db, matches, now);
  const unknown = candidates.filter((one) => !matches.same.has(one) && !matches.repeats.has(one));
  const around = await judgingCircumstances(db, { ...source, kind }, now, {
    candidates,
    unknown,
    matches,
    byKey,
    missing,
  });
  const fresh = await insertAll(db, source, judge(unknown, around), matches);
  const shown = [...new Set([...matches.same.values(), ...fresh].map(({ id }) => id))];
  if (source.isCut)
    await markPresent([...new Set([...source.presentIds, ...shown])], source.previousFloor ?? floor);
  else await markPresent(shown, floor);
  const revived = await hearRepetitions(db, source, matches, now);
  const gone = await holdGone(db, missing, matches);

  const heldNow = [...fresh, ...changed, ...revived].filter(({ verdict }) => verdict === 'held');
  const knownIds = new Map([...matches.same].map(([candidate, { id }]) => [candidate, id]));
  return { fresh, held: [...heldNow, ...gone], knownIds };
}

async function matchAll(
  db: Db,
  { publicationId, feedId, presentIds, kind }: Source,
  candidates: Candidate[],
  known: KnownArticle[],
  byKey: Map<Candidate, KnownArticle>,
  { inside, slid }: Missing,
): Promise<Matches> {
  const rest = candidates.filter((candidate) => !byKey.has(candidate));
  const found = rest.length === 0 ? [] : await listSimilar(db, publicationId, feedId, rest);
  const loaded = new Set(known.map(({ id }) => id));
  const similar = [...known, ...found.filter(({ id }) => !loaded.has(id))];
  const before = new Set(presentIds);
  const kept = [...byKey.values()].filter(({ id }) => before.has(id)).length;
  const left = new Set(inside);
  const pushedOut = new Set(slid);
  const whereabouts = (article: KnownArticle): Whereabouts => {
    if (left.has(article) || article.leftAt !== null) return 'left';
    return pushedOut.has(article) ? 'slid' : 'old';
  };
  const isMadeAnew = presentIds.length >= 2 && candidates.length >= 2 && kept <= presentIds.length / 5;
  const matches = matchRest(candidates, byKey, { feedId, similar, whereabouts, isMadeAnew });
  // What has left is mailed under the key that came, or not at all: nobody need be asked.
  for (const [candidate, article] of matches.doubtful) {
    if (!isPending(article) || whereabouts(article) !== 'left') continue;
    matches.doubtful.delete(candidate);
    matches.same.set(candidate, article);
  }
  return kind === 'push' ? asRepetitions(matches, byKey, similar) : matches;
}

/** A push under another id is answered as a repetition, which is stored once. */
function asRepetitions(
  matches: Matches,
  byKey: Map<Candidate, KnownArticle>,
  similar: KnownArticle[],
): Matches {
  for (const [candidate, article] of matches.same) {
    if (byKey.has(candidate) || article.duplicateOf !== null) continue;
    const repetition = similar.find(
      ({ feedId, duplicateOf }) => feedId === null && duplicateOf === article.id,
    );
    if (repetition) matches.same.set(candidate, repetition);
    else {
      matches.same.delete(candidate);
      matches.repeats.set(candidate, { id: article.id });
    }
  }
  return matches;
}

/** Originals first: what repeats another candidate needs its id. */
async function insertAll(
  db: Db,
  { publicationId, feedId }: Source,
  judged: Judged[],
  { repeats }: Matches,
): Promise<Article[]> {
  const repetition = (candidate: Candidate, duplicateOf: number | null): NewArticle => ({
    ...candidate,
    verdict: 'duplicate',
    duplicateOf,
  });
  const originals = judged.map(({ candidate, ...finding }) => ({
    ...candidate,
    ...finding,
    duplicateOf: null,
  }));
  const ofKnown = [...repeats].flatMap(([candidate, of]) =>
    'id' in of ? [repetition(candidate, of.id)] : [],
  );
  const inserted = await insertArticles(db, publicationId, feedId, [...originals, ...ofKnown]);
  const ids = new Map(inserted.map((article) => [article.key, article.id]));
  const twins = [...repeats].flatMap(([candidate, of]) =>
    'key' in of ? [repetition(candidate, ids.get(of.key) ?? null)] : [],
  );
  return [...inserted, ...(await insertArticles(db, publicationId, feedId, twins))];
}
