import { findWithdrawn, type Article } from '../articles/index.ts';
import type { AskedSend, ConditionCode } from '../audiences/index.ts';
import { findComingDigest, findDropped } from '../planning/index.ts';
import type { App } from '../platform/app.ts';
import type { Publication } from '../publications/index.ts';
import { findStanding } from '../rhythms/index.ts';
import type { SendStory } from '../sends/index.ts';
import { JOINING } from './answer-ledger.ts';
import type { Reader } from './answer-reader.ts';
import { fateOf } from './fate.ts';
import type { MailChapter } from './tell-story.ts';
import type { ConsentRecord } from '../subscribers/index.ts';
import type { Answer } from '../words/index.ts';

interface Asking {
  publication: Publication;
  article: Article;
  reader: Reader;
  records: ConsentRecord[];
  asked: AskedSend;
  conditions: Record<ConditionCode, boolean>;
  /** The article's own. */
  sends: SendStory[];
  mails: MailChapter[];
}

/** What became of the article for the reader, or will. Undefined when one of them went a moment ago. */
export async function findFate(app: App, asking: Asking): Promise<Answer | undefined> {
  const { publication, article, reader, records, sends } = asking;
  const { subscriber } = reader;
  const standing = await findStanding(app.db, { subscriberId: subscriber.id, articleId: article.id });
  if (!standing) return undefined;
  const after = new Date(Math.max(app.now().getTime(), article.goesOutAt?.getTime() ?? 0));
  const isAfterPause = standing.debt === 'owed' && standing.reason === 'paused' && !subscriber.pausedUntil;
  const joined = records.findLast(({ kind }) => JOINING.has(kind))?.at;
  return fateOf({
    ...asking,
    standing,
    single: sends.at(-1),
    coming: await findComingDigest(app, publication, subscriber, { after, isAfterPause }),
    withdrawn: (await findWithdrawn(app.db, [article.id])).get(article.id),
    dropped: await findDropped(app, publication, subscriber, article.id),
    joinedAt: joined ?? subscriber.confirmedAt ?? subscriber.createdAt,
  });
}
