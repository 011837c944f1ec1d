import { viewAudience } from '../audiences/index.ts';
import type { Db } from '../platform/database.ts';
import { findLetter } from './letter-queries.ts';
import { readDigest, type DigestText } from './digest/digest-text.ts';
import type { Letter } from './letter.ts';
import { getSend, getSendStory, type SendKindName, type SendProgress } from '../sends/index.ts';
import type { Reason } from '../words/index.ts';
import { clockChangeNote } from './wall-time.ts';

export interface SendDetails extends SendProgress {
  /** Counts the changes of what was written; null for articles. */
  version: number | null;
  /** Who would get it if it were prepared now; null once it is, and for articles. */
  audienceEstimate: number | null;
  letter: (Omit<Letter, 'version' | 'writtenAt'> & { scheduleNote: Reason | null }) | null;
  /** What its Markdown says of articles; null where it has none. */
  digest: DigestText | null;
}

/** What is written as a digest. */
const READ: Record<SendKindName, (markdown: string) => DigestText | null> = {
  article: () => null,
  letter: () => null,
  correction: () => null,
  digest: readDigest,
};

/** As `getSend`, with what was written and, as long as it is not prepared, for how many (about, of a very large list). @throws NotFound */
export async function getSendDetails(db: Db, publicationId: number, id: number): Promise<SendDetails> {
  const send = await getSend(db, publicationId, id);
  const found = await findLetter(db, id);
  if (!found) return { ...send, version: null, audienceEstimate: null, letter: null, digest: null };
  const isOpen = ['draft', 'scheduled', 'paused'].includes(send.status) && send.startedAt === null;
  const { version, writtenAt: _writtenAt, ...letter } = found;
  return {
    ...send,
    version,
    audienceEstimate: isOpen ? await estimate(db, publicationId, id) : null,
    letter: { ...letter, scheduleNote: (letter.schedule && clockChangeNote(letter.schedule)) ?? null },
    digest: READ[send.kind](letter.markdown),
  };
}

async function estimate(db: Db, publicationId: number, id: number): Promise<number> {
  const { count } = await viewAudience(db, await getSendStory(db, publicationId, id));
  return count;
}
