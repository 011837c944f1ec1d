import type { ComponentChildren } from 'preact';
import { says } from '../../../words/index.ts';
import { Icon, type IconName } from '../components/Icon.tsx';
import { Note } from '../components/Note.tsx';
import { useDesk } from '../use-desk.ts';
import { sayWhen } from './moments.ts';
import { nameOf } from './names.ts';
import type { ReviewPageProps } from './review-page-props.ts';

/** How it stands after somebody, or silence, decided; with the ways back that are left. */
export function Decided(props: ReviewPageProps) {
  const { review } = props;
  switch (review.stage) {
    case 'approved':
      return <Approved {...props} />;
    case 'held':
      return <Held {...props} />;
    case 'going':
      return <Going {...props} />;
    case 'stopped':
      return <Stopped {...props} />;
    default:
      return <Over {...props} />;
  }
}

function Approved(props: ReviewPageProps) {
  const desk = useDesk();
  const { review: say } = desk.words;
  const { until, pullBackUntil } = props.review;
  const { timeZone } = props.publication;
  return (
    <>
      <Note kind="good">
        <p>{until && sayWhen(desk, until, timeZone, { at: say.approvedAt, on: say.approvedOn })}</p>
        <WhoDecided {...props} />
        <p>{pullBackUntil && say.pullBackBy(desk.shortMoment(pullBackUntil, timeZone))}</p>
      </Note>
      <Ways {...props}>
        <Answer value="hold" icon="arrow-back-up">
          {say.pullBack}
        </Answer>
      </Ways>
    </>
  );
}

function Held(props: ReviewPageProps) {
  const { review: say } = useDesk().words;
  const { isPast, kind, askedBy } = props.review;
  const isOwn = kind === 'second-person' && askedBy?.actor === props.actor;
  return (
    <>
      <Note kind="warn">
        <p>{say.held}</p>
        <WhoDecided {...props} />
      </Note>
      <Ways {...props}>
        {!isOwn && (
          <Answer value="approve" icon={isPast ? 'send' : 'check'} isMain>
            {isPast ? say.sendNow : say.approve}
          </Answer>
        )}
        {isPast && <input type="hidden" name="when" value="now" />}
        <Final word={say.drop} means={say.dropMeans} button={say.dropNow} />
      </Ways>
    </>
  );
}

function Going(props: ReviewPageProps) {
  const desk = useDesk();
  const { review: say } = desk.words;
  const { accepted, readers, canPullBack, pullBackUntil } = props.review;
  return (
    <>
      <Note kind="live">
        <p>
          {say.going} {readers !== null && say.haveIt(desk.number(accepted), desk.number(readers))}
        </p>
        <WhoDecided {...props} />
        <p>
          {canPullBack && pullBackUntil
            ? say.pullBackBy(desk.shortMoment(pullBackUntil, props.publication.timeZone))
            : say.tooLate}
        </p>
      </Note>
      {canPullBack && (
        <Ways {...props}>
          <Answer value="hold" icon="player-pause" isMain>
            {say.stopNow}
          </Answer>
        </Ways>
      )}
    </>
  );
}

function Stopped(props: ReviewPageProps) {
  const desk = useDesk();
  const { review: say } = desk.words;
  const { accepted, readers, decision } = props.review;
  const others = desk.number((readers ?? 0) - accepted);
  return (
    <>
      <Note kind="warn">
        <p>
          {say.stoppedTitle} {say.haveItNot(desk.number(accepted), others)}
        </p>
        <WhoDecided {...props} />
        {decision !== 'stopped' && <p>{say.elsewhere}</p>}
      </Note>
      {decision === 'stopped' && (
        <Ways {...props}>
          <Answer value="approve" icon="player-play" isMain>
            {say.goOn}
          </Answer>
          <Final word={say.cancelFor(others)} means={say.cancelMeans} button={say.cancelNow} />
        </Ways>
      )}
    </>
  );
}

/** Nothing is left to decide here. */
function Over(props: ReviewPageProps) {
  const desk = useDesk();
  const { review: say } = desk.words;
  const { stage, readers, reason } = props.review;
  return (
    <Note kind={stage === 'sent' ? 'good' : 'info'}>
      {stage === 'sent' && <p>{say.sent(desk.number(readers ?? 0))}</p>}
      {stage === 'dropped' && <p>{say.dropped}</p>}
      {stage === 'draft' && <p>{say.draft}</p>}
      <WhoDecided {...props} />
      {reason && (stage === 'waiting' || stage === 'dropped') && <p>{says(reason, desk.language)}</p>}
      {stage === 'waiting' && <p>{say.elsewhere}</p>}
    </Note>
  );
}

function WhoDecided({ review, publication, actor }: ReviewPageProps) {
  const desk = useDesk();
  const { review: say } = desk.words;
  const { decision, decidedBy, decidedAt, stage, until } = review;
  const { timeZone } = publication;
  if (decision === 'silence')
    return (
      <p>
        {stage === 'held' && until ? say.silent.hold(desk.shortMoment(until, timeZone)) : say.silent.send}
      </p>
    );
  if (decision === null || decision === 'overtaken' || !decidedBy || !decidedAt) return null;
  return <p>{say.by[decision](nameOf(decidedBy, say, actor), desk.shortMoment(decidedAt, timeZone))}</p>;
}

function Ways({ review, children }: ReviewPageProps & { children: ComponentChildren }) {
  return (
    <form method="post" class="stack">
      <input type="hidden" name="turn" value={review.turn} />
      {review.version !== null && <input type="hidden" name="version" value={review.version} />}
      {children}
    </form>
  );
}

function Answer({
  value,
  icon,
  isMain = false,
  children,
}: {
  value: 'approve' | 'hold';
  icon: IconName;
  isMain?: boolean;
  children: ComponentChildren;
}) {
  return (
    <div>
      <button class={isMain ? 'btn btn-main' : 'btn'} name="do" value={value}>
        <Icon name={icon} />
        {children}
      </button>
    </div>
  );
}

/** What ends it for good stands one step away. */
function Final({ word, means, button }: { word: string; means: string; button: string }) {
  return (
    <details class="more">
      <summary>{word}</summary>
      <p class="small">{means}</p>
      <button class="btn btn-small btn-bad" name="do" value="drop">
        {button}
      </button>
    </details>
  );
}
