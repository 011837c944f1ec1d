import { besideSubject, ownWords, withDefaults, withoutOwnParts } from '../../emails/index.ts';
import type { Db } from '../../platform/database.ts';
import type { SendContent } from '../send.ts';
import { insertArchivedMail } from './archive-queries.ts';
import { searchableWords, searchConfiguration, spaced } from './search-words.ts';

/** How a kind's mails get into the archive. */
export interface Archived {
  /** Of its publication. */
  language: string;
  /** Every reader gets what it says, if in another mail; else it has to go to the whole paper itself. */
  isEverybodys?: boolean;
}

/** Keeps what everybody may read of a send, beside its content. */
export async function archiveMail(
  db: Db,
  of: { sendId: number; contentId: number; content: SendContent; audienceSize: number; archived: Archived },
): Promise<void> {
  const { sendId, contentId, content, audienceSize, archived } = of;
  const { language, isEverybodys = false } = archived;
  const words = ownWords(content.text);
  if (words === undefined) return;
  await insertArchivedMail(db, {
    sendId,
    contentId,
    isEverybodys,
    audienceSize,
    subject: spaced(withDefaults(content.subject)),
    summary: withDefaults(besideSubject(withoutOwnParts(content.html))),
    words: searchableWords(words),
    configuration: searchConfiguration(language),
  });
}
