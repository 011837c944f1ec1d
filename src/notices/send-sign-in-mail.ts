import { createHash } from 'node:crypto';
import { createSignInLink, listUsers, SIGN_IN_LINK_MINUTES } from '../accounts/index.ts';
import { composeSignInLink, systemHeaders } from '../emails/index.ts';
import type { App } from '../platform/app.ts';
import { AppError } from '../platform/errors.ts';
import { listPublications } from '../publications/index.ts';

interface SignInJob {
  userId: number;
  requestedAt: string;
}

/**
 * Sends a person the sign-in link they asked for. The link is made here, so that no row of a queue holds one; a job that runs again
 * sends a newer link, and only the newest works.
 * @throws AppError when the queue should try again.
 */
export async function sendSignInMail(app: App, { userId, requestedAt }: SignInJob): Promise<void> {
  const askedAt = new Date(requestedAt);
  if (app.now().getTime() - askedAt.getTime() > SIGN_IN_LINK_MINUTES * 60_000) return;
  const user = (await listUsers(app)).find(({ id }) => id === userId);
  const [publication] = await listPublications(app.db, 0, 1);
  if (!user) return;
  if (!publication) {
    app.log.warn({ event: 'sign-in-mail.no-sender', userId });
    return;
  }
  const { fromName, fromAddress, timeZone, transports } = publication;
  const signInUrl = await createSignInLink(app, userId);
  const opaque = createHash('sha256').update(signInUrl).digest('base64url').slice(0, 24);
  const outcome = await app.mailer.send({
    envelopeFrom: fromAddress,
    from: { name: fromName, address: fromAddress },
    to: { name: '', address: user.email },
    replyTo: undefined,
    ...(await composeSignInLink({
      brand: publication,
      signInUrl,
      requestedAt: askedAt,
      timeZone,
      minutes: SIGN_IN_LINK_MINUTES,
    })),
    messageId: `<${opaque}@${fromAddress.split('@')[1]}>`,
    date: app.now(),
    headers: systemHeaders(),
    transports,
  });
  app.log.info({ event: 'sign-in-mail.sent', userId, outcome: outcome.kind });
  if (outcome.kind !== 'accepted' && outcome.kind !== 'unknown')
    throw new AppError('mail-put-off', `The mail server did not take the message: ${outcome.reply}`);
}
