import { PAUSABLE, UNREACHED, type SendProgress } from '../../../sends/index.ts';
import { Icon } from '../components/Icon.tsx';
import { useDesk } from '../use-desk.ts';

/** Who has it, who will not get it, and what could be done instead. @param estimate readers of a send that is not prepared. */
export function CancelSend({
  path,
  send,
  estimate,
}: {
  path: string;
  send: SendProgress;
  estimate: number | null;
}) {
  const { words } = useDesk();
  const { counts, status } = send;
  const left = counts.audience > 0 ? counts.queued + counts.sending + counts.deferred : (estimate ?? 0);
  const isDigest = send.isTimedDigest;
  const isGoing = status === 'sending' || counts.audience > 0;
  return (
    <div class="stack">
      {isGoing ? (
        <p>
          <b>{words.sends.haveIt(counts.accepted)}</b> {words.sends.notRecalled}{' '}
          <b>{words.sends.haveNot(left)}</b>
          {words.sends.willNot(left)}
        </p>
      ) : (
        <p>{words.sends.nobodyHas}</p>
      )}
      <dl class="facts">
        {PAUSABLE.includes(status) && (
          <>
            <dt>{words.sends.pause}</dt>
            <dd>{words.sends.pauseMeans}</dd>
          </>
        )}
        <dt>{words.sends.cancel}</dt>
        <dd>{isDigest && !isGoing ? words.schedule.cancelDigestMeans : words.sends.cancelMeans(left)}</dd>
      </dl>
      <form class="stack" method="post" action={`${path}/cancel`}>
        {isDigest && isGoing && left > 0 && <Unreached left={left} />}
        <div class="form-foot">
          <button class="btn btn-bad">{left > 0 ? words.sends.cancelFor(left) : words.sends.cancelIt}</button>
          {PAUSABLE.includes(status) && (
            <button class="btn" formaction={`${path}/pause`}>
              <Icon name="player-pause" />
              {words.sends.pauseInstead}
            </button>
          )}
          <a class="btn btn-plain" href={path}>
            {isGoing && status !== 'paused' ? words.sends.keep : words.sends.keepWaiting}
          </a>
        </div>
      </form>
    </div>
  );
}

/** What becomes of readers who do not have a digest yet. */
function Unreached({ left }: { left: number }) {
  const { sends } = useDesk().words;
  return (
    <fieldset>
      <legend>{sends.unreached(left)}</legend>
      {UNREACHED.map((value) => (
        <label class="choice" key={value}>
          <input type="radio" name="unreached" value={value} checked={value === 'next-digest'} />
          <span>
            <b>{sends.unreachedGet[value]}</b>
            <span class="hint">{sends.unreachedMeans[value]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
