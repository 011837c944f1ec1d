import { randomBytes, randomUUID } from 'node:crypto';
import { requestNotice } from '../../notices/index.ts';
import { inTransaction, type App } from '../../platform/app.ts';
import { AppError } from '../../platform/errors.ts';
import { abuseKey, type EmailAddress } from '../../platform/mail/email-address.ts';
import type { Publication } from '../../publications/index.ts';
import { confirmationToken } from '../confirmation/confirmation-token.ts';
import { insertConfirmationRequest, openConfirmation } from '../confirmation/confirmation-queries.ts';
import { insertConsentRequest } from '../consent-queries.ts';
import { domainHashOf } from '../holds/hold-mails.ts';
import { ensureSubscriber } from '../queries.ts';
import { languageFor, readerSpeechIn } from '../../words/index.ts';
import { consentOf, type Choices, type Evidence, type SubscriberStatus } from '../subscriber.ts';
import { findDueNotice, type SignUpNotice } from '../notice-queries.ts';
import type { Proof } from '../proofs/challenge.ts';
import { spendProof } from '../proofs/proof-queries.ts';
import { withdrawMails } from '../withdraw-mails.ts';
import { setCompanions } from './companion-queries.ts';
import type { NetworkHashes, Turn, WaitsFor } from './turn.ts';
import { lockTurns, whatToWaitFor } from './turn-queries.ts';
import { insertWait } from './wait-queries.ts';

export interface SignUp {
  address: EmailAddress;
  choices: Choices;
  /** Where the box stood: a page's address or a word of the caller's. */
  source: string;
  evidence: Evidence;
  /** Other newsletters that were chosen with it: one mail asks for all. */
  also?: Publication[];
  /** Whom the limits count it for besides the address; undefined: nobody. */
  visitor?: Visitor | undefined;
  /** A calculation that the browser did for it (BOMB-04). */
  proof?: Proof | undefined;
}

export interface Visitor {
  networks: NetworkHashes;
  /** More than 1 when something is odd about the request. */
  cost: number;
}

/** What became of a sign-up: for logs and authorised callers, never for the person who typed the address (ENU-01). */
export interface SignUpOutcome {
  /** Undefined when the address is suppressed. */
  subscriber: { id: number; status: SubscriberStatus; isNew: boolean } | undefined;
  /** A mail leaves now; otherwise none is due, or it waits for its turn. */
  isMailed: boolean;
}

/** The proof was used for another address. */
export class ProofSpent extends AppError {
  constructor() {
    super('proof-spent', 'This check was used for another address. Take a new one.');
  }
}

/** Id of no subscriber: statements that get it change nothing. */
const NOBODY = 0;

/**
 * Asks the person behind an address to confirm. Whatever is known of the address, the same statements run in the same
 * order, so that the time they take tells nothing (ENU-01); the conditions are inside them.
 * @throws ProofSpent
 */
export async function signUp(app: App, publication: Publication, input: SignUp): Promise<SignUpOutcome> {
  const { address } = input;
  const turn: Turn = {
    abuseHash: app.keys.derive('abuse', abuseKey(address)),
    domainHash: domainHashOf(app, address.domain),
    networks: input.visitor?.networks ?? {},
    cost: input.visitor?.cost ?? 1,
  };
  const spentOn = app.keys.derive('proof', `${publication.id} ${address.key}`).subarray(0, 16);
  const outcome = await inTransaction(app, async (inner) => {
    const { db } = inner;
    if (input.proof && !(await spendProof(db, input.proof.id, spentOn))) throw new ProofSpent();
    await lockTurns(db, turn);
    const waitsFor = await whatToWaitFor(db, turn);
    const main = await ask(inner, publication, input, waitsFor);
    const others: Asked[] = [];
    for (const other of input.also ?? [])
      others.push(await ask(inner, other, alsoOf(input, publication, other), waitsFor));
    const lead = leadOf(main, others);
    const companions = [main, ...others].filter((one) => one !== lead && one.id !== NOBODY);
    await setCompanions(
      db,
      lead.id,
      companions.map(({ id }) => id),
    );
    const { id, kind } = lead;
    const isDue = kind !== undefined;
    // It takes the place of one that waits.
    await withdrawMails(db, isDue ? [id] : [], kind);
    const notice = {
      kind: kind ?? 'confirmation',
      publicationId: lead.publicationId,
      subscriberId: id,
      occasion: randomUUID(),
      isHeld: waitsFor !== undefined,
    };
    const noticeId = await requestNotice(inner, notice, { isDue });
    await insertWait(db, noticeId, turn, waitsFor);
    const isMailed = isDue && waitsFor === undefined;
    await insertConfirmationRequest(db, turn, kind, isMailed);
    return { subscriber: main.subscriber, isMailed };
  });
  app.log.info({
    event: 'subscriber.signed-up',
    publicationId: publication.id,
    subscriberId: outcome.subscriber?.id,
    isMailed: outcome.isMailed,
  });
  return outcome;
}

/** Somebody who is to be asked about one newsletter. */
interface Asked {
  /** `NOBODY` when the address is suppressed. */
  id: number;
  publicationId: number;
  subscriber: SignUpOutcome['subscriber'];
  kind: SignUpNotice | undefined;
}

/** Opens the confirmation, with what it is about to prove; the mail is the caller's. */
async function ask(
  app: App,
  publication: Publication,
  { address, choices, source, evidence, proof, consentText }: SignUp & { consentText?: string },
  waitsFor: WaitsFor | undefined,
): Promise<Asked> {
  const { db, keys } = app;
  const consent = consentOf(publication, choices.language);
  const allHashes = keys.addressHashes(address.key);
  const subscriber = await ensureSubscriber(db, {
    ...choices,
    publicationId: publication.id,
    status: 'pending',
    email: address.key,
    deliveryAddress: address.delivery,
    addressHash: allHashes[0],
    allHashes,
    source,
    confirmedAt: null,
    mayAsk: waitsFor === undefined,
  });
  const id = subscriber?.id ?? NOBODY;
  await openConfirmation(db, id, confirmationToken(app, randomBytes(32)), choices, proof !== undefined);
  await insertConsentRequest(db, id, {
    ...evidence,
    consentText: consentText ?? consent.text,
    language: consent.language,
    source,
  });
  const kind = await findDueNotice(db, id, waitsFor);
  return { id, publicationId: publication.id, subscriber, kind };
}

/** The sign-up for another newsletter that was ticked beside the box of the first: its topics are not known there. */
function alsoOf(input: SignUp, main: Publication, other: Publication): SignUp & { consentText: string } {
  const { language } = input.choices;
  const spoken = language ?? (main.language === other.language ? null : main.language);
  const { text, language: said } = consentOf(main, language);
  const { together } = readerSpeechIn(languageFor(said, main.language)).words.signUp;
  return {
    ...input,
    choices: { ...input.choices, topicIds: [], language: spoken },
    consentText: `${text} ${together} ${other.name}`,
  };
}

/** Whose mail is sent for all, or was a moment ago: the first that is to be confirmed, else who gets word of being a reader. */
const leadOf = (main: Asked, others: Asked[]): Asked =>
  [main, ...others].find(({ subscriber }) => subscriber && TO_BE_ASKED.has(subscriber.status)) ??
  [main, ...others].find(({ kind }) => kind !== undefined) ??
  main;

const TO_BE_ASKED = new Set<SubscriberStatus>(['pending', 'unsubscribed', 'bounced']);
