import type { App } from '../../platform/app.ts';
import { getPublicationById, type Publication } from '../../publications/index.ts';
import { depart, undoDeparture } from './depart.ts';
import { findDeparture } from './departure-queries.ts';
import { openLink } from '../links/links.ts';
import { findSubscriber } from '../queries.ts';
import { maskAddress, type Evidence } from '../subscriber.ts';
import { EVERYWHERE, findSuppression, isLiftedByPerson } from '../suppressions/suppression-queries.ts';

export type NeverAgainView =
  | { kind: 'forged' }
  /** The person behind the link is not stored any more. */
  | { kind: 'gone' }
  | {
      kind: 'open' | 'done';
      publication: Publication;
      maskedAddress: string;
      /** Of the person, if they chose one. */
      language: string | null;
      /** Until when it can be taken back; undefined when it cannot be. */
      undoUntil: Date | undefined;
    };

export async function viewNeverAgain(app: App, token: string): Promise<NeverAgainView> {
  const link = await openLink(app, 'never-again', token);
  if (link === undefined) return { kind: 'forged' };
  const subscriber = typeof link === 'string' ? undefined : await findSubscriber(app.db, link.subscriberId);
  if (!subscriber) return { kind: 'gone' };
  const reason = await findSuppression(app.db, app.keys.addressHashes(subscriber.email), EVERYWHERE);
  const departure = await findDeparture(app.db, 'never-again', subscriber.id);
  return {
    kind: reason && !isLiftedByPerson(reason) ? 'done' : 'open',
    publication: await getPublicationById(app.db, subscriber.publicationId),
    maskedAddress: maskAddress(subscriber.email),
    language: subscriber.language,
    undoUntil: departure?.finalAt,
  };
}

/** Keeps the address from being mailed by this installation; false for a forged token. */
export async function neverMailAgain(app: App, token: string, evidence: Evidence): Promise<boolean> {
  const link = await openLink(app, 'never-again', token);
  if (link === undefined) return false;
  if (typeof link !== 'string') await depart(app, 'never-again', link.subscriberId, evidence);
  return true;
}

/** Takes it back within the day; false when that is not possible (any more). */
export async function undoNeverAgain(app: App, token: string, evidence: Evidence): Promise<boolean> {
  const link = await openLink(app, 'never-again', token);
  if (link === undefined || typeof link === 'string') return false;
  return undoDeparture(app, 'never-again', link.subscriberId, evidence);
}
