import type { RunResult } from '../delivery/index.ts';
import type { App } from '../platform/app.ts';
import { alarmOf, hasManyBounces, share, type Answers } from './answers.ts';
import { countAnswers, pauseWithReason } from './queries.ts';

/** Stops a send that would harm the sender: refused for everybody, or bounced or refused too often (SMTP-18, THR-04). */
export async function heedAnswers(app: App, sendId: number, result: RunResult): Promise<void> {
  const { answered, refused, bounced, refusal } = result;
  const more = { answered, bounced: bounced.length, refused: refused.count };
  const sums = await countAnswers(app.db, sendId, more);
  const before = {
    answered: sums.answered - more.answered,
    bounced: sums.bounced - more.bounced,
    refused: sums.refused - more.refused,
  };
  if (hasManyBounces(sums) && !hasManyBounces(before))
    app.log.warn({ event: 'send.bounces-high', sendId, ...sums });
  const cause = refusal === undefined ? causeOf(sums, result) : refusedByAll(refusal);
  if (!cause || !(await pauseWithReason(app.db, sendId, `${cause.what} ${cause.advice}`))) return;
  app.log.warn({ event: cause.event, sendId, reply: cause.reply, ...sums });
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
  what: `The mail server refuses this email: ${sentence(reply)}`,
  advice: 'The send is paused; resume it when the cause is gone.',
  reply,
});

function causeOf(sums: Answers, { bounced, refused }: RunResult): Cause | undefined {
  const alarm = alarmOf(sums);
  if (alarm === 'bounces') {
    const reply = bounced.at(-1)?.reply ?? '';
    return {
      event: 'send.bouncing',
      what: `Of the addresses so far, ${share(sums.bounced, sums.answered)} do not exist, and mail servers judge a sender by that. ${lastReply(reply)}`,
      advice: 'The send is paused; find out where these addresses come from, then resume or cancel it.',
      reply,
    };
  }
  if (alarm === 'refusals') {
    return {
      event: 'send.refused',
      what: `Of the messages so far, ${share(sums.refused, sums.answered)} were refused for what they say or who sends them. ${lastReply(refused.reply)}`,
      advice: 'The send is paused; resume it when the cause is gone.',
      reply: refused.reply,
    };
  }
  return undefined;
}

const lastReply = (reply: string) => (reply ? `The last reply: ${sentence(reply)}` : '');

export const sentence = (reply: string) => (/[.!?]$/.test(reply) ? reply : `${reply}.`);
