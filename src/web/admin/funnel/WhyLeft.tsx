import type { ReasonCount } from '../../../subscribers/index.ts';
import { useDesk } from '../use-desk.ts';

/** What readers said after they left. */
export function WhyLeft({ reasons }: { reasons: ReasonCount[] }) {
  const { words, number, percent } = useDesk();
  const { funnel: say } = words;
  const all = reasons.reduce((sum, { readers }) => sum + readers, 0);
  return (
    <>
      <ul class="key key-lines">
        {reasons.map(({ reason, readers }) => (
          <li key={reason}>
            <span>
              <b>{number(readers)}</b> ({percent(readers / all)}) {say.reasons[reason]}
            </span>
          </li>
        ))}
      </ul>
      <p class="small soft funnel-note">{say.howAsked}</p>
    </>
  );
}
