import { PAUSABLE, type SendProgress } from '../../../sends/index.ts';
import { says } from '../../../words/index.ts';
import { Icon } from '../components/Icon.tsx';
import { Note } from '../components/Note.tsx';
import { State } from '../components/State.tsx';
import { When } from '../components/When.tsx';
import { useDesk } from '../use-desk.ts';

interface Props {
  path: string;
  send: SendProgress;
  timeZone: string;
  maySend: boolean;
}

/** A send that waits for its time, or for a decision. */
export function WaitingSend({ path, send, timeZone, maySend }: Props) {
  const { words, language } = useDesk();
  const { status, scheduledAt, reason } = send;
  return (
    <>
      <p class="meta meta-lead">
        <State of={status} />
        <span class="no-dot">
          <When at={scheduledAt} timeZone={timeZone} />
        </span>
      </p>
      {reason && (
        <Note kind={status === 'held' ? 'warn' : 'info'}>
          <p>{says(reason, language)}</p>
        </Note>
      )}
      {maySend && (
        <form class="row block-s" method="post" action={`${path}/pause`}>
          {status === 'held' && (
            <>
              <button class="btn btn-main" formaction={`${path}/release`}>
                {words.sends.release}
              </button>
              <button class="btn" formaction={`${path}/drop`}>
                {words.sends.drop}
              </button>
            </>
          )}
          {PAUSABLE.includes(status) && (
            <button class="btn">
              <Icon name="player-pause" />
              {words.sends.pause}
            </button>
          )}
          <a class="btn" href={`${path}/cancel`}>
            {words.sends.cancel}
          </a>
        </form>
      )}
    </>
  );
}
