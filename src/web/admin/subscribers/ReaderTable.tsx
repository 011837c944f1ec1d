import type { Subscriber } from '../../../subscribers/index.ts';
import type { Sort } from '../../../segments/index.ts';
import type { Topic } from '../../../publications/index.ts';
import { Icon } from '../components/Icon.tsx';
import { State } from '../components/State.tsx';
import { useDesk } from '../use-desk.ts';
import type { Column } from './columns.ts';
import { addressOfList, type ListChoice } from './list-address.ts';

interface Props {
  base: string;
  choice: ListChoice;
  readers: Subscriber[];
  topics: Topic[];
  columns: Column[];
  timeZone: string;
  /** They can be picked, in the form around the table. */
  mayChange: boolean;
}

/** A row for each reader; on phones a card. */
export function ReaderTable({ base, choice, readers, columns, mayChange, ...shown }: Props) {
  const { subscribers: say, bulk } = useDesk().words;
  return (
    <div class="table-wrap">
      <table class="table-cards people">
        <caption class="sr">{say.caption}</caption>
        <thead>
          <tr>
            {mayChange && (
              <th scope="col" class="th-pick">
                <span class="sr" data-pick-label={bulk.pickAll}>
                  {bulk.what}
                </span>
              </th>
            )}
            <SortHead base={base} choice={choice} by="address" label={say.reader} />
            {columns.map((column) =>
              column === 'joined' ? (
                <SortHead key={column} base={base} choice={choice} by="joined" label={say.joined} />
              ) : (
                <th key={column} scope="col">
                  {say[column]}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {readers.map((reader) => (
            <tr key={reader.id}>
              {mayChange && (
                <td class="td-pick">
                  <input
                    type="checkbox"
                    name="ids"
                    value={String(reader.id)}
                    aria-label={bulk.pick(reader.name || reader.email)}
                  />
                </td>
              )}
              <th scope="row">
                <ReaderName reader={reader} to={`${base}/${reader.id}`} />
              </th>
              {columns.map((column) => (
                <td key={column} data-label={say[column]}>
                  <Cell column={column} reader={reader} {...shown} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A header that turns the order round; the arrow and `aria-sort` say which it is. */
function SortHead({
  base,
  choice,
  by,
  label,
}: Pick<Props, 'base' | 'choice'> & { by: 'address' | 'joined'; label: string }) {
  const { subscribers: say } = useDesk().words;
  const isUp = choice.sort === by;
  const isDown = choice.sort === `-${by}`;
  const otherwise: Sort = isUp ? `-${by}` : isDown ? by : by === 'joined' ? '-joined' : by;
  return (
    <th scope="col" aria-sort={isUp ? 'ascending' : isDown ? 'descending' : undefined}>
      <a
        href={addressOfList(base, choice, { sort: otherwise === '-joined' ? undefined : otherwise })}
        aria-label={say.sortBy(label)}
      >
        {label} <Icon name={isUp ? 'arrow-up' : isDown ? 'arrow-down' : 'arrows-sort'} />
      </a>
    </th>
  );
}

/** Somebody's name with the address below it, or the address alone; leads to their page. */
export function ReaderName({
  reader: { name, email },
  to,
}: {
  reader: Pick<Subscriber, 'name' | 'email'>;
  to: string;
}) {
  if (name === '')
    return (
      <a href={to}>
        <bdi class="address">{email}</bdi>
      </a>
    );
  return (
    <>
      <a href={to}>
        <bdi>{name}</bdi>
      </a>
      <bdi class="sub address">{email}</bdi>
    </>
  );
}

type CellProps = Pick<Props, 'topics' | 'timeZone'> & { column: Column; reader: Subscriber };

function Cell({ column, reader, topics, timeZone }: CellProps) {
  const { words, list, shortDay } = useDesk();
  const { subscribers: say } = words;
  switch (column) {
    case 'status':
      return <ReaderStatus reader={reader} timeZone={timeZone} />;
    case 'rhythm':
      return <>{say.rhythms[reader.rhythm]}</>;
    case 'topics': {
      const names = topics.filter(({ id }) => reader.topicIds.includes(id)).map(({ name }) => name);
      return <>{names.length === 0 ? say.allTopics : list(names)}</>;
    }
    case 'joined':
      return <time dateTime={reader.createdAt.toISOString()}>{shortDay(reader.createdAt, timeZone)}</time>;
    case 'domain':
      return <bdi class="address">{reader.email.split('@').at(-1)}</bdi>;
    case 'source':
      return <Value text={reader.source} />;
    case 'language':
      return <Value text={reader.language} />;
    case 'timeZone':
      return <Value text={reader.timeZone} />;
  }
}

function Value({ text }: { text: string | null }) {
  return text ? <bdi class="address">{text}</bdi> : <span class="soft">–</span>;
}

/** How somebody stands: glyph, word and tint. */
export function ReaderStatus({ reader, timeZone }: Pick<CellProps, 'reader' | 'timeZone'>) {
  const { words, shortDay } = useDesk();
  const { status, pausedUntil } = reader;
  if (status === 'active' && pausedUntil)
    return <State of="paused" says={words.subscribers.pausedUntil(shortDay(pausedUntil, timeZone))} />;
  const [of, icon] = STATES[status];
  return <State of={of} icon={icon} says={words.subscribers.statuses[status]} />;
}

/** How each status looks. */
const STATES = {
  pending: ['queued', 'clock'],
  active: ['active', 'check'],
  unsubscribed: ['off', 'door-exit'],
  bounced: ['gone', 'arrow-bounce'],
  complained: ['rejected', 'hand-stop'],
} as const;
