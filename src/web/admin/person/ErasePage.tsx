import { Note } from '../components/Note.tsx';
import { useDesk } from '../use-desk.ts';

/** Asks before a person is erased: from how many publications, what stays, and that there is no way back. */
export function ErasePage({ here, publications }: { here: string; publications: number }) {
  const { person: say } = useDesk().words;
  return (
    <form class="stack" method="post" action={`${here}/erase`}>
      <p>{say.eraseText(publications)}</p>
      <p>{say.eraseKept}</p>
      <Note kind="warn">
        <p>{say.eraseFinal}</p>
      </Note>
      <div class="form-foot">
        <button class="btn btn-bad">{say.eraseNow}</button>
        <a class="btn btn-plain" href={here}>
          {say.leave}
        </a>
      </div>
    </form>
  );
}
