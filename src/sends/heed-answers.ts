import { raiseAlert } from '../alerts/index.ts';
import type { RunResult } from '../delivery/index.ts';
import { inTransaction, type App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import { sentence } from '../platform/sentence.ts';
import { countAnswers, pauseWithReason } from './alarm-queries.ts';
import { alarmOf, hasManyBounces, share, type Answers } from './answers.ts';
import { warnOfBounces } from './warn-of-bounces.ts';

/** Stops a send that would harm the sender: refused for everybody, or bounced or refused too often (SMTP-18, THR-04). */
export async function heedAnswers(app: App, sendId: number, result: RunResult): Promise<void> {
  const { answered, refused, bounced, refusal } = result;
  const more = { answered, bounced: bounced.count, refused: refused.count };
  const sums = await countAnswers(app.db, sendId, more);
  // Also when it was so before: a worker may have died in between, and the warning itself is once.
  if (hasManyBounces(sums) && alarmOf(sums) !== 'bounces')
    await warnOfBounces(app, sendId, sums, bounced.reply);
  const isByAll = refusal !== undefined && sums.refused + sums.bounced >= sums.answered;
  const cause = isByAll ? refusedByAll(refusal) : causeOf(sums, result);
  if (cause && (await stop(app, sendId, cause)))
    app.log.warn({ event: cause.event, sendId, reply: cause.reply, ...sums });
}

/** It would be too large for every reader, and at every later try (SMTP-15). */
export const stopTooLarge = (app: App, sendId: number): Promise<void> =>
  stopFor(app, sendId, {
    event: 'send.too-large',
    what: 'The email is larger than the mail server takes.',
    advice:
      'The send is paused: let the server take larger mail, or choose another transport, and resume it; or cancel it and send a shorter one.',
    reply: '',
  });

/** Going on would bring the whole audience into doubt, and then mail it again (SMTP-07). */
export const stopInDoubt = (app: App, sendId: number, reply: string): Promise<void> =>
  stopFor(app, sendId, {
    event: 'send.in-doubt',
    what: 'The mail server takes message after message and never says whether it accepts them.',
    advice: 'The send is paused; resume it when the cause is gone. Those in doubt are tried once more then.',
    reply,
  });

async function stopFor(app: App, sendId: number, cause: Cause): Promise<void> {
  const { event, reply } = cause;
  if (await stop(app, sendId, cause)) app.log.warn({ event, sendId, reply });
}

/** The pause and the word to the admins are one; of several workers, one does it. */
function stop(app: App, sendId: number, { what, reply, advice }: Cause): Promise<boolean> {
  return inTransaction(app, async (inner) => {
    const words = reply && `The mail server’s words: ${sentence(reply)}`;
    const paused = await pauseWithReason(inner.db, sendId, [what, words, advice].filter(Boolean).join(' '));
    if (!paused) return false;
    await audit(inner.db, {
      actor: 'worker',
      action: 'send.paused',
      subject: `send:${sendId}`,
      details: { why: what, reply },
    });
    const { publicationId, subject } = paused;
    await raiseAlert(inner, {
      publicationId,
      headline: 'A send is paused',
      about: subject,
      what,
      advice: `${advice} The command for it: npx paperround send resume ${sendId}`,
      reply,
    });
    return true;
  });
}

interface Cause {
  event: string;
  /** What happened, in plain sentences with the figures. */
  what: string;
  advice: string;
  reply: string;
}

const refusedByAll = (reply: string): Cause => ({
  event: 'send.refused',
  what: 'The mail server refuses this email, whoever it is for.',
  advice: 'The send is paused; resume it when the cause is gone.',
  reply,
});

function causeOf(sums: Answers, { bounced, refused }: RunResult): Cause | undefined {
  const alarm = alarmOf(sums);
  if (alarm === 'bounces') {
    return {
      event: 'send.bouncing',
      what: `Of the latest addresses, ${share(sums.bounced, sums.answered)} do not exist, and mail servers judge a sender by that.`,
      advice: 'The send is paused; find out where these addresses come from, then resume or cancel it.',
      reply: bounced.reply,
    };
  }
  if (alarm === 'refusals') {
    return {
      event: 'send.refused',
      what: `Of the latest messages, ${share(sums.refused, sums.answered)} were refused for what they say or who sends them.`,
      advice: 'The send is paused; resume it when the cause is gone.',
      reply: refused.reply,
    };
  }
  return undefined;
}
