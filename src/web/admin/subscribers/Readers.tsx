import type { ReaderCount, viewSegments } from '../../../segments/index.ts';
import type { Subscriber } from '../../../subscribers/index.ts';
import type { Topic } from '../../../publications/index.ts';
import type { Desk } from '../../../words/index.ts';
import { Icon } from '../components/Icon.tsx';
import { Hidden } from '../components/MoveForm.tsx';
import { Note } from '../components/Note.tsx';
import { Paging } from '../components/Paging.tsx';
import { Empty } from '../components/Section.tsx';
import { BulkBar } from '../bulk/BulkBar.tsx';
import { useDesk } from '../use-desk.ts';
import { COLUMNS, type Column } from './columns.ts';
import { FindForm } from './FindForm.tsx';
import { addressOfList, segmentAddress, type ListChoice } from './list-address.ts';
import { ReaderTable } from './ReaderTable.tsx';

export interface ReaderList {
  base: string;
  choice: ListChoice;
  readers: Subscriber[];
  count: ReaderCount;
  topics: Topic[];
  columns: Column[];
  timeZone: string;
  isFirstPage: boolean;
  /** Of the next page. */
  nextCursor: string | undefined;
  /** Sentences about the address that was looked for. */
  suppressions: string[];
  segments: SegmentTabs;
  mayChange: boolean;
}

export type SegmentTabs = Awaited<ReturnType<typeof viewSegments>>;

/** The list of readers. While somebody types, script puts a new part `found` in place. */
export function Readers(list: ReaderList) {
  const { base, choice, topics, mayChange } = list;
  return (
    <>
      <Tabs {...list} />
      <FindForm base={base} choice={choice} topics={topics} mayChange={mayChange} />
      <Found {...list} />
    </>
  );
}

/** Everybody, and each segment. */
function Tabs({ base, choice, segments: { segments, all, isExact }, mayChange }: ReaderList) {
  const { words, number } = useDesk();
  const { subscribers: say, segments: sayOf } = words;
  const count = (size: number) => (isExact ? number(size) : sayOf.about(number(size)));
  const { segment } = choice.filter;
  return (
    <nav class="tabs block" aria-label={say.views}>
      <a href={base} aria-current={segment === undefined ? 'page' : undefined}>
        {say.everybody} <span class="n">{count(all)}</span>
      </a>
      {segments.map(({ id, name, count: size }) => (
        <a key={id} href={`${base}?segment=${id}`} aria-current={segment === String(id) ? 'page' : undefined}>
          {name} <span class="n">{count(size)}</span>
        </a>
      ))}
      {mayChange && (
        <a href={segmentAddress(base, 'new')}>
          <Icon name="plus" />
          {sayOf.newSegment}
        </a>
      )}
    </nav>
  );
}

const sayCount = ({ words, number }: Desk, count: ReaderCount) =>
  'exact' in count ? number(count.exact) : words.segments.about(number(count.about));

function Found(list: ReaderList) {
  const desk = useDesk();
  const { subscribers: say } = desk.words;
  const { base, choice, readers, count, topics, suppressions, isFirstPage, nextCursor, mayChange } = list;
  const says = 'exact' in count ? say.found(count.exact) : say.foundAbout(count.about);
  return (
    <div id="found">
      {suppressions.length > 0 && (
        <Note kind="warn">
          <p>
            <b>{say.suppressed}</b> {suppressions.join(' ')}
          </p>
        </Note>
      )}
      <div class="row row-between">
        <p role="status" data-part="reader-count">
          {says}
        </p>
        <ChooseColumns {...list} />
      </div>
      {readers.length === 0 ? (
        <Nobody choice={choice} />
      ) : mayChange ? (
        <form method="get" action={`${base}/bulk`} data-pick>
          <BulkBar at={`${base}/bulk`} topics={topics} count={sayCount(desk, count)} />
          <Hidden fields={choice.filter} />
          <ReaderTable {...list} />
        </form>
      ) : (
        <ReaderTable {...list} />
      )}
      <Paging
        steps={[
          isFirstPage ? undefined : { href: addressOfList(base, choice), text: say.firstPage },
          nextCursor === undefined
            ? undefined
            : { href: addressOfList(base, choice, { cursor: nextCursor }), text: say.nextPage },
        ]}
      />
    </div>
  );
}

function Nobody({ choice: { filter } }: Pick<ReaderList, 'choice'>) {
  const { subscribers: say } = useDesk().words;
  const isEmpty = Object.values(filter).every((value) => value === undefined);
  return (
    <Empty title={isEmpty ? say.empty : say.nobody}>
      <p>{isEmpty ? say.emptyText : say.nobodyText}</p>
    </Empty>
  );
}

function ChooseColumns({ base, choice, columns }: ReaderList) {
  const { subscribers: say } = useDesk().words;
  return (
    <details class="menu">
      <summary class="btn btn-small btn-plain">
        <Icon name="columns" />
        {say.columns}
      </summary>
      <div class="menu-sheet">
        <form class="stack stack-s" method="post" action={`${base}/columns`}>
          {COLUMNS.map((column) => (
            <label key={column} class="check">
              <input type="checkbox" name={`column.${column}`} value="1" checked={columns.includes(column)} />{' '}
              {say[column]}
            </label>
          ))}
          <Hidden fields={{ list: addressOfList('', choice) }} />
          <button class="btn btn-small">{say.showColumns}</button>
        </form>
      </div>
    </details>
  );
}
