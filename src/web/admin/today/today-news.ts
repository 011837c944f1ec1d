import type { App } from '../../../platform/app.ts';
import type { Publication } from '../../../publications/index.ts';
import { countDecisions } from '../../../reports/index.ts';
import type { Desk } from '../../../words/index.ts';
import type { News } from '../../live/news.ts';
import type { Watched } from '../../live/watches.ts';
import { loadGoing, type Today } from './load-today.ts';

type Going = Today['going'][number];
type Seen = { going: Going[]; decisions: Awaited<ReturnType<typeof countDecisions>> };

/** What goes out now, and how much waits for somebody, as long as people look. */
export async function watchToday(app: App, { id }: Publication): Promise<Watched<Seen>> {
  const look = async () => ({ going: await loadGoing(app, id), decisions: await countDecisions(app.db, id) });
  return { key: `today:${id}`, first: await look(), look, isOver: () => false };
}

/** The shares of a send that goes out, in the order of its bar. */
export function goingBar({ words, number }: Desk, { audienceSize, accepted, failed }: Going) {
  const counts = [accepted, failed, Math.max(0, (audienceSize ?? 0) - accepted - failed)];
  return { counts, says: words.today.acceptedOf(number(accepted), number(audienceSize ?? 0)) };
}

/** How fast, and how long it takes. */
export function goingSpeed({ words, number, duration }: Desk, { ratePerSecond, secondsLeft }: Going): string {
  const rate = ratePerSecond === null ? '' : ` · ${words.today.rate(number(ratePerSecond))}`;
  return rate + (secondsLeft === null ? '' : ` · ${words.today.left(duration(secondsLeft))}`);
}

/** The name of a send's texts and bar. */
export const goingName = (id: number, what: 'accepted' | 'speed' | 'bar') => `send-${id}-${what}`;

export function todayNews(desk: Desk, { going, decisions }: Seen, timeZone: string, at = new Date()): News {
  const bars = going.map((send) => [send.id, goingBar(desk, send)] as const);
  return {
    texts: {
      time: desk.timeWithSeconds(at, timeZone),
      ...Object.fromEntries(bars.map(([id, { says }]) => [goingName(id, 'accepted'), says])),
      ...Object.fromEntries(going.map((send) => [goingName(send.id, 'speed'), goingSpeed(desk, send)])),
    },
    bars: Object.fromEntries(bars.map(([id, bar]) => [goingName(id, 'bar'), bar])),
    structure: JSON.stringify([
      going.map(({ id, status, reason, audienceSize }) => [id, status, reason?.code, audienceSize === null]),
      decisions.today,
      decisions.articles,
    ]),
    summary: going.map((send) => `${send.subject}: ${goingBar(desk, send).says}`).join('. '),
    isOver: false,
  };
}
