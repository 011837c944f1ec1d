import { unchangedOf, type BulkChange } from '../../../subscribers/index.ts';
import { Note } from '../components/Note.tsx';
import { Empty } from '../components/Section.tsx';
import { When } from '../components/When.tsx';
import { useDesk } from '../use-desk.ts';
import { Stay } from './Stay.tsx';

interface Props {
  at: string;
  timeZone: string;
}

/** One change of many readers: how far it is, or what became of everybody. */
export function BulkPage({ change, at, timeZone }: Props & { change: BulkChange }) {
  const desk = useDesk();
  const { bulk: say } = desk.words;
  const { id, status, counts, undoCounts, undoUntil } = change;
  const isUnderWay = status === 'running' || status === 'undoing';
  return (
    <div class="stack">
      {isUnderWay && (
        <Note kind="live">
          <p role="status">
            <b>{say.states[status]}.</b> {say.underWay}
          </p>
          <p>
            <a href={`${at}/${id}`}>{say.again}</a>
          </p>
        </Note>
      )}
      <p>{say.changed(counts.changed ?? 0)}</p>
      <Stay unchanged={unchangedOf(counts)} />
      {status === 'undone' && (
        <>
          <p>{say.restored(undoCounts.restored ?? 0)}</p>
          {(undoCounts.touched ?? 0) > 0 && <p>{say.touched(undoCounts.touched ?? 0)}</p>}
        </>
      )}
      {undoUntil && (
        <form class="form-foot" method="post" action={`${at}/${id}/undo`}>
          <button class="btn">{say.undo}</button>
          <span class="small soft">{say.undoUntil(desk.moment(undoUntil, timeZone))}</span>
        </form>
      )}
    </div>
  );
}

/** The last changes, each with its page. */
export function BulkList({ changes, at, timeZone }: Props & { changes: BulkChange[] }) {
  const { words, number } = useDesk();
  const { bulk: say } = words;
  if (changes.length === 0)
    return (
      <Empty title={say.none}>
        <p>{say.noneText}</p>
      </Empty>
    );
  return (
    <ul class="rows">
      {changes.map(({ id, action, status, counts, picked, createdAt }) => (
        <li key={id}>
          <a href={`${at}/${id}`}>{say.actions[action].replace('…', '')}</a>{' '}
          <span class="soft">
            {say.ofPicked(number(counts.changed ?? 0), number(picked))} · {say.states[status]} ·{' '}
            <When at={createdAt} timeZone={timeZone} />
          </span>
        </li>
      ))}
    </ul>
  );
}
