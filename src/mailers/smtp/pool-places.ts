/** A single mail that a person waits for, or one message of a send. */
export type Rank = 'single' | 'crowd';

/** How long the pool stays at the size at which the server refused one more connection. */
const NARROW_MS = 60_000;
/** A server that allows so few connections has none to spare for single mails. */
const TOO_FEW_TO_SPARE = 2;

/** How many sessions there may be, and how many there are. */
export interface Places {
  /** For crowds; single mails have one more. */
  readonly maximum: number;
  /** Sessions that are open or being opened. */
  taken: number;
  /** Those of a crowd among them. */
  takenByCrowd: number;
  /** The server refused one more than these, a while ago. */
  narrowed: { to: number; until: number };
}

export const newPlaces = (maximum: number): Places => ({
  maximum,
  taken: 0,
  takenByCrowd: 0,
  narrowed: { to: maximum + 1, until: 0 },
});

export function narrow(places: Places): void {
  places.narrowed = { to: places.taken, until: performance.now() + NARROW_MS };
}

const most = ({ maximum, narrowed }: Places) =>
  performance.now() < narrowed.until ? narrowed.to : maximum + 1;

export const areTaken = (places: Places) => places.taken >= most(places);

/** A single mail waits for any session; a crowd leaves one to single mails where the server allows enough of them. */
export function mayAsk(places: Places, rank: Rank): boolean {
  if (rank === 'single') return true;
  const all = most(places);
  return places.takenByCrowd < Math.min(places.maximum, all > TOO_FEW_TO_SPARE ? all - 1 : all);
}
