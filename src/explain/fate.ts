import type { Article } from '../articles/index.ts';
import type { AskedSend, ConditionCode } from '../audiences/index.ts';
import type { MessageState } from '../delivery/index.ts';
import type { ComingDigest } from '../planning/index.ts';
import { KEPT_AFTER_PAUSE, type Standing } from '../rhythms/index.ts';
import type { SendStory } from '../sends/index.ts';
import type { Answer } from '../words/index.ts';
import { answerArticle } from './answer-article.ts';
import { answerReader, type Reader } from './answer-reader.ts';
import { answerSend } from './answer-send.ts';
import type { MailChapter } from './tell-story.ts';

/** What is on record about one article and one reader. */
export interface FateFacts {
  article: Article;
  reader: Reader;
  asked: AskedSend;
  conditions: Record<ConditionCode, boolean>;
  standing: Standing;
  /** Mails that were frozen for the reader and tell of the article, each with its message. */
  mails: MailChapter[];
  /** The article's own send. */
  single: SendStory | undefined;
  /** The reader's next digest that could tell of it. */
  coming: ComingDigest;
  /** No digest tells of it any more, whatever its own mail did. */
  withdrawn: 'gone-from-feed' | 'gone-from-site' | undefined;
  /** The digest that an editor kept it out of. */
  dropped: { dueAt: Date } | undefined;
  joinedAt: Date;
}

/** A mail in one of these states brings nothing: its articles are owed again, or the reader cannot be reached. */
const FAILED = ['rejected', 'expired', 'skipped'] as const satisfies MessageState[];
type Failed = (typeof FAILED)[number];

export const isFailed = (state: MessageState): state is Failed => FAILED.some((failed) => failed === state);
/** Nobody tries any more what a cancelled send had put off. */
const isGivenUp = ({ send, message: { state, nextAt } }: MailChapter) =>
  send.status === 'cancelled' && (state === 'skipped' || (state === 'deferred' && nextAt === null));
/** Without these nobody is owed anything. */
export const REACHABLE: ConditionCode[] = [
  'confirmed',
  'not-unsubscribed',
  'not-bounced',
  'not-complained',
  'not-suppressed',
];

/** What became of an article for a reader, or will: exactly one thing, in the order in which it is decided. */
export function fateOf(facts: FateFacts): Answer {
  const mails = facts.mails.filter((one) => !isFailed(one.message.state) && !isGivenUp(one));
  const brought = mails.find(({ mail }) => !mail.isCounted) ?? mails[0];
  if (brought) return mailed(brought, facts.reader.timeZone);
  return notOwed(facts) ?? owed(facts) ?? decided(facts);
}

function mailed(chapter: MailChapter, timeZone: string): Answer {
  const { mail, message } = chapter;
  const { sendId, by, isCounted, preparedAt } = mail;
  const at = (message.at ?? preparedAt).toISOString();
  if (isCounted) return { code: 'shown', holds: false, params: { sendId, by, at, timeZone } };
  const { state } = message;
  const told = { sendId, by, at, timeZone };
  if (isGivenUp(chapter)) return { code: 'brought', holds: false, params: { ...told, state: 'cancelled' } };
  return isFailed(state)
    ? { code: 'brought', holds: false, params: { ...told, state } }
    : { code: 'brought', holds: true, params: { ...told, state } };
}

/** The article may not go, the reader may not be reached, or was not there. */
function notOwed(facts: FateFacts): Answer | undefined {
  const { article, reader, standing, joinedAt } = facts;
  const { timeZone } = reader;
  const [mayGo] = answerArticle(article, [], timeZone);
  if (mayGo && !mayGo.holds) return mayGo;
  const unreachable = REACHABLE.find((code) => !facts.conditions[code]);
  if (unreachable) return condition(unreachable, facts);
  const { decidedAt, debt, notedAt } = standing;
  if (debt === 'beyond')
    return {
      code: 'kept-after-pause',
      holds: false,
      params: { most: KEPT_AFTER_PAUSE, at: (notedAt ?? joinedAt).toISOString(), timeZone },
    };
  if (decidedAt && joinedAt > decidedAt)
    return {
      code: 'joined-before',
      holds: false,
      params: { at: joinedAt.toISOString(), decidedAt: decidedAt.toISOString(), timeZone },
    };
  return undefined;
}

const condition = (code: ConditionCode, { conditions, reader, asked }: FateFacts) =>
  answerReader(conditions, reader, asked).find((answer) => answer.code === code);

/** It comes: by its own mail, or with the reader's next digest. */
function owed(facts: FateFacts): Answer | undefined {
  const { reader, standing, single, coming, article } = facts;
  const { timeZone, subscriber } = reader;
  const isOwed = standing.debt === 'owed' || standing.isCapped;
  const isToCome = single === undefined || single.preparedAt === null;
  const isEach = subscriber.rhythm === 'each';
  // What somebody follows comes at once, whatever their rhythm.
  const isFollowed = !isEach && isToCome && facts.conditions.rhythm;
  const isSingle = (isEach || isFollowed) && !subscriber.pausedUntil && !isOwed;
  const isOpen = standing.isOpen && standing.debt !== 'settled';
  if (!(isOwed || (isSingle ? isToCome : isOpen))) return undefined;
  if (!facts.conditions.follows) return condition('follows', facts);
  const stopped = single && answerSend(single, timeZone).find(({ code }) => code === 'send-not-stopped');
  if (isToCome && standing.decidedAt === null && stopped && !stopped.holds) return stopped;
  if (isSingle) {
    const at = (single?.scheduledAt ?? article.goesOutAt)?.toISOString() ?? null;
    return due({
      by: 'single',
      sendId: single?.id ?? null,
      at,
      timeZone,
      why: isFollowed ? 'followed' : null,
    });
  }
  if (facts.withdrawn) return gone(facts.withdrawn, article, timeZone);
  const droppedFrom = coming.dropped.get(article.id);
  if (droppedFrom) return notDropped(droppedFrom, timeZone);
  const why = standing.isCapped ? 'busy-day' : standing.reason;
  return due({ by: coming.rhythm, sendId: coming.sendId, at: coming.at.toISOString(), timeZone, why });
}

const due = (params: Extract<Answer<'already-due'>, { holds: false }>['params']): Answer => ({
  code: 'already-due',
  holds: false,
  params,
});

const gone = (code: 'gone-from-feed' | 'gone-from-site', article: Article, timeZone: string): Answer => ({
  code: 'article-may-go',
  holds: false,
  params: {
    verdict: 'held',
    held: { code, params: {} },
    duplicateOf: null,
    at: article.publishedAt?.toISOString() ?? null,
    timeZone,
  },
});

const notDropped = (at: Date, timeZone: string): Answer => ({
  code: 'not-dropped',
  holds: false,
  params: { at: at.toISOString(), timeZone },
});

/** It was decided without the reader, or their mail came to nothing. */
function decided(facts: FateFacts): Answer {
  const { reader, standing, dropped, mails, article, withdrawn } = facts;
  const { timeZone } = reader;
  const failed = mails.at(-1);
  if (failed) return mailed(failed, timeZone);
  if (withdrawn) return gone(withdrawn, article, timeZone);
  if (dropped) return notDropped(dropped.dueAt, timeZone);
  const at = (standing.decidedAt ?? article.releasedAt ?? article.firstSeenAt).toISOString();
  const follows = facts.conditions.follows ? undefined : condition('follows', facts);
  return follows ?? { code: 'same-as-decided', holds: false, params: { at, timeZone } };
}
