import type { Held } from '../../../planning/index.ts';
import { says } from '../../../words/index.ts';
import { When } from '../components/When.tsx';

interface Props {
  held: Held;
  timeZone: string;
  mayAct: boolean;
}

const SHOWN = 10;

/** Sends that may be out already: asked once, answered for all of them, or for each in the list of sends below. */
export function HeldSends({ held: { gaps, sends }, timeZone, mayAct }: Props) {
  return (
    <div class="note note-warn" role="status">
      <div>
        {gaps.map((gap) => (
          <p key={gap.id}>
            <strong>{says(gap)}</strong>
          </p>
        ))}
        <p>
          {sends.length === 1 ? 'One send is held' : `${sends.length} sends are held`}, because mail may be
          out already. Nothing is lost, and everything else goes on.
        </p>
        <ul>
          {sends.slice(0, SHOWN).map(({ id, publication, subject, scheduledAt }) => (
            <li key={id}>
              {subject || `Send ${id}`} ({publication}), due <When at={scheduledAt} timeZone={timeZone} />
              {mayAct && <Decision path={`/admin/${publication}/sends/${id}`} about={subject} />}
            </li>
          ))}
        </ul>
        {sends.length > SHOWN && <p>The oldest {SHOWN} are shown.</p>}
        {mayAct ? (
          <div class="row">
            <form method="post" action="/admin/held-sends/release">
              <button class="btn btn-small">Send them</button>
            </form>
            <details>
              <summary class="btn btn-small">They were sent by another copy…</summary>
              <p>This copy of Paperround will never send them. You cannot undo this.</p>
              <form method="post" action="/admin/held-sends/drop">
                <button class="btn btn-small btn-bad">Drop them</button>
              </form>
            </details>
          </div>
        ) : (
          <p>An editor can decide this here.</p>
        )}
      </div>
    </div>
  );
}

function Decision({ path, about }: { path: string; about: string }) {
  return (
    <form class="row" method="post" action={`${path}/release`}>
      <button class="btn btn-small" aria-label={`Send: ${about}`}>
        Send
      </button>
      <button class="btn btn-small" formaction={`${path}/drop`} aria-label={`Drop: ${about}`}>
        Drop
      </button>
    </form>
  );
}
