import type { FunnelSteps } from '../../../subscribers/index.ts';
import { Bar } from '../components/Bar.tsx';
import { useDesk } from '../use-desk.ts';

/** Everybody who signed up, by what became of it. */
export function WhatBecame({ total }: { total: FunnelSteps }) {
  const { words, number, percent } = useDesk();
  const { funnel: say } = words;
  const { signedUp, mailed, confirmed, lost } = total;
  const parts = [
    { kind: 'good', count: confirmed, says: say.confirmed },
    { kind: 'live', count: lost.waiting, says: say.waiting },
    { kind: 'warn', count: lost.expired, says: say.expired },
    { kind: 'bad', count: lost.bounced, says: say.bounced },
  ] as const;
  // Whose address bounced when the mail was handed over got none, either.
  const unmailed = Math.max(0, signedUp - mailed - lost.bounced);
  return (
    <div class="stack stack-s">
      <Bar
        size="big"
        parts={parts.map(({ kind, count }) => ({ kind, count }))}
        says={say.all(number(confirmed), number(lost.waiting), number(lost.expired), number(lost.bounced))}
      />
      <ul class="key key-lines">
        {parts.map(({ kind, count, says }) => (
          <li key={kind}>
            <svg class="dot" viewBox="0 0 10 10" aria-hidden="true">
              <rect class={`f-${kind}`} width="10" height="10" />
            </svg>
            <span>
              <b>{number(count)}</b> ({percent(count / signedUp)}) {says}
            </span>
          </li>
        ))}
      </ul>
      {unmailed > 0 && <p class="small soft">{say.notMailed(unmailed)}</p>}
    </div>
  );
}
