import { findArticleByUrl, getArticle, type Article } from '../articles/index.ts';
import { answerConditions } from '../audiences/index.ts';
import { findReaderMessage, type MessageState } from '../delivery/index.ts';
import type { App } from '../platform/app.ts';
import { NotFound } from '../platform/errors.ts';
import { listTopics, type Publication, type Topic } from '../publications/index.ts';
import { getSendStory, listSendStories, type SendStory } from '../sends/index.ts';
import {
  listConsentRecords,
  listSubscribers,
  listSuppressions,
  viewSubscriber,
  type Subscriber,
} from '../subscribers/index.ts';
import type { Answer } from '../words/index.ts';
import { answerArticle } from './answer-article.ts';
import { answerLedger } from './answer-ledger.ts';
import { answerReader } from './answer-reader.ts';
import { answerSend } from './answer-send.ts';
import { askedSend } from './asked-send.ts';
import type { Question } from './question.ts';
import { verdictOf, type Chapter, type Verdict } from './verdict.ts';

export interface Explanation {
  /** Null: no reader of the publication has this address. */
  subscriber: ReturnType<typeof viewSubscriber> | null;
  /** What was asked about is there, the other one is not. */
  article?: Pick<Article, 'id' | 'title' | 'url' | 'verdict'>;
  send?: Pick<SendStory, 'id' | 'kind' | 'status' | 'subject' | 'articleId' | 'scheduledAt'>;
  verdict: Verdict;
  /** The conditions as they are now, and what was otherwise when the audience was frozen. */
  because: Answer[];
  /** One for each send whose audience had the reader. */
  messages: {
    sendId: number;
    state: MessageState;
    attempts: number;
    lastReply: string | null;
    at: Date | null;
  }[];
}

/** Why a reader got an article or a send, or did not. @throws NotFound */
export async function explain(app: App, publication: Publication, asked: Question): Promise<Explanation> {
  const { about, article, sends } = await findStory(app, publication.id, asked);
  const [subscriber] = await listSubscribers(app.db, publication.id, {
    email: asked.email,
    after: 0,
    limit: 1,
  });
  if (!subscriber)
    return {
      subscriber: null,
      ...about,
      verdict: 'left-out',
      because: [{ code: 'unknown-address', holds: false, params: {} }],
      messages: [],
    };
  const topics = await listTopics(app.db, publication.id);
  const story = await Promise.all(
    sends.map(async (send) => ({ send, message: await findReaderMessage(app.db, send.id, subscriber.id) })),
  );
  const answers = await answerAll(app, { publication, topics, subscriber, article, story });
  return {
    subscriber: viewSubscriber(subscriber, topics),
    ...about,
    verdict: verdictOf(story),
    because: answers,
    messages: story.flatMap(({ send, message }) => {
      if (!message) return [];
      const { state, attempts, lastReply, at } = message;
      return [{ sendId: send.id, state, attempts, lastReply, at }];
    }),
  };
}

interface Found {
  publication: Publication;
  topics: Topic[];
  subscriber: Subscriber;
  article: Article | undefined;
  story: Chapter[];
}

async function answerAll(app: App, found: Found): Promise<Answer[]> {
  const { publication, topics, subscriber, article, story } = found;
  const { timeZone } = publication;
  const [first] = story;
  const asked = askedSend(first?.send, article, topics);
  const conditions = await answerConditions(app.db, subscriber.id, asked);
  // The reader was erased a moment ago.
  if (!conditions) return [{ code: 'unknown-address', holds: false, params: {} }];
  const reader = {
    subscriber,
    suppression: await findSuppression(app, publication, subscriber),
    topics,
    timeZone,
  };
  const records = await listConsentRecords(app.db, subscriber.id);
  const isReachable = Object.values(conditions).every(Boolean);
  const history = { subscriber, records, isReachable, timeZone };
  const sends = story.map(({ send }) => send);
  return [
    ...(article ? answerArticle(article, sends, timeZone) : []),
    ...sends.flatMap((send) => answerSend(send, timeZone)),
    ...answerReader(conditions, reader, asked),
    ...story.flatMap((chapter) => answerLedger(chapter, history)),
  ];
}

interface Story {
  about: Pick<Explanation, 'article' | 'send'>;
  article: Article | undefined;
  sends: SendStory[];
}

async function findStory(app: App, publicationId: number, asked: Question): Promise<Story> {
  if (asked.send === undefined) {
    const article = await findArticle(app, publicationId, asked.article);
    const { id, title, url, verdict } = article;
    const sends = await listSendStories(app.db, publicationId, id);
    return { about: { article: { id, title, url, verdict } }, article, sends };
  }
  const send = await getSendStory(app.db, publicationId, asked.send);
  const { id, kind, status, subject, articleId, scheduledAt } = send;
  const article = articleId === null ? undefined : await getArticle(app.db, articleId);
  return { about: { send: { id, kind, status, subject, articleId, scheduledAt } }, article, sends: [send] };
}

/** @throws NotFound also for an article of another publication. */
async function findArticle(app: App, publicationId: number, wanted: number | string): Promise<Article> {
  const article =
    typeof wanted === 'number'
      ? await getArticle(app.db, wanted)
      : await findArticleByUrl(app.db, publicationId, wanted);
  if (article?.publicationId !== publicationId) throw new NotFound(`The article ${wanted}`);
  return article;
}

/** The one that the condition meets, everywhere before here. */
async function findSuppression(app: App, publication: Publication, { email }: Subscriber) {
  const found = await listSuppressions(app.db, { hashes: app.keys.addressHashes(email), limit: 1000 });
  return (
    found.find((one) => one.publication === null) ?? found.find((one) => one.publication === publication.slug)
  );
}
