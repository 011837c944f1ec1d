import { randomBytes } from 'node:crypto';
import type { App } from '../platform/app.ts';
import { takesMail } from '../platform/config.ts';
import {
  composeAlreadySubscribed,
  composeConfirmation,
  composeOwnData,
  composeReminder,
  composeWelcome,
} from '../emails/index.ts';
import type { Notice, NoticeKind, SentNotice } from '../notices/index.ts';
import { getPublicationById, listTopics, type Publication } from '../publications/index.ts';
import { languageFor } from '../words/index.ts';
import { CODE_MINUTES, codesOf } from './codes/code.ts';
import { openCode } from './codes/code-queries.ts';
import { insertConsentRecord } from './consent-queries.ts';
import {
  findConfirmationNonce,
  listTopicNames,
  replaceTokenHash,
} from './confirmation/confirmation-queries.ts';
import { confirmationToken } from './confirmation/confirmation-token.ts';
import { holdWhileSpiking } from './holds/hold-mails.ts';
import { neverAgainUrl, personalLinks } from './links/links.ts';
import { envelopeTo } from './notice-envelope.ts';
import { findMailableReader, type MailableReader } from './notice-queries.ts';
import { HAVE_A_MAILBOX, viewOwnDataState } from './own-data/own-data.ts';
import { ownDataUrl } from './own-data/own-data-link.ts';
import { listOpenCompanions } from './sign-up/companion-queries.ts';
import { UNCONFIRMED_DAYS, type SubscriberStatus } from './subscriber.ts';
import { nextMailAt, zoneOf } from './ways/next-mail.ts';
import { markBounced } from './suppressions/mark-bounced.ts';

const LINK_DAYS = 7;
const DAY_MS = 24 * 3600_000;

/** The request to confirm: no marketing, no tracking, nothing a stranger typed (BOMB-06). Waits while sign-ups spike. */
export const confirmationNotice: NoticeKind = {
  holdBack: holdWhileSpiking,
  async compose(app, notice, brand) {
    const reader = await readerOf(app, notice, ['pending', 'unsubscribed', 'bounced']);
    const stored = reader && (await findConfirmationNonce(app.db, reader.id));
    if (!stored) return undefined;
    const content = await composeConfirmation({
      brand: spokenTo(brand, stored.language),
      code: await codeFor(app, brand, reader),
      confirmUrl: await confirmUrlOf(app, reader, stored),
      neverAgainUrl: neverAgainUrl(app, reader),
      aboutUrl: `${app.config.publicUrl}/${brand.slug}`,
      requestedAt: notice.requestedAt,
      timeZone: brand.timeZone,
      topics: await topicNames(app, stored.topicIds),
      together: await companionNames(app, reader.id),
      codeMinutes: CODE_MINUTES,
      linkDays: LINK_DAYS,
      repliesConfirm: takesMail(app.config),
    });
    return { ...envelopeTo(app, brand, reader, stored.nonce), ...content };
  },
  heed: heedAnswer,
};

/** The one reminder, as long as nobody has confirmed and the link is good. */
export const reminderNotice: NoticeKind = {
  async compose(app, notice, brand) {
    const reader = await readerOf(app, notice, ['pending']);
    const stored = reader && (await findConfirmationNonce(app.db, reader.id));
    if (!stored) return undefined;
    const { requestedAt } = stored;
    const content = await composeReminder({
      brand: spokenTo(brand, stored.language),
      confirmUrl: await confirmUrlOf(app, reader, stored),
      neverAgainUrl: neverAgainUrl(app, reader),
      aboutUrl: `${app.config.publicUrl}/${brand.slug}`,
      requestedAt,
      deletedAt: new Date(requestedAt.getTime() + UNCONFIRMED_DAYS * DAY_MS),
      timeZone: brand.timeZone,
      repliesConfirm: takesMail(app.config),
    });
    return { ...envelopeTo(app, brand, reader, stored.nonce), ...content };
  },
  heed: heedAnswer,
};

/** Once for every confirmation. */
export const welcomeNotice: NoticeKind = {
  async compose(app, notice, brand) {
    const reader = await readerOf(app, notice, ['active']);
    if (!reader) return undefined;
    const publication = await getPublicationById(app.db, brand.id);
    const content = await composeWelcome({
      brand: spokenTo(brand, reader.language),
      mails: {
        rhythm: reader.rhythm,
        firstAt: nextMailAt(publication, reader, app.now()),
        timeZone: zoneOf(publication, reader),
      },
      topics: await topicNames(app, reader.topicIds),
      hasTopics: (await listTopics(app.db, brand.id)).length > 0,
      ...personalLinks(app, reader),
    });
    return { ...envelopeTo(app, brand, reader), ...content };
  },
  heed: heedAnswer,
};

/** Word to someone who signs up although they are a reader already (ENU-02). */
export const alreadySubscribedNotice: NoticeKind = {
  async compose(app, notice, brand) {
    const reader = await readerOf(app, notice, ['active']);
    if (!reader) return undefined;
    const content = await composeAlreadySubscribed({
      brand: spokenTo(brand, reader.language),
      code: await codeFor(app, brand, reader),
      codeMinutes: CODE_MINUTES,
      preferencesUrl: personalLinks(app, reader).preferencesUrl,
      requestedAt: notice.requestedAt,
      timeZone: brand.timeZone,
    });
    return { ...envelopeTo(app, brand, reader), ...content };
  },
  heed: heedAnswer,
};

/** The link to a reader's own data. */
export const ownDataNotice: NoticeKind = {
  async compose(app, notice, brand) {
    const reader = await readerOf(app, notice, HAVE_A_MAILBOX);
    if (!reader || (await viewOwnDataState(app, reader)) !== 'open') return undefined;
    const content = await composeOwnData({
      brand: spokenTo(brand, reader.language),
      url: ownDataUrl(app, reader, notice.requestedAt),
      requestedAt: notice.requestedAt,
      timeZone: brand.timeZone,
    });
    return { ...envelopeTo(app, brand, reader), ...content };
  },
  heed: heedAnswer,
};

/** The brand as it speaks to somebody: in the language that they chose, if that is one of ours. */
export const spokenTo = <Speaking extends { language: string }>(
  brand: Speaking,
  chosen: string | null,
): Speaking => ({
  ...brand,
  language: languageFor(chosen, brand.language),
});

/** Undefined: suppressed, confirmed in the meantime, or left. */
function readerOf(
  app: App,
  { subscriberId }: Notice,
  statuses: SubscriberStatus[],
): Promise<MailableReader | undefined> {
  return findMailableReader(app.db, { subscriberId: subscriberId ?? 0, statuses });
}

async function topicNames(app: App, topicIds: number[]): Promise<string[]> {
  return topicIds.length === 0 ? [] : (await listTopicNames(app.db, topicIds)).map(({ name }) => name);
}

async function companionNames(app: App, subscriberId: number): Promise<string[]> {
  return (await listOpenCompanions(app.db, subscriberId)).map(({ name }) => name);
}

async function confirmUrlOf(
  app: App,
  { id }: MailableReader,
  stored: { nonce: Buffer; tokenHash: Buffer },
): Promise<string> {
  const { token, tokenHash } = confirmationToken(app, stored.nonce);
  // The signing secret changed since the sign-up, so the link did too.
  if (!tokenHash.equals(stored.tokenHash)) await replaceTokenHash(app.db, id, tokenHash);
  return `${app.config.publicUrl}/confirm/${token}`;
}

/** The six digits of a mail that is about to go; they work from now on, as long as the mail says. */
async function codeFor(
  app: App,
  { id }: Publication,
  { email, confirmedAt }: MailableReader,
): Promise<string> {
  const [addressHash] = app.keys.addressHashes(email);
  const fresh = { publicationId: id, addressHash, confirmedAt, nonce: randomBytes(32) };
  return codesOf(app, await openCode(app.db, fresh), addressHash)[0];
}

/** An acceptance is part of the proof of consent. */
export async function noteAccepted({ db }: App, notice: Notice, sent: SentNotice): Promise<void> {
  const { kind, publicationId, subscriberId } = notice;
  if (publicationId === null || subscriberId === null || sent.outcome.kind !== 'accepted') return;
  const { reply, messageId, isPossiblyTwice } = sent;
  const details = { messageId, reply, ...(isPossiblyTwice && { isPossiblyTwice }) };
  const proof = { kind: 'mail-accepted' as const, channel: kind, ip: null, userAgent: null, details };
  await insertConsentRecord(db, { publicationId, subscriberId, ...proof });
}

/** Besides, a mailbox that does not exist gets no more mail. */
async function heedAnswer(app: App, notice: Notice, sent: SentNotice): Promise<void> {
  await noteAccepted(app, notice, sent);
  const { publicationId, subscriberId } = notice;
  if (publicationId === null || subscriberId === null) return;
  const { outcome, reply } = sent;
  if (outcome.kind === 'recipient' && outcome.isHard)
    await markBounced(app, publicationId, [subscriberId], reply);
}
