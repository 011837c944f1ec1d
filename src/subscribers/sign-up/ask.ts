import { randomBytes } from 'node:crypto';
import type { App } from '../../platform/app.ts';
import type { Publication } from '../../publications/index.ts';
import { languageFor, readerSpeechIn } from '../../words/index.ts';
import { confirmationToken } from '../confirmation/confirmation-token.ts';
import type { SignUpNotice } from '../notice-queries.ts';
import { ensureSubscribers, type Ensured } from '../ensure-queries.ts';
import { consentOf, type SubscriberStatus } from '../subscriber.ts';
import { openRequests } from './request-queries.ts';
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
  const kinds = await openRequests(
    db,
    wishes.map((wish, place) => requestOf(app, wish, subscribers[place]?.id ?? NOBODY)),
  );
  const asked = wishes.map(({ publication }, place): Asked => {
    const id = subscribers[place]?.id ?? NOBODY;
    return { id, publicationId: publication.id, subscriber: subscribers[place], kind: kinds.get(id) };
  });
  let begin = 0;
  return groups.map(({ length }) => asked.slice(begin, (begin += length)));
}

function requestOf(app: App, { publication, waitsFor, input }: Wish, subscriberId: number) {
  const { choices, proof, evidence, source, consentText } = input;
  const { text, language } = consentOf(publication, choices.language);
  return {
    subscriberId,
    waitsFor,
    token: confirmationToken(app, randomBytes(32)),
    choices,
    isProven: proof !== undefined,
    evidence,
    consentText: consentText ?? text,
    language,
    source,
  };
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
export function alsoOf(
  input: SignUp,
  main: Publication,
  other: Publication,
): Pick<Wish, 'publication' | 'input'> {
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
