import type { SendProgress } from '../../../sends/index.ts';
import type { Desk } from '../../../words/index.ts';
import type { News } from '../../live/news.ts';
import type { BarPart } from '../components/Bar.tsx';

/** The parts of a send's messages, as editors think of them. */
export function sharesOf({ counts }: Pick<SendProgress, 'counts'>) {
  const { accepted, deferred, rejected, expired, unknown, queued, sending, skipped } = counts;
  return { accepted, deferred, refused: rejected + expired, unknown, waiting: queued + sending, skipped };
}

export type Shares = ReturnType<typeof sharesOf>;

/** In the order of the bar. */
export const barParts = (shares: Shares): BarPart[] => [
  { kind: 'good', count: shares.accepted },
  { kind: 'warn', count: shares.deferred + shares.unknown },
  { kind: 'bad', count: shares.refused },
  { kind: 'none', count: shares.waiting + shares.skipped },
];

/** Every part that there is, in words. */
export function sharesSay({ words, number, list }: Desk, shares: Shares): string {
  const { key } = words.sends;
  const parts = Object.entries(shares) as [keyof Shares, number][];
  return list(
    parts
      .filter(([name, count]) => count > 0 || name === 'accepted')
      .map(([name, count]) => `${number(count)} ${key[name]}`),
  );
}

/** How a send goes, for the one who looks. @param at when that was. */
export function newsOf(desk: Desk, send: SendProgress, timeZone: string, at = new Date()): News {
  const { words, number, duration, timeWithSeconds } = desk;
  const shares = sharesOf(send);
  const says = sharesSay(desk, shares);
  const left =
    send.secondsLeft !== null && send.secondsLeft > 0 ? words.sends.left(duration(send.secondsLeft)) : '';
  const speed = send.ratePerSecond === null ? '' : words.sends.rate(number(send.ratePerSecond));
  const rate = left && speed ? `· ${speed}` : speed;
  const names = Object.keys(shares) as (keyof Shares)[];
  return {
    texts: {
      ...Object.fromEntries(names.map((name) => [name, number(shares[name])])),
      ofAll: words.sends.ofAccepted(send.counts.audience),
      left,
      rate,
      time: timeWithSeconds(at, timeZone),
      asOf: words.sends.asOf(timeWithSeconds(at, timeZone)),
    },
    bars: { progress: { counts: barParts(shares).map(({ count }) => count), says } },
    structure: structureOf(send, shares),
    summary: [words.states[send.status], says, left].filter(Boolean).join('. '),
    isOver: send.status === 'sent' || send.status === 'cancelled',
  };
}

/** What decides which parts a page has. */
function structureOf({ status, reason }: SendProgress, shares: Shares): string {
  const present = Object.entries(shares).flatMap(([name, count]) =>
    name !== 'accepted' && name !== 'waiting' && count > 0 ? [name] : [],
  );
  return [status, reason?.code ?? '', ...present].join(' ');
}
