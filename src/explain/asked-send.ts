import type { Article } from '../articles/index.ts';
import type { AskedSend } from '../audiences/index.ts';
import { strandsOf, topicsOf, type Topic } from '../publications/index.ts';
import type { SendStory } from '../sends/index.ts';

/** The rhythm of every send of an article, as the column's default says. */
const RHYTHM_OF_ARTICLES = 'each';

/** What the conditions are asked about: topics of an article are frozen into its send only when that is prepared. */
export function askedSend(
  send: SendStory | undefined,
  article: Article | undefined,
  topics: Topic[],
): AskedSend {
  if (send && (send.preparedAt !== null || !article)) return { ...send, sendId: send.id };
  return {
    publicationId: article?.publicationId ?? 0,
    isForAll: send?.isForAll ?? false,
    topicIds: topicsOf(article?.categories ?? [], topics),
    strands: article ? strandsOf(article).map(({ id }) => id) : [],
    rhythm: send ? send.rhythm : RHYTHM_OF_ARTICLES,
    sendId: send?.id ?? null,
    articleId: article?.id ?? null,
  };
}
