import { randomBytes } from 'node:crypto';
import { inTransaction, type App } from '../platform/app.ts';
import { abuseKey, type EmailAddress } from '../platform/email-address.ts';
import type { Publication } from '../publications/index.ts';
import { confirmationToken } from './confirmation-token.ts';
import {
  insertConfirmationRequest,
  isMailCapReached,
  lockAbuseKey,
  openConfirmation,
} from './confirmation-queries.ts';
import { insertConsentRequest } from './consent-queries.ts';
import { domainHashOf } from './hold-mails.ts';
import { ensureSubscriber } from './queries.ts';
import { consentSentence, type Choices, type Evidence, type SubscriberStatus } from './subscriber.ts';
import { requestSystemMail } from './system-mail-queries.ts';

export interface SignUp {
  address: EmailAddress;
  choices: Choices;
  /** Where the box stood: a page's address or a word of the caller's. */
  source: string;
  evidence: Evidence;
}

/** What became of a sign-up: for logs and authorised callers, never for the person who typed the address (ENU-01). */
export interface SignUpOutcome {
  /** Undefined when the address is suppressed. */
  subscriber: { id: number; status: SubscriberStatus; isNew: boolean } | undefined;
  isMailed: boolean;
}

/** Id of no subscriber: statements that get it change nothing. */
const NOBODY = 0;

/**
 * Asks the person behind an address to confirm. Whatever is known of the address, the same statements run in the same
 * order, so that the time they take tells nothing (ENU-01); the conditions are inside them.
 */
export async function signUp(app: App, publication: Publication, input: SignUp): Promise<SignUpOutcome> {
  const { address, choices } = input;
  const allHashes = app.keys.addressHashes(address.key);
  const abuseHash = app.keys.derive('abuse', abuseKey(address));
  const outcome = await inTransaction(app, async ({ db, jobs }) => {
    await lockAbuseKey(db, abuseHash);
    const isCapped = await isMailCapReached(db, abuseHash);
    const subscriber = await ensureSubscriber(db, {
      ...choices,
      publicationId: publication.id,
      status: 'pending',
      email: address.key,
      deliveryAddress: address.delivery,
      addressHash: allHashes[0],
      allHashes,
      source: input.source,
      confirmedAt: null,
      mayAsk: !isCapped,
    });
    const id = subscriber?.id ?? NOBODY;
    await openConfirmation(db, id, confirmationToken(app, randomBytes(32)), choices, isCapped);
    await insertConsentRequest(db, id, {
      ...input.evidence,
      isCapped,
      consentText: consentSentence(publication),
      language: publication.language,
      source: input.source,
    });
    const kind = await requestSystemMail(db, id, isCapped);
    await insertConfirmationRequest(db, abuseHash, domainHashOf(app, address.domain), kind);
    await jobs.add(db, kind === 'already-subscribed' ? 'mail.already-subscribed' : 'mail.confirmation', {
      subscriberId: kind === undefined ? NOBODY : id,
    });
    return { subscriber, isMailed: kind !== undefined };
  });
  app.log.info({
    event: 'subscriber.signed-up',
    publicationId: publication.id,
    subscriberId: outcome.subscriber?.id,
    isMailed: outcome.isMailed,
  });
  return outcome;
}
