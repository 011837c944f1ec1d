import type { SendProgress } from '../../../sends/index.ts';
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

/** A send that was paused before anybody got it. */
export function StoppedSend({ path, send, timeZone, maySend }: Props) {
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
      <Note kind="warn">
        <p>{reason ? says(reason, language) : words.sends.pausedByPerson}</p>
      </Note>
      {maySend && (
        <form class="row block-s" method="post" action={`${path}/resume`}>
          <button class="btn btn-main">
            <Icon name="player-play" />
            {words.sends.resume}
          </button>
          <a class="btn" href={`${path}/cancel`}>
            {words.sends.cancel}
          </a>
        </form>
      )}
    </>
  );
}
