import {
  clarityOf,
  COLUMN_FIELDS,
  guessOf,
  type ColumnGuess,
  type Import,
} from '../../../subscribers/index.ts';
import { Icon } from '../components/Icon.tsx';
import { useDesk } from '../use-desk.ts';

interface ShownColumn {
  name: string;
  samples: string[];
  /** What it seems to be; unknown: somebody has to say it. */
  guess: ColumnGuess;
  /** What somebody chose; empty: as it seems. */
  chosen: string;
  fault: string;
}

/** A form with a row for each column: its first cells, and what it is. */
export function ColumnTable({ found, here }: { found: Import; here: string }) {
  const { imports: say } = useDesk().words;
  const columns = useColumns(found);
  return (
    <form method="post" action={`${here}/columns`} class="stack">
      <div class="table-wrap">
        <table class="table-cards">
          <caption class="sr">{say.columns}</caption>
          <thead>
            <tr>
              <th scope="col">{say.column}</th>
              <th scope="col">{say.samples}</th>
              <th scope="col">{say.meaning}</th>
            </tr>
          </thead>
          <tbody>
            {columns.map((column, at) => (
              <ColumnRow key={column.name} column={column} at={at} />
            ))}
          </tbody>
        </table>
      </div>
      <div class="form-foot">
        <button class={found.status === 'draft' ? 'btn btn-main' : 'btn'}>{say.check}</button>
      </div>
    </form>
  );
}

function ColumnRow({
  column: { name, samples, guess, chosen, fault },
  at,
}: {
  column: ShownColumn;
  at: number;
}) {
  const { imports: say } = useDesk().words;
  const id = `column-${at}`;
  const first =
    guess === 'unknown'
      ? say.choose
      : guess === 'topics'
        ? say.couldBeTopics
        : say.asRead(say.meanings[guess]);
  return (
    <tr>
      <th scope="row">
        <bdi>{name}</bdi>
      </th>
      <td data-label={say.samples}>
        <bdi class="soft">{samples.join(' · ') || '–'}</bdi>
      </td>
      <td data-label={say.meaning}>
        <label class="sr" for={id}>
          {say.meaning}: {name}
        </label>
        <select
          id={id}
          name={`is.${at}`}
          aria-invalid={fault ? 'true' : undefined}
          aria-describedby={fault ? `${id}-error` : undefined}
        >
          <option value="" selected={chosen === ''}>
            {first}
          </option>
          {(['ignored', ...COLUMN_FIELDS] as const).map((field) => (
            <option key={field} value={field} selected={chosen === field}>
              {say.meanings[field]}
            </option>
          ))}
        </select>
        {fault && (
          <p class="error" id={`${id}-error`}>
            <Icon name="alert-circle" />
            {fault}
          </p>
        )}
      </td>
    </tr>
  );
}

function useColumns({ status, samples, columns, choices, faults }: Import): ShownColumn[] {
  const { imports: say } = useDesk().words;
  const isOpen = status === 'draft';
  return samples.map(({ column: name, samples: cells }) => {
    const taken = isOpen ? undefined : columns.find(({ column }) => column === name)?.takenAs;
    const mapped = choices.mapped.find(({ column }) => column === name)?.field;
    const chosen = choices.ignored.includes(name) ? 'ignored' : (mapped ?? '');
    const isFaulty = faults.some(({ field }) => field === name);
    const own = guessOf(name, chosen === '' ? taken : undefined);
    return {
      name,
      samples: cells,
      guess: own === 'ignored' ? 'nothing' : own,
      chosen,
      fault: !isFaulty
        ? ''
        : name.toLowerCase() === 'uuid'
          ? say.listmonk
          : clarityOf(name) === 'harmless'
            ? say.notUnderstood
            : say.smells,
    };
  });
}
