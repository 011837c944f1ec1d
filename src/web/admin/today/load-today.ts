import { viewSender, type SenderSeen } from '../../../checks/index.ts';
import { routeReasons } from '../../../delivery/index.ts';
import type { App } from '../../../platform/app.ts';
import { viewHeld, type Held } from '../../../planning/index.ts';
import { sendingObstacle, type Publication } from '../../../publications/index.ts';
import {
  confirmationFigures,
  listFeedStates,
  listGoingSends,
  listIncidents,
  listNextSends,
  listPastSends,
  listSignUpHolds,
  listTroubledSends,
  readerDays,
  readerFigures,
  summarizeHeldArticles,
  type Confirmations,
  type FeedState,
  type HeldGroup,
  type Incident,
  type ReaderCounts,
  type ReaderDay,
  type SignUpHold,
  type TodaySend,
} from '../../../reports/index.ts';
import { listReviews, type ReviewView } from '../../../reviews/index.ts';
import { getSend, type SendProgress } from '../../../sends/index.ts';
import { loadFirstRun } from '../set-up/load-first-run.ts';
import type { Reason } from '../../../words/index.ts';

/** Everything that the page “Today” of a publication shows. */
export interface Today {
  publication: Publication;
  /** What keeps every mail of it back. */
  obstacle: Reason | undefined;
  /** Why its mail server takes no mail, or only slowly. */
  route: Reason | undefined;
  /** No mail server is connected: mail stays in the built-in mailbox. */
  isKeptHere: boolean;
  /** What DNS had against its sender when it was looked at; undefined: its mail stays here. */
  sender: SenderSeen | 'unseen' | undefined;
  heldArticles: HeldGroup;
  /** Sends that people are asked about, the next deadline first. */
  reviews: ReviewView[];
  troubled: TodaySend[];
  /** Sends of this publication that may be out already. */
  gaps: Held;
  feeds: FeedState[];
  signUpHolds: SignUpHold[];
  /** What the watchdog sees here and in the whole installation. */
  incidents: Incident[];
  going: (TodaySend & Pick<SendProgress, 'ratePerSecond' | 'secondsLeft'>)[];
  next: TodaySend[];
  past: TodaySend[];
  readers: ReaderCounts;
  confirmations: Confirmations;
  days: ReaderDay[];
  /** Steps of the set-up that are done. */
  setUpDone: number;
}

const TROUBLED = 20;
const GOING = 5;
const NEXT = 8;
const PAST = 5;

export async function loadToday(app: App, publication: Publication): Promise<Today> {
  const { db, config } = app;
  const { id, timeZone } = publication;
  const [
    heldArticles,
    reviews,
    troubled,
    gaps,
    feeds,
    signUpHolds,
    incidents,
    going,
    next,
    past,
    days,
    readers,
    confirmations,
    routes,
    sender,
    firstRun,
  ] = await Promise.all([
    summarizeHeldArticles(db, id),
    listReviews(app, id),
    listTroubledSends(db, id, TROUBLED),
    heldOfGaps(app, publication),
    listFeedStates(db, id),
    listSignUpHolds(db),
    listIncidents(db, id),
    loadGoing(app, id),
    listNextSends(db, id, NEXT),
    listPastSends(db, id, PAST),
    readerDays(db, id, timeZone),
    readerFigures(db, id),
    confirmationFigures(db, id),
    routeReasons(db, [id]),
    viewSender(app, publication),
    loadFirstRun(app, publication),
  ]);
  return {
    publication,
    obstacle: sendingObstacle(publication),
    route: routes.get(id),
    isKeptHere: config.smtpUrl === undefined && publication.transports[0] === 'default',
    sender,
    heldArticles,
    reviews,
    troubled: troubled.filter((send) => !reviews.some(({ sendId }) => sendId === send.id)),
    gaps,
    feeds,
    signUpHolds,
    incidents,
    going,
    next,
    past,
    readers,
    confirmations,
    days,
    setUpDone: firstRun.done,
  };
}

/** What of a publication may be out already, and because of which gaps. */
export async function heldOfGaps(app: App, { slug }: Publication): Promise<Held> {
  const { gaps, sends } = await viewHeld(app);
  const own = sends.filter(
    ({ publication, reason }) => publication === slug && reason?.code === 'held-for-gap',
  );
  return { gaps: own.length > 0 ? gaps : [], sends: own };
}

/** What goes out now, the oldest first. */
export async function loadGoing(app: App, publicationId: number): Promise<Today['going']> {
  const going = await listGoingSends(app.db, publicationId, GOING);
  return Promise.all(going.map((send) => withSpeed(app, publicationId, send)));
}

async function withSpeed(app: App, publicationId: number, send: TodaySend) {
  const { ratePerSecond, secondsLeft, reason } = await getSend(app.db, publicationId, send.id);
  return { ...send, reason, ratePerSecond, secondsLeft };
}
