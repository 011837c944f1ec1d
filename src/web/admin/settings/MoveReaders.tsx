import type { Publication } from '../../../publications/index.ts';
import { Note } from '../components/Note.tsx';
import { useDesk } from '../use-desk.ts';
import { MOVES } from './settings-form.ts';

interface Props {
  publication: Publication;
  /** The page of the form. */
  action: string;
  to: Publication['defaultRhythm'];
  /** Readers who never chose, and those who did. */
  moved: number;
  kept: number;
  /** The form as it was sent. */
  values: Record<string, string>;
}

/** Says before it happens how many readers another default moves; the button sends the whole form again. */
export function MoveReaders({ publication: { defaultRhythm }, action, to, moved, kept, values }: Props) {
  const { move } = useDesk().words.settings;
  return (
    <form class="stack" method="post" action={action}>
      {Object.entries({ ...values, [MOVES]: to }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Note kind="warn">
        <p>
          <b>{move.moves(moved, defaultRhythm, to)}</b> {move.keep(kept)}
        </p>
        <p>{move.told}</p>
      </Note>
      <div class="row">
        <button class="btn btn-main">{move.button(moved)}</button>
        <a class="btn" href={action}>
          {move.leave}
        </a>
      </div>
    </form>
  );
}
