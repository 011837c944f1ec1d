import { routeReasons } from '../../../delivery/index.ts';
import type { App } from '../../../platform/app.ts';
import { sendingObstacle, type Publication } from '../../../publications/index.ts';
import {
  listFeedStates,
  listHeldArticles,
  listLatestSends,
  listSubscriberCounts,
  type FeedState,
  type HeldArticle,
  type LatestSend,
  type SubscriberCount,
} from '../../../reports/index.ts';

import type { Reason } from '../../../words/index.ts';

export interface PublicationOverview {
  publication: Publication;
  obstacle: Reason | undefined;
  counts: Partial<Record<SubscriberCount['status'], number>>;
  feeds: FeedState[];
  held: HeldArticle[];
  heldTotal: number;
  sends: LatestSend[];
}

const HELD_SHOWN = 10;
const SENDS_SHOWN = 8;

export async function loadOverview({ db }: App, publication: Publication): Promise<PublicationOverview> {
  const [counts, feeds, held, sends] = await Promise.all([
    listSubscriberCounts(db),
    listFeedStates(db),
    listHeldArticles(db, HELD_SHOWN),
    listLatestSends(db, SENDS_SHOWN),
  ]);
  const reasons = await routeReasons(db, [publication.id]);
  const own = <Row extends { publicationId: number }>(rows: Row[]) =>
    rows.filter(({ publicationId }) => publicationId === publication.id);
  const ownHeld = own(held);
  return {
    publication,
    obstacle: sendingObstacle(publication),
    counts: Object.fromEntries(own(counts).map(({ status, count }) => [status, count])),
    feeds: own(feeds),
    held: ownHeld,
    heldTotal: ownHeld[0]?.total ?? 0,
    sends: own(sends).map((send) =>
      send.status === 'sending'
        ? { ...send, reason: send.reason ?? reasons.get(publication.id) ?? null }
        : send,
    ),
  };
}
