import { asMailed, listArticlesById, type Article } from '../../articles/index.ts';
import {
  setDigestPress,
  type CompileLimits,
  type DigestPress,
  type DigestPressInput,
} from '../../emails/index.ts';
import type { App } from '../../platform/app.ts';
import type { Db } from '../../platform/database.ts';
import { listTopics, strandsOf, topicsOf, type Publication, type Topic } from '../../publications/index.ts';
import {
  findBucket,
  listFollowedAmong,
  listToldAtOnce,
  localDay,
  startOfLocalDay,
} from '../../rhythms/index.ts';
import { gatherCarried, NOTHING_CARRIED, type Carried } from '../corrections/gather-carried.ts';
import { listCandidates, lowestMark, type Candidate } from './candidate-queries.ts';
import type { Offered } from './choose-articles.ts';
import type { DigestRun } from './digest-run.ts';
import { droppedBefore } from './dropped-before.ts';
import { findEdition, UNTOUCHED, type Edition, type EditionKey } from './edition-queries.ts';
import {
  listLanguages,
  listOutOfTurn,
  listOwedArticles,
  listServingSends,
  type Asked,
} from './reader-queries.ts';
import { languageFor } from '../../words/index.ts';
import { withTemplates } from '../../templates/index.ts';

/** Articles that one digest can show; what goes beyond is counted. */
const MOST_SHOWN = 400;

/** What a digest can tell. */
export interface Matter {
  edition: Edition;
  topics: Topic[];
  articles: Article[];
  carried: Carried;
}

/** What a digest can be made of, before it is known who gets what of it. */
export interface Material extends Matter {
  presses: Map<string, DigestPress>;
  /** The editor's words do not fit into an email. */
  isWithoutIntroduction: boolean;
}

/** How far the digests of a bucket have come; those after a pause tell what is on record for each reader. */
export async function bucketOf(app: Pick<App, 'db'>, run: DigestRun): Promise<{ run: number; cut: number }> {
  const { rhythm } = run;
  return (
    (rhythm === 'catch-up' ? undefined : await findBucket(app.db, { ...run, rhythm })) ?? { run: 0, cut: 0 }
  );
}

/** Articles that may be in the digest of a run by its moment. */
export async function candidatesOf(app: Pick<App, 'db'>, run: DigestRun): Promise<Candidate[]> {
  const bucket = await bucketOf(app, run);
  const isRegular = run.rhythm === 'daily' || run.rhythm === 'weekly';
  const after = isRegular ? await lowestMark(app.db, { ...run, rhythm: run.rhythm }, bucket) : null;
  const owed = await listOwedArticles(app.db, { run, bucket });
  const found = await listCandidates(app.db, run.publicationId, { after, owed, at: run.dueAt });
  const dropped = await droppedBefore(app, run);
  return found.filter(({ id }) => !dropped.has(id));
}

export const offeredOf = (candidates: Candidate[], topics: Topic[]): Offered[] =>
  candidates.map((one) => ({
    ...one,
    topicIds: topicsOf(one.categories, topics),
    strands: strandsOf(one).map(({ id }) => id),
  }));

/** The day of a digest on the clock of its readers. */
const dayOf = (run: Pick<DigestRun, 'timeZone' | 'dueAt'>, publication: Publication) =>
  localDay(run.timeZone || publication.timeZone, run.dueAt);

/** When that day began; null for a digest that somebody asked for beside the day's. */
const dayBeganAt = ({ timeZone, dueAt, turn }: DigestRun, publication: Publication): Date | null =>
  turn > 0 ? null : startOfLocalDay(timeZone || publication.timeZone, dueAt);

/** Whom the statements about readers ask for. @param offered what may be in the digest. */
export async function askAbout(
  app: Pick<App, 'db'>,
  of: {
    run: DigestRun;
    publication: Publication;
    offered: Offered[];
    corrections: Asked['corrections'];
  },
): Promise<Asked> {
  const { db } = app;
  const { run, publication, offered, corrections } = of;
  const began = dayBeganAt(run, publication);
  const ids = offered.map(({ id }) => id);
  return {
    run,
    bucket: await bucketOf(app, run),
    dayBeganAt: began,
    outOfTurn: await listOutOfTurn(db, ids),
    toldAtOnce: await listToldAtOnce(db, ids),
    followed: await followedOf(db, publication.id, offered),
    servingSends: run.rhythm === 'catch-up' ? [] : await listServingSends(db, run, began),
    corrections,
  };
}

/** Of each article what somebody follows. */
async function followedOf(db: Db, publicationId: number, offered: Offered[]): Promise<Asked['followed']> {
  const all = offered.flatMap(({ id, strands }) => strands.map((strand) => ({ articleId: id, strand })));
  if (all.length === 0) return [];
  const strands = [...new Set(all.map(({ strand }) => strand))];
  const followed = new Set(await listFollowedAmong(db, publicationId, strands));
  return all.filter(({ strand }) => followed.has(strand));
}

export async function editionOf(
  app: Pick<App, 'db'>,
  run: Pick<DigestRun, 'rhythm' | 'timeZone' | 'dueAt'>,
  publication: Publication,
): Promise<Edition> {
  const key = editionKeyOf(run, publication);
  return key ? findEdition(app.db, key) : UNTOUCHED;
}

/** Undefined for digests that nobody edits: they are made when they are due. */
export function editionKeyOf(
  run: Pick<DigestRun, 'rhythm' | 'timeZone' | 'dueAt'>,
  publication: Publication,
): EditionKey | undefined {
  const { rhythm } = run;
  const isEdited = rhythm === 'daily' || rhythm === 'weekly';
  return isEdited ? { publicationId: publication.id, rhythm, day: dayOf(run, publication) } : undefined;
}

/** @returns undefined when there is neither article nor correction. */
export async function gatherMatter(
  app: Pick<App, 'db'>,
  run: DigestRun,
  publication: Publication,
): Promise<Matter | undefined> {
  const edition = await editionOf(app, run, publication);
  const topics = await listTopics(app.db, publication.id);
  const candidates = (await candidatesOf(app, run)).filter(({ id }) => !edition.droppedIds.includes(id));
  const carried = await gatherCarried(app, run, topics);
  if (candidates.length === 0 && carried.corrections.length === 0) return undefined;
  const shown = mostShown(candidates, edition);
  const articles = [...(await listArticlesById(app.db, shown)).values()];
  return { edition, topics, articles, carried };
}

/** Undefined where it cannot be set. @throws TooHard */
export async function pressMatter(
  app: App,
  { run, publication, matter }: { run: DigestRun; publication: Publication; matter: Matter },
  limits: CompileLimits,
): Promise<Material | undefined> {
  const { edition, topics, articles, carried } = matter;
  const spoken = await listLanguages(app.db, publication.id);
  const languages = new Set([
    publication.language,
    ...spoken.map((one) => languageFor(one, publication.language)),
  ]);
  const presses = new Map<string, DigestPress>();
  let isWithoutIntroduction = false;
  for (const language of languages) {
    const input = { run, publication, edition, topics, articles, carried, language };
    const set =
      (await pressOf(app, input, limits)) ?? (await pressOf(app, { ...input, edition: UNTOUCHED }, limits));
    if (!set) return undefined;
    isWithoutIntroduction ||= !set.isAsEdited && edition !== UNTOUCHED;
    presses.set(language, set.press);
  }
  return { ...matter, presses, isWithoutIntroduction };
}

/** As many as a digest has room for in all its mails together. */
export function mostShown(candidates: Candidate[], { articleIds }: Edition): number[] {
  const first = new Set(articleIds);
  return candidates
    .toSorted(
      (one, other) =>
        Number(first.has(other.id)) - Number(first.has(one.id)) ||
        Number(other.isPicked) - Number(one.isPicked) ||
        other.at.getTime() - one.at.getTime(),
    )
    .slice(0, MOST_SHOWN)
    .map(({ id }) => id);
}

export interface PressOf {
  run: DigestRun;
  publication: Publication;
  edition: Pick<Edition, 'subject' | 'introduction'>;
  topics: Topic[];
  articles: Article[];
  carried?: Carried;
  language: string;
}

async function pressOf(
  app: App,
  of: PressOf,
  limits: CompileLimits,
): Promise<{ press: DigestPress; isAsEdited: boolean } | undefined> {
  const input = pressInputOf(of);
  const set = await withTemplates(app, of.publication, 'digest', (brand) =>
    setDigestPress({ ...input, brand }, limits),
  );
  return 'press' in set ? { press: set.press, isAsEdited: of.edition !== UNTOUCHED } : undefined;
}

export function pressInputOf({
  run,
  publication,
  edition,
  topics,
  articles,
  carried = NOTHING_CARRIED,
  language,
}: PressOf): DigestPressInput {
  const nameOf = ({ categories }: Article) => {
    const [first] = topicsOf(categories, topics);
    return topics.find(({ id }) => id === first)?.name;
  };
  const { subject, introduction } = edition;
  return {
    brand: publication,
    language,
    shape: run.rhythm,
    day: run.dueAt,
    ...(subject !== null && { subject }),
    introduction,
    articles: articles.map((article) => {
      const topic = nameOf(article);
      return { id: article.id, article: asMailed(article), ...(topic !== undefined && { topic }) };
    }),
    corrections: carried.corrections.flatMap(({ sendId, articleId, note }) => {
      const article = carried.articles.find(({ id }) => id === articleId);
      return article ? [{ id: sendId, article: asMailed(article), note }] : [];
    }),
  };
}
