import type { ComponentChildren } from 'preact';
import type { SendAudience } from '../../../../explain/index.ts';
import type { DigestRhythm } from '../../../../planning/index.ts';
import type { SendProgress } from '../../../../sends/index.ts';
import { leftOutSays, says } from '../../../../words/index.ts';
import { Icon } from '../../components/Icon.tsx';
import { MoveForm } from '../../components/MoveForm.tsx';
import { Note } from '../../components/Note.tsx';
import { Section } from '../../components/Section.tsx';
import { useDesk } from '../../use-desk.ts';
import { dayChoices } from '../../calendar/day-choices.ts';
import { localOf } from '../../calendar/days.ts';

export interface WaitingProps {
  slug: string;
  /** `/admin/:slug/sends/:id`. */
  path: string;
  timeZone: string;
  send: SendProgress;
  audience: SendAudience;
  now: Date;
  /** As long as “now” can be undone. */
  undoSeconds: number;
  /** Whether an editor wrote it, so that it can be a draft again. */
  isWritten: boolean;
  /** Of a digest that is made by itself. */
  digest: DigestRhythm | null;
  maySend: boolean;
  /** What else goes out that day, each as a few words. */
  also: string[];
  /** What happened so far. */
  history: ComponentChildren;
}

/** A send that waits for its time. */
export function ScheduledSend(props: WaitingProps) {
  const { path, send, timeZone, now, maySend, history } = props;
  const desk = useDesk();
  const { schedule } = desk.words;
  const { scheduledAt, reason } = send;
  const secondsLeft = secondsLeftOf(props);
  return (
    <>
      <div class="cols" data-due-in={secondsLeft}>
        <div class="stack stack-l">
          {reason && (
            <Note>
              <p>
                {says(reason, desk.language)}
                {reason.code === 'in-review' && (
                  <>
                    {' '}
                    <a href={`${path}/review`}>{schedule.review}</a>
                  </>
                )}
              </p>
            </Note>
          )}
          <section class="panel">
            <h2 class="soft small">{schedule.goesOutIn}</h2>
            <p class="big">
              {scheduledAt && secondsLeft > 0 ? desk.relative(scheduledAt, now) : schedule.anyMoment}
            </p>
            {scheduledAt && (
              <p class="small soft">{schedule.at(desk.moment(scheduledAt, timeZone), timeZone)}</p>
            )}
            {maySend && <Ways {...props} />}
          </section>
          <WhoGetsIt audience={props.audience} />
          {history}
        </div>
        <MailBeside path={path} />
      </div>
    </>
  );
}

const secondsLeftOf = ({ send: { scheduledAt }, now }: WaitingProps) =>
  scheduledAt ? Math.ceil((scheduledAt.getTime() - now.getTime()) / 1000) : 0;

function isInUndo(props: WaitingProps): boolean {
  const { maySend, isWritten, undoSeconds, send } = props;
  const secondsLeft = secondsLeftOf(props);
  return send.status === 'scheduled' && maySend && isWritten && secondsLeft > 0 && secondsLeft <= undoSeconds;
}

/** As long as “now” can be undone: a line with a clock, which script lets run. */
export function UndoClock(props: WaitingProps) {
  const desk = useDesk();
  const { schedule, frame } = desk.words;
  const { path, timeZone } = props;
  const { scheduledAt: at } = props.send;
  const secondsLeft = secondsLeftOf(props);
  if (!isInUndo(props) || !at) return null;
  return (
    <div class="undo" role="status">
      <span>
        {schedule.undoUntil(desk.timeWithSeconds(at, timeZone))}{' '}
        <b role="timer" aria-label={schedule.secondsLeft} aria-live="off" data-seconds-left={secondsLeft}>
          {secondsLeft} s
        </b>
      </span>
      <form method="post" action={`${path}/unschedule`}>
        <button class="btn btn-small">
          <Icon name="arrow-back-up" />
          {frame.undo}
        </button>
      </form>
    </div>
  );
}

/** What can be done while it waits, each with what it means now. */
function Ways(props: WaitingProps) {
  const { slug, path, timeZone, send, audience, now, isWritten, digest, also } = props;
  const { schedule } = useDesk().words;
  return (
    <div class="ways">
      <Move {...{ slug, path, timeZone, send, now, also, digest }} />
      {isWritten && <TakeBack path={path} />}
      <form method="post" action={`${path}/send-now`}>
        <button class="btn" aria-describedby="means-now">
          <Icon name="send" />
          {schedule.sendItNow}
        </button>
        <p class="small soft" id="means-now">
          {isInUndo(props) ? schedule.skipMeans : schedule.sendNowMeans(audience.count, audience.isExact)}
        </p>
      </form>
      <div>
        <a class="btn" href={`${path}/cancel`} aria-describedby="means-cancel">
          <Icon name="x" />
          {schedule.cancel}
        </a>
        <p class="small soft" id="means-cancel">
          {digest === null ? schedule.cancelMeans : schedule.cancelDigestMeans}
        </p>
      </div>
    </div>
  );
}

export function TakeBack({ path }: { path: string }) {
  const { schedule } = useDesk().words;
  return (
    <form method="post" action={`${path}/unschedule`}>
      <button class="btn" aria-describedby="means-back">
        <Icon name="arrow-back-up" />
        {schedule.takeBack}
      </button>
      <p class="small soft" id="means-back">
        {schedule.takeBackMeans}
      </p>
    </form>
  );
}

/** Another time: a menu with the form of the calendar. */
export function Move({
  slug,
  path,
  timeZone,
  send,
  now,
  also,
  digest,
}: Pick<WaitingProps, 'slug' | 'path' | 'timeZone' | 'send' | 'now' | 'also' | 'digest'>) {
  const desk = useDesk();
  const { schedule } = desk.words;
  const at = send.scheduledAt && send.scheduledAt > now ? send.scheduledAt : now;
  const { date, time } = localOf(at, timeZone);
  const { date: today } = localOf(now, timeZone);
  const days = dayChoices(desk, date < today ? today : date);
  return (
    <div>
      <details class="menu menu-move">
        <summary class="btn" aria-describedby="means-move">
          <Icon name="calendar" />
          {schedule.move}
        </summary>
        <MoveForm
          slug={slug}
          send={{ id: send.id, kind: send.kind, digest, subject: send.subject, at: send.scheduledAt ?? now }}
          timeZone={timeZone}
          day={date}
          time={time}
          days={days}
          also={also}
          back={path}
        />
      </details>
      <p class="small soft" id="means-move">
        {digest === null ? schedule.moveMeans : `${schedule.moveMeans} ${schedule.moveOnlyThis}`}
      </p>
    </div>
  );
}

function WhoGetsIt({ audience: { count, isExact, leftOut } }: { audience: SendAudience }) {
  const desk = useDesk();
  const { schedule } = desk.words;
  return (
    <Section title={schedule.whoGetsIt}>
      <dl class="figures block">
        <div>
          <dt>{isExact ? schedule.readersNow : schedule.readersAbout}</dt>
          <dd>{desk.number(count)}</dd>
        </div>
      </dl>
      <ul class="small soft">
        {leftOut.map((one) => (
          <li key={one.code}>{leftOutSays(one, desk.language)}</li>
        ))}
      </ul>
      <p class="small soft">{schedule.countedAgain}</p>
    </Section>
  );
}

export function MailBeside({ path }: { path: string }) {
  const { schedule } = useDesk().words;
  return (
    <aside aria-label={schedule.theMail}>
      <iframe
        class="frame frame-side"
        title={schedule.asReadersGetIt}
        src={`${path}/preview/mail`}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        referrerpolicy="no-referrer"
      ></iframe>
      <p class="small">
        <a href={`${path}/preview`}>{schedule.openPreview}</a>
      </p>
    </aside>
  );
}
