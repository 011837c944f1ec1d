import { raiseAlert } from '../alerts/index.ts';
import { inTransaction, type App } from '../platform/app.ts';
import { noteBounceWarning } from './alarm-queries.ts';
import { share, type Answers } from './answers.ts';

/**
 * Says on a send, and to the admins, that many of its addresses do not exist (THR-04): once for each send, whatever the
 * number of workers, and with the figures of that moment. It stops nothing.
 * @param reply the mail server's last words about such an address; may be empty.
 */
export async function warnOfBounces(app: App, sendId: number, sums: Answers, reply: string): Promise<void> {
  const figures = share(sums.bounced, sums.answered);
  const warning = `Many addresses do not exist: ${figures} when it was noticed. Mail servers judge a sender by that, so find out where these addresses come from.`;
  await inTransaction(app, async (inner) => {
    const send = await noteBounceWarning(inner.db, sendId, warning);
    if (!send) return;
    await raiseAlert(inner, {
      publicationId: send.publicationId,
      headline: 'Many addresses of a send do not exist',
      about: send.subject,
      what: `Of the latest addresses, ${figures} do not exist, and mail servers judge a sender by that. The send goes on.`,
      advice:
        'These addresses are not mailed any more. Find out where they come from, such as an old list. If there are many more, Paperround pauses the send and tells you.',
      reply,
    });
    app.log.warn({ event: 'send.bounces-high', sendId, ...sums });
  });
}
