import { State } from '../components/State.tsx';
import { When } from '../components/When.tsx';
import { useDesk } from '../use-desk.ts';
import type { PublicationRow } from './load-publications.ts';

/** Which publication somebody wants to look at, with how each stands. */
export function Publications({ publications }: { publications: PublicationRow[] }) {
  const { words, number } = useDesk();
  if (publications.length === 0)
    return (
      <p>
        {words.today.noPublication} <code>npx paperround setup --help</code>
      </p>
    );
  return (
    <div class="table-wrap block-s">
      <table class="table-cards">
        <thead>
          <tr>
            <th scope="col">{words.today.publication}</th>
            <th scope="col">{words.today.stands}</th>
            <th scope="col">{words.today.nextMail}</th>
            <th scope="col" class="num">
              {words.today.readers}
            </th>
          </tr>
        </thead>
        <tbody>
          {publications.map(({ publication, decisions, active, next }) => (
            <tr key={publication.slug}>
              <th scope="row">
                <a class="quiet row" href={`/admin/${publication.slug}`}>
                  {publication.name}
                </a>
              </th>
              <td data-label={words.today.stands}>
                <State of={decisions > 0 ? 'warning' : 'fine'} />{' '}
                {decisions > 0 && <span class="small">{words.today.needYou(decisions)}</span>}
              </td>
              <td data-label={words.today.nextMail} class="small">
                <When at={next?.scheduledAt ?? null} timeZone={publication.timeZone} />
              </td>
              <td data-label={words.today.readers} class="num">
                {number(active)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
