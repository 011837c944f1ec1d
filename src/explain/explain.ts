import { findArticleByUrl, getArticle, type Article } from '../articles/index.ts';
import { answerConditions } from '../audiences/index.ts';
import type { MessageState } from '../delivery/index.ts';
import type { App } from '../platform/app.ts';
import { NotFound } from '../platform/errors.ts';
import { listTopics, type Publication, type Topic } from '../publications/index.ts';
import { listFollowed } from '../rhythms/index.ts';
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
import { answerCorrections } from './answer-correction.ts';
import { answerDigest } from './answer-digest.ts';
import { answerLedger } from './answer-ledger.ts';
import { answerReader } from './answer-reader.ts';
import { answerSend } from './answer-send.ts';
import { askedSend } from './asked-send.ts';
import { REACHABLE } from './fate.ts';
import { findFate } from './find-fate.ts';
import { tellStory, type MailChapter } from './tell-story.ts';
import type { Question } from './question.ts';
import { verdictOf, type Chapter, type Verdict } from './verdict.ts';

export interface Explanation {
  /** Null: no reader of the publication has this address. */
  subscriber: ReturnType<typeof viewSubscriber> | null;
  /** What was asked about is there, the other one is not. */
  article?: Pick<Article, 'id' | 'title' | 'url' | 'verdict'>;
  send?: Pick<SendStory, 'id' | 'kind' | 'status' | 'subject' | 'articleId' | 'scheduledAt'>;
  /** What became of the article for the reader, or will: one thing, in a sentence. */
  fate?: Answer;
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
  const asksArticle = asked.article !== undefined && article !== undefined;
  const { story, mails } = await tellStory(app.db, subscriber, sends, asksArticle ? article : undefined);
  const found = { publication, topics, subscriber, article, sends, story };
  const { because, fate } = await answerAll(app, { ...found, mails: asksArticle ? mails : undefined });
  const isToCome = fate?.code === 'already-due';
  const verdict = verdictOf(story);
  return {
    subscriber: viewSubscriber(subscriber, topics),
    ...about,
    ...(fate && { fate }),
    verdict: isToCome && verdict === 'left-out' ? 'not-yet' : verdict,
    because,
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
  /** Of the article, or the one that is asked about. */
  sends: SendStory[];
  /** Those, and digests that told the reader of the article. */
  story: Chapter[];
  /** What told the reader of the article that is asked about. */
  mails: MailChapter[] | undefined;
}

async function answerAll(app: App, found: Found): Promise<Pick<Explanation, 'because' | 'fate'>> {
  const { publication, topics, subscriber, article, sends, story, mails } = found;
  const { timeZone } = publication;
  const asked = askedSend(sends[0], article, topics);
  const conditions = await answerConditions(app.db, subscriber.id, asked);
  // The reader was erased a moment ago.
  if (!conditions) return { because: [{ code: 'unknown-address', holds: false, params: {} }] };
  const reader = {
    subscriber,
    suppression: await findSuppression(app, publication, subscriber),
    topics,
    followed: (await listFollowed(app.db, subscriber.id)).filter(({ isOver }) => !isOver),
    timeZone,
  };
  const records = await listConsentRecords(app.db, subscriber.id);
  const isReachable = Object.values(conditions).every(Boolean);
  const history = { subscriber, records, isReachable, timeZone };
  const digests = await Promise.all(
    story.map((chapter) => answerDigest(app, chapter, { subscriber, isReachable })),
  );
  const because = [
    ...(article ? answerArticle(article, sends, timeZone) : []),
    ...story.flatMap(({ send }) => answerSend(send, timeZone)),
    ...answerReader(conditions, reader, asked),
    ...story.flatMap((chapter) => answerLedger(chapter, history)),
    ...digests.flat(),
    ...(await answerCorrections(app.db, {
      subscriberId: subscriber.id,
      articleId: mails && article ? article.id : null,
      sendId: mails ? null : (sends[0]?.id ?? null),
      isReachable: conditions['not-paused'] && REACHABLE.every((code) => conditions[code]),
      timeZone,
    })),
  ];
  if (!article || !mails) return { because };
  const fate = await findFate(app, {
    publication,
    article,
    reader,
    records,
    asked,
    conditions,
    sends,
    mails,
  });
  return { because, ...(fate && { fate }) };
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
