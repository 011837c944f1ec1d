import type { Difference, RowReasonCount } from '../../../subscribers/index.ts';
import { groupOf } from '../../../subscribers/index.ts';
import { says } from '../../../words/index.ts';
import { Section } from '../components/Section.tsx';
import { useDesk } from '../use-desk.ts';

/** What a list changes, or would change, and why rows are left out. */
export function Outcome({
  title,
  difference,
  reasons,
  linesAt,
}: {
  title: string;
  difference: Difference;
  reasons: RowReasonCount[];
  /** Where all lines are to be had. */
  linesAt: string;
}) {
  const { imports: say } = useDesk().words;
  const { ended, unchanged, suppressed } = difference;
  const refused = difference.refused.reduce((sum, { count }) => sum + count, 0);
  const lines = [
    difference.new > 0 && say.new(difference.new),
    difference.changed > 0 && say.changed(difference.changed),
    ended > 0 && say.ended(ended),
    unchanged > 0 && say.unchanged(unchanged),
    suppressed > 0 && say.suppressed(suppressed),
    refused > 0 && say.refused(refused),
  ].filter((line) => line !== false);
  return (
    <Section title={title}>
      {difference.new + difference.changed + ended === 0 && <p class="block-s">{say.nothing}</p>}
      <ul class="rows">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <Reasons
        reasons={reasons.filter(({ reason }) => groupOf(reason.code) !== 'unchanged')}
        linesAt={linesAt}
      />
    </Section>
  );
}

function Reasons({ reasons, linesAt }: { reasons: RowReasonCount[]; linesAt: string }) {
  const { words, number, language } = useDesk();
  const { imports: say } = words;
  if (reasons.length === 0) return null;
  return (
    <div class="block">
      <div class="table-wrap">
        <table class="table-cards">
          <caption class="sr">{say.why}</caption>
          <thead>
            <tr>
              <th scope="col">{say.reason}</th>
              <th scope="col" class="num">
                {say.rows}
              </th>
              <th scope="col">{say.lines}</th>
            </tr>
          </thead>
          <tbody>
            {reasons.map(({ reason, rows, lines }) => (
              <tr key={`${reason.code} ${lines[0]}`}>
                <th scope="row">{says(reason, language)}</th>
                <td class="num" data-label={say.rows}>
                  {number(rows)}
                </td>
                <td data-label={say.lines}>
                  {[lines.join(', '), rows > lines.length && say.more(rows - lines.length)]
                    .filter(Boolean)
                    .join(' ')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="block-s">
        <a href={linesAt} download>
          {say.allLines}
        </a>
      </p>
    </div>
  );
}
