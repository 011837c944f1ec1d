import { raiseAlert } from '../../alerts/index.ts';
import { promoteDueArticles } from '../../articles/index.ts';
import { inTransaction, type App } from '../../platform/app.ts';
import { audit } from '../../platform/audit.ts';
import { getPublicationById, listPublications } from '../../publications/index.ts';
import { gapParams, heldForGap, type Gap, type GapKind } from './gap.ts';
import { claimQuestion, getGap, insertGap } from './gap-queries.ts';
import {
  giveReason,
  holdDueSends,
  listHeldSends,
  insertPlannedSends,
  type PlannedSend,
} from '../../sends/index.ts';
import { ARTICLES_TO_SEND } from '../article-send-queries.ts';

const MANY = 100_000;

/**
 * Notes a span of time that this database knows nothing of, and holds whatever may have gone out in it, until somebody decides
 * (TIM-05). What turns up from that time later is held as well (see `planArticleSends`).
 * @param since the last moment the database knows of; null: none is noted.
 */
export async function holdForGap(app: App, kind: GapKind, since: Date | null): Promise<Gap> {
  return inTransaction(app, async (inner) => {
    const { db, log } = inner;
    const gap = await insertGap(db, kind, since);
    for (const { id, timeZone, tooLateHours } of await listPublications(db, 0, MANY)) {
      if (kind === 'down' && !isTooLong(gap, tooLateHours)) continue;
      await holdDueSends(db, id, gap.id, { reason: heldForGap(gap, timeZone), withPaused: kind !== 'down' });
    }
    await promoteDueArticles(inner);
    await settlePlanned(inner, await insertPlannedSends(db, ARTICLES_TO_SEND));
    await askAbout(inner, gap);
    const held = (await listHeldSends(db, gap.id)).length;
    const details = { kind, from: gap.fromAt, until: gap.untilAt, held };
    await audit(inner, { action: 'gap.noticed', subject: `gap:${gap.id}`, details });
    log.warn({ event: 'gap.noticed', gapId: gap.id, ...details });
    return gap;
  });
}

/** A copy may have sent what was due in however short a time; a standstill only makes it late. */
const isTooLong = ({ fromAt, untilAt }: Gap, hours: number) =>
  untilAt.getTime() - fromAt.getTime() > hours * 3_600_000;

/** Says on sends that were planned as held why, and asks, if nobody did yet. */
export async function settlePlanned(app: App, planned: PlannedSend[]): Promise<void> {
  const held = planned.filter(({ gapId }) => gapId !== null);
  const groups = Map.groupBy(held, ({ gapId, publicationId }) => `${gapId} ${publicationId}`);
  for (const [first, ...others] of groups.values()) {
    if (!first?.gapId) continue;
    const gap = await getGap(app.db, first.gapId);
    const { timeZone } = await getPublicationById(app.db, first.publicationId);
    const ids = [first, ...others].map(({ id }) => id);
    await giveReason(app.db, ids, heldForGap(gap, timeZone));
    await askAbout(app, gap);
  }
}

/** One mail for a gap, as soon as anything is held of it. */
async function askAbout(app: App, gap: Gap): Promise<void> {
  const [first, ...others] = await listHeldSends(app.db, gap.id);
  if (!first || !(await claimQuestion(app.db, gap.id))) return;
  const { timeZone } = await getPublicationById(app.db, first.publicationId);
  const { publicationId, subject } = first;
  await raiseAlert(app, {
    publicationId,
    news: {
      code: 'sends-held',
      params: { subject, count: others.length + 1, gap: gapParams(gap, timeZone) },
    },
    since: gap.untilAt,
  });
}
