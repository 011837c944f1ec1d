import type { ReaderDay } from '../../../reports/index.ts';
import { useDesk } from '../use-desk.ts';
import type { Today } from './load-today.ts';

const WIDTH = 300;
const LINE = 92;
const UP = 84;
const DOWN = 26;

/** How many read it, who came and who left in 30 days. */
export function Readers({ today: { publication, readers, days, confirmations } }: { today: Today }) {
  const desk = useDesk();
  const { today: words } = desk.words;
  const joined = days.reduce((sum, day) => sum + day.joined, 0);
  const left = days.reduce((sum, day) => sum + day.left, 0);
  const { asked, confirmed } = confirmations;
  const grown = joined - left;
  const change =
    grown > 0 ? words.more(desk.number(grown)) : grown < 0 ? words.fewer(desk.number(-grown)) : words.same;
  return (
    <section class="panel panel-ground">
      <h2>{words.readers}</h2>
      <p class="big">{desk.number(readers.active)}</p>
      <p class="soft small">
        {words.activeReaders}, {change}
      </p>
      <figure>
        <Growth days={days} says={words.growth(joined, left)} />
        <figcaption class="small">
          <ul class="key">
            <Key kind="live" count={desk.number(joined)} says={words.joined} />
            <Key kind="warn" count={desk.number(left)} says={words.leftPlural} />
          </ul>
        </figcaption>
      </figure>
      {asked > 0 && (
        <p class="small">
          {words.confirmShare(desk.percent(Math.min(1, confirmed / asked)))}{' '}
          {asked > confirmed && words.notYet(asked - confirmed)}
        </p>
      )}
      <p class="small">
        <a href={`/admin/${publication.slug}/funnel`}>{desk.words.funnel.inToday}</a>
      </p>
    </section>
  );
}

function Key({ kind, count, says }: { kind: 'live' | 'warn'; count: string; says: string }) {
  return (
    <li>
      <svg class="dot" viewBox="0 0 10 10" aria-hidden="true">
        <rect class={`f-${kind}`} width="10" height="10" />
      </svg>
      <span>
        <b>{count}</b> {says}
      </span>
    </li>
  );
}

/** Bars up for those who joined, down for those who left; both on one scale. */
function Growth({ days, says }: { days: ReaderDay[]; says: string }) {
  const desk = useDesk();
  const most = Math.max(1, ...days.map(({ joined, left }) => Math.max(joined, (left * UP) / DOWN)));
  const step = WIDTH / Math.max(1, days.length);
  const height = (count: number) => ((count / most) * UP).toFixed(1);
  const first = days[0] && new Date(`${days[0].day}T12:00:00Z`);
  return (
    <svg class="chart" viewBox="0 0 300 132" role="img" aria-label={says}>
      <line class="s-line" x1="0" x2={WIDTH} y1={LINE} y2={LINE} />
      {days.map(({ day, joined, left }, position) => {
        const x = (position * step + 1.5).toFixed(1);
        return (
          <g key={day}>
            {joined > 0 && (
              <rect
                class="f-live"
                x={x}
                width="7"
                y={(LINE - Number(height(joined))).toFixed(1)}
                height={height(joined)}
                rx="1.5"
              />
            )}
            {left > 0 && <rect class="f-warn" x={x} width="7" y={LINE + 1} height={height(left)} rx="1.5" />}
          </g>
        );
      })}
      <text x="0" y="130">
        {first && desk.shortDay(first, 'UTC')}
      </text>
      <text x={WIDTH} y="130" text-anchor="end">
        {desk.words.today.todayWord}
      </text>
    </svg>
  );
}
