import type { App } from '../../platform/app.ts';
import { listPublications } from '../../publications/index.ts';
import type { Reason } from '../../words/index.ts';
import { gapParams, type Gap } from './gap.ts';
import { listAskedGaps } from './gap-queries.ts';
import { listHeldSends, type HeldSend } from '../../sends/index.ts';

/** What waits for an answer. */
export interface Held {
  gaps: (Omit<Gap, 'fromAt' | 'untilAt'> & { from: Date; until: Date } & Reason<'gap'>)[];
  sends: Omit<HeldSend, 'publicationId'>[];
}

/** Sends that are held, and because of which gaps; moments are told in the zone of the first publication. */
export async function viewHeld({ db }: Pick<App, 'db'>): Promise<Held> {
  const sends = await listHeldSends(db);
  if (sends.length === 0) return { gaps: [], sends: [] };
  const timeZone = (await listPublications(db, 0, 1))[0]?.timeZone ?? 'UTC';
  const gaps = await listAskedGaps(db);
  return {
    gaps: gaps.map(({ fromAt, untilAt, ...gap }) => ({
      ...gap,
      from: fromAt,
      until: untilAt,
      code: 'gap' as const,
      params: gapParams({ ...gap, fromAt, untilAt }, timeZone),
    })),
    sends: sends.map(({ publicationId: _publicationId, ...send }) => send),
  };
}
