import type { CompileLimits } from '../emails/index.ts';
import type { App } from '../platform/app.ts';
import type { Publication } from '../publications/index.ts';
import { findLetter, secondsUntil } from './letter-queries.ts';
import { contentOf, type Preparation, type SendKind, type Send, type SendContent } from '../sends/index.ts';
import { instantOf } from './wall-time.ts';
import { compileLetter } from './compile-letter.ts';
import { FaultyLetter } from './faulty-letter.ts';
import { getLetter } from './write-letter.ts';

/** The hourly look at all schedules sets the new instant; this asks more often. */
const LONGEST_WAIT_SECONDS = 60;

/** A letter of an editor: it goes to the topics they chose, at the time they chose, and back to them when it does not fit any more. */
export const letterKind: SendKind = {
  async prepare(app, send, publication, limits) {
    const seconds = await secondsTooEarly(app, send);
    // Time zone rules changed since it was scheduled (TIM-01).
    if (seconds > 1) return { is: 'early', seconds };
    try {
      const content = await contentOfLetter(app, publication, send, limits);
      const archived = { language: publication.language };
      return { is: 'ready', variants: [{ content, archived }], topicIds: null };
    } catch (error) {
      if (!(error instanceof FaultyLetter)) throw error;
      const { faults } = error;
      return { is: 'unfit', reason: { code: 'letter-faulty', params: { faults } } } satisfies Preparation;
    }
  },
  preview: (app, send, publication) => contentOfLetter(app, publication, send),
};

/** Seconds until the time on the clock that its editor chose. */
export async function secondsTooEarly(app: App, send: Send): Promise<number> {
  const schedule = (await findLetter(app.db, send.id))?.schedule;
  const seconds = schedule ? await secondsUntil(app.db, instantOf(schedule)) : 0;
  return Math.min(seconds, LONGEST_WAIT_SECONDS);
}

/** What a letter says now, as its publication looks now. @throws FaultyLetter when it cannot become an email, TooHard */
async function contentOfLetter(
  app: App,
  publication: Publication,
  send: Send,
  limits: CompileLimits = {},
): Promise<SendContent> {
  const { subject } = send;
  const { preheader, markdown } = await getLetter(app, publication.id, send.id);
  return contentOf(
    publication,
    await compileLetter(app, publication, { subject, preheader, markdown }, limits),
  );
}
