import type { App } from '../../platform/app.ts';
import type { Range } from '../../platform/read-range.ts';
import { localTimeOf } from '../../platform/time-zone.ts';
import type { Publication } from '../../publications/index.ts';
import type { PersonalLink } from '../links/links.ts';
import type { LeavingReason } from './leaving-reason.ts';
import { addReason, countReasons, type ReasonCount } from './reason-queries.ts';

/** Counts a reason of somebody who has left, without a word of who they are. */
export async function tellReason(
  app: App,
  { subscriberId }: PersonalLink,
  reason: LeavingReason,
): Promise<void> {
  await addReason(app.db, subscriberId, reason);
}

/** How many readers gave which reason within days of the publication, the most frequent first; a day counts whole. */
export function listLeavingReasons(
  { db }: Pick<App, 'db'>,
  { id, timeZone }: Pick<Publication, 'id' | 'timeZone'>,
  { from, to }: Range,
): Promise<ReasonCount[]> {
  const day = (at: Date) => localTimeOf(at, timeZone).toPlainDate().toString();
  return countReasons(db, id, day(from), day(new Date(to.getTime() - 1)));
}
