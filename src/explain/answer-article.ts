import type { Article } from '../articles/index.ts';
import type { SendStory } from '../sends/index.ts';
import type { Answer } from '../words/index.ts';

/** What the article's own state says, and whether a send of it is planned. */
export function answerArticle(article: Article, sends: SendStory[], timeZone: string): Answer[] {
  const first = sends.find(({ scheduledAt }) => scheduledAt !== null);
  const planned: Answer = !first?.scheduledAt
    ? { code: 'send-planned', holds: false, params: {} }
    : {
        code: 'send-planned',
        holds: true,
        params: { sendId: first.id, at: first.scheduledAt.toISOString(), timeZone },
      };
  return [mayGo(article, timeZone), planned];
}

function mayGo(article: Article, timeZone: string): Answer {
  const { verdict, releasedAt, firstSeenAt, publishedAt, duplicateOf, reason } = article;
  if (verdict === 'new') {
    const at = (releasedAt ?? firstSeenAt).toISOString();
    return { code: 'article-may-go', holds: true, params: { at, timeZone } };
  }
  const at = publishedAt?.toISOString() ?? null;
  const params = { verdict, held: reason, duplicateOf, at, timeZone };
  return { code: 'article-may-go', holds: false, params };
}
