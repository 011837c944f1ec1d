import { inTransaction, type App } from '../../platform/app.ts';
import { getPublicationById, listTopics, type Publication, type Topic } from '../../publications/index.ts';
import { findSubscriber } from '../queries.ts';
import { signUp } from '../sign-up/sign-up.ts';
import type { SignUp } from '../sign-up/wish.ts';
import { maskAddress, type Evidence, type Subscriber } from '../subscriber.ts';
import { listCompanions, listOpenCompanions } from '../sign-up/companion-queries.ts';
import { storedAddress } from './activate.ts';
import { activateTogether } from './activate-together.ts';
import {
  findConfirmation,
  lockConfirmation,
  lockConfirmationFor,
  type Confirmation,
} from './confirmation-queries.ts';
import { stateOf, type ConfirmationState } from './confirmation-state.ts';
import { storedHashOf } from './confirmation-token.ts';

export interface ConfirmationView {
  state: ConfirmationState;
  publication: Publication;
  maskedAddress: string;
  /** How mail comes, or will. */
  ways: Pick<Subscriber, 'rhythm' | 'timeZone' | 'localHour' | 'pausedUntil' | 'language' | 'topicIds'>;
  topics: Topic[];
  /** When its mail was asked for last. */
  requestedAt: Date;
  /** The page where the sign-up began, if it is one of the publication's site. */
  cameFrom: string | undefined;
  /** Names of the newsletters that the same click confirms, or has confirmed. */
  together: string[];
}

export async function readConfirmation(app: App, token: string): Promise<ConfirmationView | undefined> {
  const found = await findConfirmation(app.db, storedHashOf(token));
  if (!found) return undefined;
  const publication = await getPublicationById(app.db, found.publicationId);
  const state = await stateOf(app, found);
  const companions = await listCompanions(app.db, found.subscriberId);
  return {
    state,
    publication,
    together: companions
      .filter(({ isOpen, isActive }) => (state === 'confirmed' ? isActive : isOpen))
      .map(({ name }) => name),
    ways: await waysOf(app, found, publication),
    topics: await listTopics(app.db, publication.id),
    requestedAt: found.requestedAt,
    cameFrom: pageOfSite(found.source, publication),
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
  const { rhythm, timeZone, language, localHour = null, topicIds } = choices;
  return { rhythm: rhythm ?? defaultRhythm, timeZone, language, localHour, topicIds, pausedUntil: null };
}

/** Whoever signs up says where that was, so nothing but the publication's own site is believed. */
function pageOfSite(source: string, { siteUrl }: Publication): string | undefined {
  const page = URL.parse(source);
  const site = URL.parse(siteUrl);
  return page && page.origin === site?.origin && page.pathname !== '/' ? page.href : undefined;
}

export type ConfirmOutcome = 'unknown' | ConfirmationState;

/** Confirms; a second time changes nothing and ends the same way (CNF-05). */
export const confirm = (app: App, token: string, evidence: Evidence): Promise<ConfirmOutcome> =>
  confirmLocked(app, evidence, ({ db }) => lockConfirmation(db, storedHashOf(token)));

/** As `confirm`, for a reply to the mail that asked; whose it is, its address has proved. */
export const confirmByReply = (app: App, subscriberId: number, evidence: Evidence): Promise<ConfirmOutcome> =>
  confirmLocked(app, evidence, ({ db }) => lockConfirmationFor(db, subscriberId));

function confirmLocked(
  app: App,
  evidence: Evidence,
  lock: (app: App) => Promise<Confirmation | undefined>,
): Promise<ConfirmOutcome> {
  return inTransaction(app, async (app) => {
    const found = await lock(app);
    if (!found) return 'unknown';
    const state = await stateOf(app, found);
    if (state !== 'open') return state;
    await activateTogether(app, found, evidence);
    return 'confirmed';
  });
}

/** A new mail for a link that has expired, within the same caps as a sign-up. */
export async function resendConfirmation(
  app: App,
  token: string,
  asked: Pick<SignUp, 'evidence' | 'visitor'>,
): Promise<{ publication: Publication } | undefined> {
  const found = await findConfirmation(app.db, storedHashOf(token));
  if (!found) return undefined;
  const publication = await getPublicationById(app.db, found.publicationId);
  const state = await stateOf(app, found);
  if (state === 'expired' || state === 'open') {
    const { choices, source, subscriberId } = found;
    const also: Publication[] = [];
    for (const { publicationId } of await listOpenCompanions(app.db, subscriberId))
      also.push(await getPublicationById(app.db, publicationId));
    await signUp(app, publication, { address: storedAddress(found), choices, source, also, ...asked });
  }
  return { publication };
}
