import { says } from '../../../../words/index.ts';
import { Icon } from '../../components/Icon.tsx';
import { Note } from '../../components/Note.tsx';
import { useDesk } from '../../use-desk.ts';
import { MailBeside, Move, TakeBack, type WaitingProps } from './ScheduledSend.tsx';

/** A send that waits for a decision: what happened, what it means, and the ways out. */
export function HeldSend(props: WaitingProps) {
  const { slug, path, timeZone, send, audience, now, maySend, isWritten, digest, also, history } = props;
  const { words, language } = useDesk();
  const { schedule } = words;
  const hasBegun = send.startedAt !== null;
  // Whoever scheduled it cannot let it go as well.
  const needsOther = send.reason?.code === 'second-person';
  const isOfReview = send.reason?.code === 'review-held' || send.reason?.code === 'review-unanswered';
  return (
    <div class="cols">
      <div class="stack stack-l">
        <Note kind="warn">
          {send.reason && <p>{says(send.reason, language)}</p>}
          <p>
            {schedule.isHeld} {digest === null ? schedule.heldMeans : schedule.heldDigestMeans}
          </p>
        </Note>
        {maySend && (
          <section class="panel">
            <h2>{schedule.decide}</h2>
            <div class="ways">
              {!needsOther && (
                <form method="post" action={`${path}/release`}>
                  <button class="btn btn-main" aria-describedby="means-release">
                    <Icon name="send" />
                    {schedule.release}
                  </button>
                  <p class="small soft" id="means-release">
                    {hasBegun
                      ? schedule.releaseRest
                      : schedule.releaseMeans(audience.count, audience.isExact)}
                  </p>
                </form>
              )}
              {(needsOther || isOfReview) && (
                <a class={needsOther ? 'btn btn-main' : 'btn'} href={`${path}/review`}>
                  {schedule.review}
                </a>
              )}
              {!hasBegun && !needsOther && <Move {...{ slug, path, timeZone, send, now, also, digest }} />}
              {!hasBegun && isWritten && <TakeBack path={path} />}
              <form method="post" action={`${path}/drop`}>
                <button class="btn" aria-describedby="means-drop">
                  <Icon name="x" />
                  {schedule.drop}
                </button>
                <p class="small soft" id="means-drop">
                  {digest === null || hasBegun ? schedule.dropMeans : schedule.cancelDigestMeans}
                </p>
              </form>
            </div>
          </section>
        )}
        {history}
      </div>
      <MailBeside path={path} />
    </div>
  );
}
