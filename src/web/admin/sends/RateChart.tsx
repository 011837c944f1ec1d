import type { Report } from '../../sends/load-report.ts';
import { useDesk } from '../use-desk.ts';

const WIDTH = 300;
const HEIGHT = 58;
const POINTS = 60;

/** How fast messages got their outcome, as a curve. */
export function RateChart({ rates, timeZone }: { rates: Report['rates']; timeZone: string }) {
  const { words, number, time } = useDesk();
  const points = thinned(rates);
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < 2) return null;
  const speeds = points.map(({ perSecond }) => perSecond);
  const highest = Math.max(...speeds, 1);
  const places = speeds.map(
    (speed, index) =>
      `${((index / (points.length - 1)) * WIDTH).toFixed(1)} ${(HEIGHT - (speed / highest) * (HEIGHT - 6)).toFixed(1)}`,
  );
  const says = words.sends.rateSays(
    number(Math.min(...speeds)),
    number(Math.max(...speeds)),
    number(last.perSecond),
  );
  return (
    <section class="panel panel-ground">
      <h2>{words.sends.rateTitle}</h2>
      <svg class="chart" viewBox={`0 0 ${WIDTH} 74`} role="img" aria-label={says}>
        <line class="s-line" x1="0" x2={WIDTH} y1={HEIGHT} y2={HEIGHT} />
        <path class="s-live" d={`M${places.join(' ')}`} />
        <text x="0" y="72">
          {time(first.at, timeZone)}
        </text>
        <text x={WIDTH} y="72" text-anchor="end">
          {time(last.at, timeZone)}
        </text>
      </svg>
      <p class="small soft">{says}.</p>
    </section>
  );
}

/** As many as can be seen, each the mean of its neighbours. */
function thinned(rates: Report['rates']): Report['rates'] {
  const size = Math.ceil(rates.length / POINTS);
  const groups = Array.from({ length: Math.ceil(rates.length / Math.max(1, size)) }, (_, index) =>
    rates.slice(index * size, (index + 1) * size),
  );
  return groups.flatMap((group) => {
    const end = group.at(-1);
    if (!end) return [];
    const mean = group.reduce((sum, { perSecond }) => sum + perSecond, 0) / group.length;
    return [{ at: end.at, perSecond: Math.round(mean * 10) / 10 }];
  });
}
