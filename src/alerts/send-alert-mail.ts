import { listUsers } from '../accounts/index.ts';
import { composeAlert, systemHeaders } from '../emails/index.ts';
import type { App } from '../platform/app.ts';
import { AppError } from '../platform/errors.ts';
import type { Mail } from '../platform/mail/mailer.ts';
import { sendQueued, type Sent } from '../platform/mail/queued-mail.ts';
import { getPublicationById } from '../publications/index.ts';
import {
  beginAlertMail,
  claimAlertMail,
  isAlertMailLeased,
  releaseAlertMail,
  renewAlertMail,
  settleAlertMail,
  type DueAlertMail,
} from './queries.ts';

interface AlertJob {
  alertId: number;
  userId: number;
}

/**
 * Sends one admin one alert, once: a job that runs again after a crash sends the same message under the same Message-ID.
 * @throws AppError when the queue should try again.
 */
export async function sendAlertMail(app: App, { alertId, userId }: AlertJob): Promise<void> {
  const due = await claimAlertMail(app.db, alertId, userId);
  if (!due) {
    // The job of whoever holds it may be this very one, taken again after a kill.
    if (!(await isAlertMailLeased(app.db, alertId, userId))) return;
    throw new AppError('mail-is-leased', 'This mail is in other hands at the moment.');
  }
  const mail = await compose(app, due).catch(async (error: unknown) => {
    await releaseAlertMail(app.db, due).catch(() => {});
    throw error;
  });
  if (!mail) return;
  const queued = {
    begin: () => beginAlertMail(app.db, due),
    renew: () => renewAlertMail(app.db, due),
    settle: (settlement: Sent['settlement'], reply: string) =>
      settleAlertMail(app.db, due, settlement, reply),
  };
  const sent = await sendQueued(queued, () => app.mailer.send(mail));
  if (sent) conclude(app, due, sent);
}

/** Undefined: the person is no admin any more. */
async function compose(app: App, due: DueAlertMail): Promise<Mail | undefined> {
  const admin = (await listUsers(app)).find(({ id }) => id === due.userId);
  if (!admin) return undefined;
  const publication = await getPublicationById(app.db, due.publicationId);
  const { fromName, fromAddress, timeZone, transports } = publication;
  const adminUrl = `${app.config.publicUrl}/admin`;
  return {
    envelopeFrom: fromAddress,
    from: { name: fromName, address: fromAddress },
    to: { name: '', address: admin.email },
    replyTo: undefined,
    ...(await composeAlert({ brand: publication, alert: due, timeZone, adminUrl })),
    messageId: messageIdOf(app, due, fromAddress),
    date: due.raisedAt,
    headers: systemHeaders(),
    transports,
  };
}

/** The same for every try (HDR-06), and telling nothing. */
function messageIdOf(app: App, { alertId, userId }: DueAlertMail, fromAddress: string): string {
  const opaque = app.keys.derive('message-id', `alert:${alertId}:${userId}`).subarray(0, 18);
  return `<${opaque.toString('base64url')}@${fromAddress.split('@')[1]}>`;
}

function conclude(app: App, { alertId, userId }: DueAlertMail, sent: Sent): void {
  const { outcome, settlement, isPossiblyTwice } = sent;
  app.log.info({
    event: `alert-mail.${settlement}`,
    alertId,
    userId,
    outcome: outcome.kind,
    ...(isPossiblyTwice && { isPossiblyTwice }),
  });
  if (settlement === 'put-off' || settlement === 'unknown')
    throw new AppError(`mail-${settlement}`, `The mail server did not take the message: ${outcome.reply}`);
}
