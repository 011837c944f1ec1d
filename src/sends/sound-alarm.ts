import { raiseAlert } from '../alerts/index.ts';
import { inTransaction, type App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import { holdSend, markAlarmed, type HeldSend } from './alarm-queries.ts';
import { type Answers, tooLarge, type Alarm } from '../feedback/index.ts';

/** The pause and the word to the admins are one, once until somebody resumes it; whatever became of the send, they are told. */
export async function soundAlarm(app: App, send: HeldSend, alarm: Alarm, sums?: Answers): Promise<void> {
  const { event, cause } = alarm;
  const { id, publicationId, subject } = send;
  const isPaused = await markAlarmed(app.db, id, event, cause);
  if (isPaused)
    await audit(app, {
      action: 'send.paused',
      subject: `send:${id}`,
      details: cause,
    });
  const isOver = send.status === 'sent' || send.status === 'cancelled';
  await raiseAlert(app, {
    publicationId,
    news: isOver
      ? { code: 'send-met-refusals', params: { subject, cause } }
      : { code: 'send-paused', params: { sendId: id, subject, cause } },
  });
  app.log.warn({ event, sendId: id, ...('reply' in cause.params && { reply: cause.params.reply }), ...sums });
}

/** Stops a send that its mail server will not take from anybody, for its size. */
export const stopTooLarge = (app: App, sendId: number, reply: string) => stop(app, sendId, tooLarge(reply));

/** Stops a send that cannot be put together: what is wrong for one reader is wrong for others, at every later try. */
export const stopUncomposed = (app: App, sendId: number, reply: string) =>
  stop(app, sendId, {
    event: 'send.not-composed',
    cause: { code: 'not-composed', params: { error: reply } },
  });

async function stop(app: App, sendId: number, alarm: Alarm): Promise<void> {
  await inTransaction(app, async (inner) => {
    const send = await holdSend(inner.db, sendId);
    if (send?.status === 'sending') await soundAlarm(inner, send, alarm);
  });
}
