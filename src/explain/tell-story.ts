import type { Article } from '../articles/index.ts';
import { findReaderMessage, type ReaderMessage } from '../delivery/index.ts';
import { listReaderReturns } from '../feedback/index.ts';
import type { Db } from '../platform/database.ts';
import { getSendStory, listArticleMails, type ArticleMail, type SendStory } from '../sends/index.ts';
import type { Subscriber } from '../subscribers/index.ts';
import type { Chapter } from './verdict.ts';

/** A mail that tells a reader of an article. */
export interface MailChapter {
  mail: ArticleMail;
  send: SendStory;
  message: ReaderMessage;
}

/** The sends that are asked about and, for an article, the digests that told the reader of it. */
export async function tellStory(
  db: Db,
  { id, publicationId }: Subscriber,
  sends: SendStory[],
  article: Article | undefined,
): Promise<{ story: Chapter[]; mails: MailChapter[] }> {
  const chapterOf = async (send: SendStory) => ({
    send,
    message: await findReaderMessage(db, send.id, id),
    returns: await listReaderReturns(db, send.id, id),
  });
  const own = await Promise.all(sends.map(chapterOf));
  if (!article) return { story: own, mails: [] };
  const found = await listArticleMails(db, { publicationId, articleId: article.id, subscriberId: id });
  const mails = await Promise.all(
    found.map(async (mail) => ({
      mail,
      ...(await chapterOf(await getSendStory(db, publicationId, mail.sendId))),
    })),
  );
  const isOther = ({ mail }: { mail: ArticleMail }) => !mail.isCounted && mail.by !== 'single';
  const digests = mails.filter(isOther).map(({ send, message, returns }) => ({ send, message, returns }));
  return {
    story: [...own, ...digests],
    mails: mails.flatMap(({ mail, send, message }) => (message ? [{ mail, send, message }] : [])),
  };
}
