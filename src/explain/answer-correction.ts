import { findReaderMessage, type ReaderMessage } from '../delivery/index.ts';
import type { Db } from '../platform/database.ts';
import { listStandings, type CorrectionStanding } from '../planning/index.ts';
import type { Answer } from '../words/index.ts';
import { isFailed } from './fate.ts';

interface Asked {
  subscriberId: number;
  /** All corrections of an article, or the one that is this send. */
  articleId: number | null;
  sendId: number | null;
  /** Mail may go to the reader now. */
  isReachable: boolean;
  timeZone: string;
}

type WhyNot = Extract<Answer<'corrected'>, { holds: false }>['params']['why'];

/** Whether the reader got each correction, or will, and why not. */
export async function answerCorrections(db: Db, asked: Asked): Promise<Answer[]> {
  const { subscriberId } = asked;
  const found = await listStandings(db, asked);
  return Promise.all(
    found.map(async (standing) => {
      const mails = await Promise.all(
        standing.mailIds.map(async (sendId) => ({
          sendId,
          message: await findReaderMessage(db, sendId, subscriberId),
        })),
      );
      return correctedBy(standing, mails, asked);
    }),
  );
}

interface Mail {
  sendId: number;
  message: ReaderMessage | undefined;
}

function correctedBy(
  standing: CorrectionStanding,
  mails: Mail[],
  { isReachable, timeZone }: Pick<Asked, 'isReachable' | 'timeZone'>,
): Answer {
  const { sendId: correctionId, carriedUntil } = standing;
  for (const { sendId, message } of mails.toReversed()) {
    if (!message || isFailed(message.state)) continue;
    const { state, at } = message;
    const params = { correctionId, sendId, isDigest: sendId !== correctionId, timeZone };
    return { code: 'corrected', holds: true, params: { ...params, state, at: at?.toISOString() ?? null } };
  }
  const why = whyNot(standing, mails, isReachable);
  const until = carriedUntil?.toISOString() ?? null;
  return { code: 'corrected', holds: false, params: { correctionId, why, until, timeZone } };
}

function whyNot(standing: CorrectionStanding, mails: Mail[], isReachable: boolean): WhyNot {
  const { isCancelled, frozenAt, isCarried, isReplaced, isInNextDigest, wasRight, isForAll } = standing;
  if (isCancelled) return 'cancelled';
  if (wasRight === true && !isForAll) return 'right-text';
  if (wasRight === null && !isForAll) return 'never-had';
  if (!isReachable) return 'unreachable';
  if (frozenAt === null) return 'not-yet';
  if (isReplaced) return 'later-one';
  if (isCarried) return 'next-digest';
  if (mails.length > 0) return 'failed';
  return isInNextDigest ? 'no-digest' : 'left-out';
}
