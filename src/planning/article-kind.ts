import { isDeepStrictEqual as isSame } from 'node:util';
import {
  isEachPageLookedAt,
  asMailed,
  databaseNow,
  getArticle,
  isReadJustNow,
  lockIfUnchanged,
  numberArticles,
  relatedArticles,
  secondsAhead,
  versionOf,
  warnOfUnread,
  warnOfUnreadPages,
  type Article,
} from '../articles/index.ts';
import { compileArticleEmail, type CompileLimits } from '../emails/index.ts';
import type { App } from '../platform/app.ts';
import { Conflict } from '../platform/errors.ts';
import {
  listTopics,
  lockNumbers,
  offeredStrands,
  QUIET_DAYS,
  strandsOf,
  topicsOf,
  type Publication,
  type Strand,
} from '../publications/index.ts';
import { listFollowerRhythms, settleFollowed, type Rhythm } from '../rhythms/index.ts';
import { listRhythmsToTell, noteToldOfDefault } from '../subscribers/index.ts';
import { heedCaps } from './digests/heed-caps.ts';
import { heedFollowers } from './heed-followers.ts';
import { listLanguages } from './digests/reader-queries.ts';
import {
  contentOf,
  type Preparation,
  type SendKind,
  type Send,
  type SendContent,
  type Variant,
} from '../sends/index.ts';
import { languageFor, READER_LANGUAGES, type ReaderLanguage, type Reason } from '../words/index.ts';
import { withTemplates } from '../templates/index.ts';

const RELATED_ARTICLES = 3;
/** The reading of a feed that an article waits for takes about so long. */
const LOOK_AGAIN_SECONDS = 1;

/** The send of one article: it goes to its topics, waits for the last reading of its feed, and is withdrawn with its article. */
export const articleKind: SendKind = {
  async prepare(app, send, publication, limits) {
    const found = await findArticle(app, send);
    const article = sendable(found);
    if (!article) return { is: 'withdrawn', reason: whyWithdrawn(found) };
    const seconds = await secondsToWait(app, publication, article);
    if (seconds > 0) return { is: 'early', seconds };
    const topics = await listTopics(app.db, publication.id);
    const topicIds = topicsOf(article.categories, topics);
    const strands = strandsOf(article).map(({ id }) => id);
    const warnings = [
      await warnOfUnread(app.db, [article]),
      await warnOfUnreadPages(app.db, publication, [article]),
    ].filter((one) => one !== undefined);
    const rhythms = await listRhythmsToTell(app.db, publication.id, 'each');
    const besides = await listFollowerRhythms(app.db, { publicationId: publication.id, strands });
    const ids = { publicationId: publication.id, sendId: send.id, articleId: article.id };
    let followed: string[] = [];
    return {
      is: 'ready',
      warnings,
      variants: await variantsOf(app, { publication, article, rhythms, besides }, limits),
      topicIds,
      async lockSource(db) {
        if (!(await lockIfUnchanged(db, article))) return false;
        await lockNumbers(db, publication.id, 'to-take');
        if (!isSame(topics, await listTopics(db, publication.id))) return false;
        const isDecided = (await numberArticles(db, publication.id, [article.id])).size === 0;
        const known = topics.map(({ id }) => id);
        followed = await heedFollowers(db, { sendId: send.id, article, topicIds, known, isDecided });
        await heedCaps(db, publication, { ...ids, topicIds, strands: followed });
        return true;
      },
      async settle(db) {
        if (followed.length > 0) await settleFollowed(db, { ...ids, strands: followed });
        await noteToldOfDefault(db, { ...ids, rhythms, rhythm: 'each' });
      },
    } satisfies Preparation;
  },
  async preview(app, send, publication) {
    const article = sendable(await findArticle(app, send));
    if (!article) throw new Conflict('article-withdrawn', 'The article of this send was withdrawn.');
    return previewArticle(app, publication, article);
  },
};

/** Our own words are in each reader's language; readers whom the publication moved to another rhythm get one line more. */
async function variantsOf(
  app: App,
  of: { publication: Publication; article: Article; rhythms: Rhythm[]; besides: DigestOf[] },
  limits: CompileLimits,
): Promise<[Variant, ...Variant[]]> {
  const { publication, article, rhythms, besides } = of;
  const form = publication.articleBody;
  const articles = [{ articleId: article.id, form, version: versionOf(article, form) }];
  const others = await otherLanguages(app, publication);
  const related = await relatedTo(app, article);
  const strands = await offeredBy(app, article);
  const variant = async (kind: Kind): Promise<Variant> => ({
    content: await contentOfArticle(app, publication, { article, related, strands }, limits, kind),
    articles,
    ...whoGets(kind, others),
    // Readers of digests get it there.
    ...(isPlain(kind) && { archived: { language: publication.language, isEverybodys: true } }),
  });
  const [first = {}, ...rest] = [{}, ...others.map((language) => ({ language }))].flatMap(
    (language): Kind[] => [
      ...besides.map((one) => ({ ...language, besides: one })),
      ...rhythms.map((keepAsItWas) => ({ ...language, keepAsItWas })),
      language,
    ],
  );
  return [await variant(first), ...(await Promise.all(rest.map(variant)))];
}

/** What differs between the mails of one article: our words around its text. */
interface Kind {
  /** Left out: the publication's. */
  language?: ReaderLanguage;
  /** Rhythm that the reader had, and can have again. */
  keepAsItWas?: Rhythm;
  /** The reader has it at once beside their digests. */
  besides?: DigestOf;
}

type DigestOf = Exclude<Rhythm, 'each'>;

const isPlain = ({ language, keepAsItWas, besides }: Kind) =>
  language === undefined && keepAsItWas === undefined && besides === undefined;

/** Of ours, those that readers chose beside the publication's. */
async function otherLanguages({ db }: App, { id, language }: Publication): Promise<ReaderLanguage[]> {
  const chosen = new Set((await listLanguages(db, id)).map((one) => languageFor(one, language)));
  return READER_LANGUAGES.filter((one) => one !== language && chosen.has(one));
}

function whoGets({ language, keepAsItWas, besides }: Kind, others: ReaderLanguage[]): Pick<Variant, 'who'> {
  const spoken = `coalesce(lower(split_part(s.language, '-', 1)), '')`;
  const listed = others.map((one) => `'${one}'`).join(', ');
  const conditions = [
    others.length > 0 && (language ? `${spoken} = '${language}'` : `${spoken} not in (${listed})`),
    besides && `s.rhythm = '${besides}'`,
    keepAsItWas && `s.rhythm_before = '${keepAsItWas}' and s.rhythm = 'each'`,
  ].filter(Boolean);
  return conditions.length > 0 ? { who: conditions.join(' and ') } : {};
}

async function secondsToWait(app: App, publication: Publication, article: Article): Promise<number> {
  if (!(await isReadJustNow(app, article))) return LOOK_AGAIN_SECONDS;
  if (!(await isEachPageLookedAt(app, publication, [article]))) return LOOK_AGAIN_SECONDS;
  return secondsAhead(article, await databaseNow(app.db));
}

const findArticle = async ({ db }: App, { articleId }: Send) =>
  articleId === null ? undefined : getArticle(db, articleId);

/** Undefined when it was withdrawn. */
const sendable = (article: Article | undefined) =>
  article?.verdict === 'new' && article.releasedAt !== null ? article : undefined;

const whyWithdrawn = (article: Article | undefined): Reason =>
  article?.reason
    ? { code: 'article-held', params: { because: article.reason } }
    : { code: 'article-withdrawn', params: {} };

/** What else its readers may like: the same for all of them. */
const relatedTo = ({ db }: Pick<App, 'db'>, article: Article): Promise<Article[]> =>
  relatedArticles(db, article, RELATED_ARTICLES);

/** What its readers are asked whether to follow. */
const offeredBy = async ({ db }: Pick<App, 'db'>, article: Article): Promise<Strand[]> =>
  offeredStrands(article, await listTopics(db, article.publicationId));

/** The article as it is now: edits during the hold are in the mail. @throws TooHard */
async function contentOfArticle(
  app: App,
  publication: Publication,
  { article, related, strands }: { article: Article; related: Article[]; strands: Strand[] },
  limits: CompileLimits = {},
  kind: Kind = {},
): Promise<SendContent> {
  const input = {
    article: asMailed(article),
    body: publication.articleBody,
    related: related.map(asMailed),
    follow: { strands, quietDays: QUIET_DAYS },
    ...kind,
  };
  const email = await withTemplates(app, publication, 'article', (brand) =>
    compileArticleEmail({ ...input, brand }, limits),
  );
  return contentOf(publication, email);
}

/** What the mail of an article would be now, whatever becomes of it. @throws TooHard */
export async function previewArticle(
  app: App,
  publication: Publication,
  article: Article,
): Promise<SendContent> {
  const [related, strands] = [await relatedTo(app, article), await offeredBy(app, article)];
  return contentOfArticle(app, publication, { article, related, strands });
}
