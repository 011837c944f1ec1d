import { listArticlesById, type Article } from '../../articles/index.ts';
import { viewAudience } from '../../audiences/index.ts';
import { printDigest, setDigestPress, type PrintedDigest } from '../../emails/index.ts';
import type { App } from '../../platform/app.ts';
import { TooHard } from '../../platform/processes/child-lanes.ts';
import { listTopics, topicsOf, type Topic } from '../../publications/index.ts';
import { getSendStory } from '../../sends/index.ts';
import { gatherCarried } from '../corrections/gather-carried.ts';
import { withTemplates } from '../../templates/index.ts';
import type { Candidate } from './candidate-queries.ts';
import { inOrder } from './choose-articles.ts';
import type { DigestRhythm, DigestRun } from './digest-run.ts';
import type { Edition } from './edition-queries.ts';
import { findPlannedDigest, isEditable, type PlannedDigest } from './find-planned-digest.ts';
import { bucketOf, candidatesOf, editionOf, pressInputOf } from './gather-digest.ts';

/** An article of a digest as its editors see it. */
export interface EditionArticle {
  article: Article;
  /** Names; empty: none. */
  topics: string[];
  isPicked: boolean;
  /** It came since the moment `since` of the view. */
  isNew: boolean;
  /** Most readers had it before: only some are owed it. */
  isForSome: boolean;
  /** What the size of an email leaves of it; null: all. */
  shortenedTo: PrintedDigest['shortened'][number]['form'] | null;
}

/** A planned digest before it goes out: everything that a reader may get in it. */
export interface EditionView {
  rhythm: DigestRhythm;
  /** Whether it can still be changed. */
  isEditable: boolean;
  edition: Edition;
  /** When an editor changed it last, or began to look at it; null: nobody did. */
  since: Date | null;
  /** In the order of the mail. */
  articles: EditionArticle[];
  dropped: EditionArticle[];
  /** Titles of the articles whose corrections it carries, for those who got another text. */
  corrections: string[];
  /** Articles that one mail shows; the others are counted. */
  most: number;
  /** Readers whom it may reach; about, where there are very many. */
  readers: number;
}

interface EditionOptions {
  /** When somebody was asked to look at it. */
  askedAt?: Date;
  /** Without the sizes, which take some tenths of a second. */
  isQuick?: boolean;
}

/** Undefined for a send that is no digest of the timer. @throws NotFound */
export async function viewEdition(
  app: App,
  publicationId: number,
  sendId: number,
  { askedAt, isQuick = false }: EditionOptions = {},
): Promise<EditionView | undefined> {
  const digest = await findPlannedDigest(app, publicationId, sendId);
  if (!digest) return undefined;
  const { run, publication } = digest;
  const edition = await editionOf(app, run, publication);
  const topics = await listTopics(app.db, publicationId);
  const candidates = (await candidatesOf(app, run)).toSorted(inOrder(edition.articleIds));
  const found = await listArticlesById(
    app.db,
    candidates.map(({ id }) => id),
  );
  const since = edition.editedAt ?? askedAt ?? null;
  const { cut } = await bucketOf(app, run);
  const isDropped = ({ id }: Candidate) => edition.droppedIds.includes(id);
  const kept = candidates.filter((one) => !isDropped(one)).flatMap(({ id }) => found.get(id) ?? []);
  const shown = kept.slice(0, isQuick ? 0 : publication.digestMaxArticles);
  const shortened = await shortenedIn(app, digest, edition, topics, shown);
  const asShown = (one: Candidate): EditionArticle[] => {
    const article = found.get(one.id);
    return article
      ? [
          {
            article,
            ...aboutOf(one, article, { edition, topics, cut, since }),
            shortenedTo: shortened.get(one.id) ?? null,
          },
        ]
      : [];
  };
  return {
    rhythm: run.rhythm,
    isEditable: isEditable(digest),
    edition,
    since,
    articles: candidates.filter((one) => !isDropped(one)).flatMap(asShown),
    dropped: candidates.filter(isDropped).flatMap(asShown),
    corrections: await titlesOfCarried(app, run, topics),
    most: publication.digestMaxArticles,
    readers: (await viewAudience(app.db, await getSendStory(app.db, publicationId, sendId))).count,
  };
}

async function titlesOfCarried(app: App, run: DigestRun, topics: Topic[]): Promise<string[]> {
  const { corrections, articles } = await gatherCarried(app, run, topics);
  return corrections.flatMap(({ articleId }) => {
    const article = articles.find(({ id }) => id === articleId);
    return article ? [article.mailTitle ?? article.title] : [];
  });
}

function aboutOf(
  { id, number, isPicked }: Candidate,
  { releasedAt, categories }: Article,
  of: { edition: Edition; topics: Topic[]; cut: number; since: Date | null },
): Pick<EditionArticle, 'topics' | 'isPicked' | 'isNew' | 'isForSome'> {
  const { topics, cut, since } = of;
  const { articleIds } = of.edition;
  const ids = topicsOf(categories, topics);
  return {
    topics: topics.filter((topic) => ids.includes(topic.id)).map(({ name }) => name),
    isPicked,
    isNew: since !== null && releasedAt !== null && releasedAt > since && !articleIds.includes(id),
    isForSome: number !== null && number <= cut,
  };
}

/** Somebody waits for the page. */
const DEADLINE_MS = 5_000;

/** What the mail of a reader who gets all of them would show less of. */
async function shortenedIn(
  app: App,
  { run, publication }: PlannedDigest,
  edition: Edition,
  topics: Topic[],
  articles: Article[],
): Promise<Map<number, NonNullable<EditionArticle['shortenedTo']>>> {
  if (articles.length === 0) return new Map();
  const { language } = publication;
  const input = pressInputOf({ run, publication, edition, topics, articles, language });
  try {
    const set = await withTemplates(app, publication, 'digest', (brand) =>
      setDigestPress({ ...input, brand }, { deadlineMs: DEADLINE_MS }),
    );
    if ('fault' in set) return new Map();
    const { shortened } = printDigest(set.press, { articleIds: articles.map(({ id }) => id), more: 0 });
    return new Map(shortened.map(({ articleId, form }) => [articleId, form]));
  } catch (error) {
    if (error instanceof TooHard) return new Map();
    throw error;
  }
}
