import { listUsers } from '../accounts/index.ts';
import { composeAlert, systemHeaders } from '../emails/index.ts';
import type { App } from '../platform/app.ts';
import { AppError } from '../platform/errors.ts';
import type { MailOutcome } from '../platform/mailer.ts';
import { settlementOf } from '../platform/settle-mail.ts';
import { getPublicationById } from '../publications/index.ts';
import { claimAlertMail, isAlertMailLeased, settleAlertMail, type DueAlertMail } from './queries.ts';

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
  const admin = (await listUsers(app)).find(({ id }) => id === userId);
  if (admin) await settle(app, due, await mail(app, due, admin.email));
}

async function mail(app: App, due: DueAlertMail, address: string): Promise<MailOutcome> {
  const publication = await getPublicationById(app.db, due.publicationId);
  const { fromName, fromAddress, timeZone, transports } = publication;
  const adminUrl = `${app.config.publicUrl}/admin`;
  return app.mailer.send({
    envelopeFrom: fromAddress,
    from: { name: fromName, address: fromAddress },
    to: { name: '', address },
    replyTo: undefined,
    ...(await composeAlert({ brand: publication, alert: due, timeZone, adminUrl })),
    messageId: messageIdOf(app, due, fromAddress),
    date: due.raisedAt,
    headers: systemHeaders(),
    transports,
  });
}

/** The same for every try (HDR-06), and telling nothing. */
function messageIdOf(app: App, { alertId, userId }: DueAlertMail, fromAddress: string): string {
  const opaque = app.keys.derive('message-id', `alert:${alertId}:${userId}`).subarray(0, 18);
  return `<${opaque.toString('base64url')}@${fromAddress.split('@')[1]}>`;
}

async function settle(app: App, due: DueAlertMail, outcome: MailOutcome): Promise<void> {
  const settlement = settlementOf(outcome, due.isUnknown);
  await settleAlertMail(app.db, due, settlement, outcome.reply.slice(0, 300));
  const { alertId, userId } = due;
  app.log.info({ event: `alert-mail.${settlement}`, alertId, userId, outcome: outcome.kind });
  if (settlement === 'put-off' || settlement === 'unknown')
    throw new AppError(`mail-${settlement}`, `The mail server did not take the message: ${outcome.reply}`);
}
