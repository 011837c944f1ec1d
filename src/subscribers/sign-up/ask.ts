import { randomBytes } from 'node:crypto';
import type { App } from '../../platform/app.ts';
import type { Publication } from '../../publications/index.ts';
import { languageFor, readerSpeechIn } from '../../words/index.ts';
import { openConfirmations } from '../confirmation/confirmation-queries.ts';
import { confirmationToken } from '../confirmation/confirmation-token.ts';
import { insertConsentRequests } from '../consent-queries.ts';
import { findDueNotices, type SignUpNotice } from '../notice-queries.ts';
import { ensureSubscribers, type Ensured } from '../ensure-queries.ts';
import { consentOf, type SubscriberStatus } from '../subscriber.ts';
import type { SignUp, Wish } from './wish.ts';

/** Id of no subscriber: statements that get it change nothing. */
export const NOBODY = 0;

/** Somebody who is to be asked about one newsletter. */
export interface Asked {
  /** `NOBODY` when the address is suppressed. */
  id: number;
  publicationId: number;
  subscriber: Ensured;
  kind: SignUpNotice | undefined;
}

/** Opens the confirmations, with what they are about to prove; the mails are the caller's. @returns in the order and groups of the wishes */
export async function ask(app: App, groups: Wish[][]): Promise<Asked[][]> {
  const { db } = app;
  const wishes = groups.flat();
  const subscribers = await ensureSubscribers(
    db,
    wishes.map((wish) => newSubscriber(app, wish)),
  );
  const people = wishes.map((wish, place) => ({ ...wish, subscriberId: subscribers[place]?.id ?? NOBODY }));
  await openConfirmations(
    db,
    people.map(({ subscriberId, input: { choices, proof } }) => ({
      subscriberId,
      token: confirmationToken(app, randomBytes(32)),
      choices,
      isProven: proof !== undefined,
    })),
  );
  await insertConsentRequests(
    db,
    people.map(({ subscriberId, publication, input: { choices, evidence, source, consentText } }) => {
      const { text, language } = consentOf(publication, choices.language);
      return { ...evidence, subscriberId, consentText: consentText ?? text, language, source };
    }),
  );
  const kinds = await findDueNotices(db, people);
  const asked = people.map(({ subscriberId: id, publication }, place): Asked => ({
    id,
    publicationId: publication.id,
    subscriber: subscribers[place],
    kind: kinds.get(id),
  }));
  let begin = 0;
  return groups.map(({ length }) => asked.slice(begin, (begin += length)));
}

function newSubscriber({ keys }: App, { publication, input, waitsFor }: Wish) {
  const { address, choices, source } = input;
  const allHashes = keys.addressHashes(address.key);
  return {
    ...choices,
    publicationId: publication.id,
    status: 'pending' as const,
    email: address.key,
    deliveryAddress: address.delivery,
    addressHash: allHashes[0],
    allHashes,
    source,
    confirmedAt: null,
    mayAsk: waitsFor === undefined,
  };
}

/** The sign-up for another newsletter that was ticked beside the box of the first: its topics are not known there. */
export function alsoOf(input: SignUp, main: Publication, other: Publication): Omit<Wish, 'waitsFor'> {
  const { language } = input.choices;
  const spoken = language ?? (main.language === other.language ? null : main.language);
  const { text, language: said } = consentOf(main, language);
  const { together } = readerSpeechIn(languageFor(said, main.language)).words.signUp;
  return {
    publication: other,
    input: {
      ...input,
      choices: { ...input.choices, topicIds: [], language: spoken },
      consentText: `${text} ${together} ${other.name}`,
    },
  };
}

/** Whose mail is sent for all, or was a moment ago: the first that is to be confirmed, else who gets word of being a reader. */
export const leadOf = (all: Asked[]): Asked | undefined =>
  all.find(({ subscriber }) => subscriber && TO_BE_ASKED.has(subscriber.status)) ??
  all.find(({ kind }) => kind !== undefined);

const TO_BE_ASKED = new Set<SubscriberStatus>(['pending', 'unsubscribed', 'bounced']);
