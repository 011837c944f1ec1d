import { listArticlesById } from '../articles/index.ts';
import { foreseeReader, isOfHour } from '../planning/index.ts';
import type { App } from '../platform/app.ts';
import { findMailArticles, type SendStory } from '../sends/index.ts';
import type { Subscriber } from '../subscribers/index.ts';
import type { Answer } from '../words/index.ts';
import type { Chapter } from './verdict.ts';

type NotIn = Extract<Answer<'in-digest'>, { holds: false }>['params']['why'];

/** What a digest tells a reader, or would tell them now, or why it has nothing for them. Of other sends nothing. */
export async function answerDigest(
  app: App,
  { send, message }: Chapter,
  { subscriber, isReachable }: { subscriber: Subscriber; isReachable: boolean },
): Promise<Answer[]> {
  if (send.articleId !== null) return [];
  const { id: sendId } = send;
  if (message) {
    const found = await findMailArticles(app.db, { sendId, subscriberId: subscriber.id });
    return found && found.told.length + found.corrected.length > 0 ? [await tells(app, send, found)] : [];
  }
  if (!send.isTimedDigest || !isReachable) return [];
  if (send.preparedAt === null) return foretell(app, send, subscriber);
  return [isNot(sendId, (await isOfHour(app, sendId, subscriber)) ? 'left-out' : 'other-hour')];
}

async function foretell(app: App, send: SendStory, subscriber: Subscriber): Promise<Answer[]> {
  const decision = await foreseeReader(app, send.id, subscriber.id);
  if (!decision) return [];
  if (decision.is !== 'gets') return [isNot(send.id, decision.is)];
  const { articleIds: told, counted, corrections } = decision;
  const corrected = corrections.map(({ articleId }) => articleId);
  return [await tells(app, send, { told, corrected, counted })];
}

const isNot = (sendId: number, why: NotIn): Answer => ({
  code: 'in-digest',
  holds: false,
  params: { sendId, why },
});

async function tells(
  app: App,
  send: SendStory,
  { told, corrected, counted }: Record<'told' | 'corrected' | 'counted', number[]>,
): Promise<Answer> {
  const articles = await listArticlesById(app.db, [...told, ...corrected]);
  const titlesOf = (ids: number[]) => ids.flatMap((id) => articles.get(id)?.title ?? []);
  return {
    code: 'in-digest',
    holds: true,
    params: {
      sendId: send.id,
      titles: titlesOf(told),
      corrected: titlesOf(corrected),
      counted: counted.length,
    },
  };
}
