import type { FunnelRow } from '../../../subscribers/index.ts';
import { Bar } from '../components/Bar.tsx';
import { useDesk } from '../use-desk.ts';

/** A row for each page that led to sign-ups. */
export function BySource({ rows }: { rows: FunnelRow[] }) {
  const { columns, caption } = useDesk().words.funnel;
  return (
    <div class="table-wrap">
      <table class="table-cards funnel">
        <caption class="sr">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{columns.source}</th>
            {(['shown', 'signedUp', 'mailed', 'confirmed'] as const).map((column) => (
              <th key={column} scope="col" class="num">
                {columns[column]}
              </th>
            ))}
            <th scope="col">{columns.lost}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.source} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row }: { row: FunnelRow }) {
  const { words, number, percent } = useDesk();
  const { columns, ofShown, ofSignedUp, all } = words.funnel;
  const { shown, signedUp, mailed, confirmed, lost } = row;
  return (
    <tr>
      <th scope="row">
        <Source row={row} />
        {signedUp > 0 && (
          <Bar
            size="thin"
            parts={[
              { kind: 'good', count: confirmed },
              { kind: 'live', count: lost.waiting },
              { kind: 'warn', count: lost.expired },
              { kind: 'bad', count: lost.bounced },
            ]}
            says={all(number(confirmed), number(lost.waiting), number(lost.expired), number(lost.bounced))}
          />
        )}
      </th>
      <td class="num" data-label={columns.shown}>
        {shown === 0 ? '–' : number(shown)}
      </td>
      <td class="num" data-label={columns.signedUp}>
        <span>
          {number(signedUp)}
          {shown > 0 && signedUp <= shown && <span class="sub">{ofShown(percent(signedUp / shown))}</span>}
        </span>
      </td>
      <td class="num" data-label={columns.mailed}>
        {number(mailed)}
      </td>
      <td class="num" data-label={columns.confirmed}>
        <span>
          {number(confirmed)}
          {signedUp > 0 && <span class="sub">{ofSignedUp(percent(confirmed / signedUp))}</span>}
        </span>
      </td>
      <td data-label={columns.lost}>
        <Lost lost={lost} />
      </td>
    </tr>
  );
}

/** Only our own articles are links: anybody can make up a page. */
function Source({ row: { source, title, url } }: { row: FunnelRow }) {
  const { sources } = useDesk().words.funnel;
  if (title === null) return <span class="where">{sources[source] ?? source}</span>;
  return (
    <>
      {url === null ? (
        <span class="theirs">{title}</span>
      ) : (
        <a class="theirs quiet" href={url} rel="noreferrer">
          {title}
        </a>
      )}
      <span class="sub where">{source}</span>
    </>
  );
}

function Lost({ lost }: Pick<FunnelRow, 'lost'>) {
  const { lost: say } = useDesk().words.funnel;
  const told = (['bounced', 'expired', 'waiting'] as const).filter((reason) => lost[reason] > 0);
  if (told.length === 0) return <span class="soft">{say.nobody}</span>;
  return (
    <ul class="small">
      {told.map((reason) => (
        <li key={reason}>{say[reason](lost[reason])}</li>
      ))}
    </ul>
  );
}
