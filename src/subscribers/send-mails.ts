import type { App } from '../platform/app.ts';
import { composeAlreadySubscribed, composeConfirmation, composeWelcome } from '../emails/index.ts';
import { listTopics } from '../publications/index.ts';
import {
  findConfirmationNonce,
  listTopicNames,
  replaceTokenHash,
} from './confirmation/confirmation-queries.ts';
import { confirmationToken } from './confirmation/confirmation-token.ts';
import { holdWhileSpiking } from './holds/hold-mails.ts';
import { neverAgainUrl, personalLinks, type LinkOwner } from './links/links.ts';
import type { DueMail } from './system-mail-queries.ts';
import { sendSystemMail } from './system-mail.ts';

interface MailJob {
  subscriberId: number;
}

const EXPIRES_IN_DAYS = 7;

/** The request to confirm: no marketing, no tracking, nothing a stranger typed (BOMB-06). Waits while sign-ups spike. */
export async function sendConfirmationMail(app: App, { subscriberId }: MailJob): Promise<void> {
  if (await holdWhileSpiking(app, subscriberId)) return;
  await sendSystemMail(app, 'confirmation', subscriberId, async (due, publication) => {
    const stored = await findConfirmationNonce(app.db, subscriberId);
    if (!stored) return undefined;
    const { token, tokenHash } = confirmationToken(app, stored.nonce);
    // The signing secret changed since the sign-up, so the link did too.
    if (!tokenHash.equals(stored.tokenHash)) await replaceTokenHash(app.db, subscriberId, tokenHash);
    return composeConfirmation({
      brand: publication,
      confirmUrl: `${app.config.publicUrl}/confirm/${token}`,
      neverAgainUrl: neverAgainUrl(app, ownerOf(due)),
      aboutUrl: `${app.config.publicUrl}/${publication.slug}`,
      requestedAt: due.requestedAt,
      timeZone: publication.timeZone,
      topics: await topicNames(app, stored.topicIds),
      expiresInDays: EXPIRES_IN_DAYS,
    });
  });
}

/** Once for every confirmation. */
export function sendWelcomeMail(app: App, { subscriberId }: MailJob): Promise<void> {
  return sendSystemMail(app, 'welcome', subscriberId, async (due, publication) =>
    composeWelcome({
      brand: publication,
      topics: await topicNames(app, due.topicIds),
      hasTopics: (await listTopics(app.db, publication.id)).length > 0,
      ...personalLinks(app, ownerOf(due)),
    }),
  );
}

/** Word to someone who signs up although they are a reader already (ENU-02). */
export function sendAlreadySubscribedMail(app: App, { subscriberId }: MailJob): Promise<void> {
  return sendSystemMail(app, 'already-subscribed', subscriberId, async (due, publication) =>
    composeAlreadySubscribed({
      brand: publication,
      preferencesUrl: personalLinks(app, ownerOf(due)).preferencesUrl,
      requestedAt: due.requestedAt,
      timeZone: publication.timeZone,
    }),
  );
}

const ownerOf = ({ subscriberId, linkKey }: DueMail): LinkOwner => ({ id: subscriberId, linkKey });

async function topicNames(app: App, topicIds: number[]): Promise<string[]> {
  return (await listTopicNames(app.db, topicIds)).map(({ name }) => name);
}
