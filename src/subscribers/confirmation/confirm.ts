import { requestNotice } from '../../notices/index.ts';
import { asActor, inTransaction, type App } from '../../platform/app.ts';
import { audit } from '../../platform/audit.ts';
import { abuseKey, parseEmailAddress, type EmailAddress } from '../../platform/mail/email-address.ts';
import { AppError } from '../../platform/errors.ts';
import { getPublicationById, type Publication } from '../../publications/index.ts';
import { isBarred } from '../suppressions/barred.ts';
import { storedHashOf } from './confirmation-token.ts';
import {
  findConfirmation,
  lockConfirmation,
  markConfirmationUsed,
  markRequestsConfirmed,
  type Confirmation,
} from './confirmation-queries.ts';
import { findMailAcceptedAt, insertConsentRecord } from '../consent-queries.ts';
import { deleteDepartures } from '../leaving/departure-queries.ts';
import { activateSubscriber, findSubscriber } from '../queries.ts';
import { signUp } from '../sign-up/sign-up.ts';
import { maskAddress, type Evidence, type Subscriber } from '../subscriber.ts';
import { liftByPerson } from '../suppressions/suppression-queries.ts';
import { withdrawMails } from '../withdraw-mails.ts';

/**
 * What a confirm link stands for; looking changes nothing (CNF-01). `left`: confirmed once, unsubscribed since.
 * `suppressed`: whatever the person does here, no mail would come.
 */
export type ConfirmationState = 'open' | 'expired' | 'confirmed' | 'left' | 'suppressed';

export interface ConfirmationView {
  state: ConfirmationState;
  publication: Publication;
  maskedAddress: string;
  /** How mail comes, or will. */
  ways: Pick<Subscriber, 'rhythm' | 'timeZone' | 'localHour' | 'pausedUntil' | 'language'>;
}

export async function readConfirmation(app: App, token: string): Promise<ConfirmationView | undefined> {
  const found = await findConfirmation(app.db, storedHashOf(token));
  if (!found) return undefined;
  const publication = await getPublicationById(app.db, found.publicationId);
  return {
    state: await stateOf(app, found),
    publication,
    ways: await waysOf(app, found, publication),
    maskedAddress: maskAddress(found.email),
  };
}

/** Of a reader as they are, of others as they asked for it. */
async function waysOf(
  { db }: Pick<App, 'db'>,
  { status, subscriberId, choices }: Confirmation,
  { defaultRhythm }: Publication,
): Promise<ConfirmationView['ways']> {
  const reader = status === 'active' ? await findSubscriber(db, subscriberId) : undefined;
  if (reader) return reader;
  const { rhythm, timeZone, language, localHour = null } = choices;
  return { rhythm: rhythm ?? defaultRhythm, timeZone, language, localHour, pausedUntil: null };
}

async function stateOf(app: Pick<App, 'db' | 'keys'>, found: Confirmation): Promise<ConfirmationState> {
  if (found.status === 'active') return 'confirmed';
  if (await isBarred(app, found)) return 'suppressed';
  if (found.isUsed) return 'left';
  return found.isExpired ? 'expired' : 'open';
}

export type ConfirmOutcome = 'unknown' | ConfirmationState;

/** Hand-over to confirm in less time than this looks like a link scanner (CNF-06). */
const LIKELY_AUTOMATED_SECONDS = 5;

/** Confirms; a second time changes nothing and ends the same way (CNF-05). */
export function confirm(app: App, token: string, evidence: Evidence): Promise<ConfirmOutcome> {
  return inTransaction(app, async (app) => {
    const found = await lockConfirmation(app.db, storedHashOf(token));
    if (!found) return 'unknown';
    const state = await stateOf(app, found);
    if (state !== 'open') return state;
    await activate(app, found, evidence, app.keys.addressHashes(found.email));
    return 'confirmed';
  });
}

async function activate(app: App, found: Confirmation, evidence: Evidence, hashes: Buffer[]): Promise<void> {
  const { db } = app;
  const { subscriberId, publicationId } = found;
  await markConfirmationUsed(db, subscriberId);
  // Another one that waited for its turn is not needed any more.
  await withdrawMails(db, [subscriberId], 'confirmation');
  await activateSubscriber(db, subscriberId, found.choices);
  const lifted = await liftByPerson(db, hashes, publicationId);
  // Whoever comes back is not erased any more at the end of the day.
  await deleteDepartures(db, [subscriberId], ['erase']);
  await markRequestsConfirmed(db, app.keys.derive('abuse', abuseKey(storedAddress(found))));
  const secondsSinceMail = await secondsSince(app, subscriberId);
  await insertConsentRecord(db, {
    ...evidence,
    publicationId,
    subscriberId,
    kind: 'confirmed',
    details: {
      ...evidence.details,
      secondsSinceMail,
      isLikelyAutomated: secondsSinceMail !== null && secondsSinceMail < LIKELY_AUTOMATED_SECONDS,
      previousStatus: found.status,
      hasLiftedBounce: lifted.includes('bounced'),
      lifted,
    },
  });
  if (lifted.length > 0) {
    const person = asActor(app, `subscriber:${subscriberId}`);
    const details = { reasons: lifted, by: 'confirmation' };
    await audit(person, { action: 'suppression.lifted', subject: person.actor, details });
  }
  const occasion = found.requestedAt.toISOString();
  await requestNotice(app, { kind: 'welcome', publicationId, subscriberId, occasion });
  app.log.info({ event: 'subscriber.confirmed', subscriberId, publicationId });
}

async function secondsSince(app: App, subscriberId: number): Promise<number | null> {
  const acceptedAt = await findMailAcceptedAt(app.db, subscriberId);
  return acceptedAt ? Math.max(0, Math.round((app.now().getTime() - acceptedAt.getTime()) / 1000)) : null;
}

/** A new mail for a link that has expired, within the same caps as a sign-up. */
export async function resendConfirmation(
  app: App,
  token: string,
  evidence: Evidence,
): Promise<{ publication: Publication } | undefined> {
  const found = await findConfirmation(app.db, storedHashOf(token));
  if (!found) return undefined;
  const publication = await getPublicationById(app.db, found.publicationId);
  const state = await stateOf(app, found);
  if (state === 'expired' || state === 'open') {
    const { choices, source } = found;
    await signUp(app, publication, { address: storedAddress(found), choices, source, evidence });
  }
  return { publication };
}

function storedAddress(found: Pick<Confirmation, 'deliveryAddress'>): EmailAddress {
  const address = parseEmailAddress(found.deliveryAddress);
  if (!address) throw new AppError('stored-address-invalid', 'A stored address is not valid any more.');
  return address;
}
