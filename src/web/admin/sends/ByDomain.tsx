import type { Report } from '../../sends/load-report.ts';
import { Section } from '../components/Section.tsx';
import { useDesk } from '../use-desk.ts';

/** The figures of the largest mail domains; the others together. */
export function ByDomain({ domains }: { domains: Report['domains'] }) {
  const { words, number, duration } = useDesk();
  const columns = words.sends.domainColumns;
  if (domains?.length === 0) return null;
  return (
    <Section title={words.sends.byDomain}>
      {domains === null ? (
        <p class="soft">{words.sends.beingCounted}</p>
      ) : (
        <div class="table-wrap">
          <table class="table-cards">
            <thead>
              <tr>
                <th scope="col">{columns.domain}</th>
                {(['messages', 'accepted', 'refused', 'left', 'took'] as const).map((column) => (
                  <th key={column} scope="col" class="num">
                    {columns[column]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {domains.map((row) => (
                <tr key={row.domain}>
                  <th scope="row">{row.domain ?? words.sends.otherDomains(row.domains)}</th>
                  {(['messages', 'accepted', 'refused', 'left'] as const).map((column) => (
                    <td key={column} class="num" data-label={columns[column]}>
                      {number(row[column])}
                    </td>
                  ))}
                  <td class="num" data-label={columns.took}>
                    {row.seconds === null ? '–' : duration(row.seconds)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}
