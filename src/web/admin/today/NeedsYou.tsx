import type { ComponentChildren } from 'preact';
import { alertMailWords, alertSays, replyOf, says, type StatesWords } from '../../../words/index.ts';
import { Section } from '../components/Section.tsx';
import { State } from '../components/State.tsx';
import { When } from '../components/When.tsx';
import { sayWhen } from '../review/moments.ts';
import { SignUpHolds } from '../subscribers/SignUpHolds.tsx';
import { useDesk } from '../use-desk.ts';
import type { Today } from './load-today.ts';
import { remedyOf } from './remedy.ts';
import { needCount, needsSomebody } from './sentence.ts';

interface Props {
  today: Today;
  isAdmin: boolean;
  mayAct: boolean;
}

/** What waits for a decision: what happened, what it means, one button. */
export function NeedsYou({ today, isAdmin, mayAct }: Props) {
  const { words } = useDesk();
  const count = needCount(today);
  if (count === 0 && today.signUpHolds.length === 0) return null;
  const { timeZone } = today.publication;
  return (
    <Section
      id="needs"
      title={
        <>
          {words.today.needsYou} <span class="n">{count || ''}</span>
        </>
      }
    >
      {today.signUpHolds.length > 0 && (
        <SignUpHolds holds={today.signUpHolds} timeZone={timeZone} mayAct={isAdmin} />
      )}
      <ul class="rows needs">
        <ReviewRows today={today} />
        <GapRow today={today} mayAct={mayAct} />
        <HeldArticlesRow today={today} />
        {today.troubled.map((send) => (
          <SendRow key={send.id} send={send} slug={today.publication.slug} timeZone={timeZone} />
        ))}
        <FeedRows today={today} />
        <IncidentRows today={today} isAdmin={isAdmin} />
      </ul>
    </Section>
  );
}

interface NeedProps {
  state: keyof StatesWords;
  since?: Date | null;
  /** When it is too late to answer. */
  left?: Date | null;
  timeZone: string;
  title: string;
  /** Undefined: nothing here mends it. */
  href: string | undefined;
  text: ComponentChildren;
  /** Words of the button that leads there. */
  act: string;
}

function Need({ state, since, left, timeZone, title, href, text, act }: NeedProps) {
  const { words, shortMoment, relative } = useDesk();
  return (
    <li class="item">
      <div>
        <div class="meta">
          <State of={state} />
          {left && <b class="no-dot is-warn">{words.today.toAnswer(relative(left))}</b>}
          {since && since <= new Date() && (
            <span class="no-dot">{words.today.since(shortMoment(since, timeZone))}</span>
          )}
        </div>
        {href === undefined ? (
          <p class="title">{title}</p>
        ) : (
          <a class="title" href={href}>
            {title}
          </a>
        )}
        <div class="small soft">{text}</div>
      </div>
      {href !== undefined && (
        <a class="btn" href={href} aria-label={`${act}: ${title}`}>
          {act || words.today.lookAtIt}
        </a>
      )}
    </li>
  );
}

/** Whoever is asked has to see the clock first. */
function ReviewRows({ today: { reviews, publication } }: { today: Today }) {
  const desk = useDesk();
  const { review: say } = desk.words;
  return reviews.map(({ sendId, kind, subject, until, onSilence }) => (
    <Need
      key={sendId}
      state="review"
      left={until}
      timeZone={publication.timeZone}
      title={subject || `#${sendId}`}
      href={reviewPath(publication.slug, sendId)}
      text={
        <>
          {until &&
            sayWhen(
              desk,
              until,
              publication.timeZone,
              kind === 'clock'
                ? { at: say.goesOutAt, on: say.goesOutOn }
                : { at: say.plannedAt, on: say.plannedOn },
            )}{' '}
          {kind === 'clock' ? say.silence[onSilence] : say.waitsForSecond}
        </>
      }
      act={say.look}
    />
  ));
}

const reviewPath = (slug: string, id: number) => `/admin/${slug}/sends/${id}/review`;
/** What held a send so that its review lets it go again. */
const OF_REVIEW: ReadonlySet<string> = new Set(['review-held', 'review-unanswered', 'second-person']);

function HeldArticlesRow({ today: { heldArticles, publication } }: { today: Today }) {
  const { words, language } = useDesk();
  const { count, since, title, reason } = heldArticles;
  if (count === 0) return null;
  return (
    <Need
      state="held"
      since={since}
      timeZone={publication.timeZone}
      title={count === 1 && title ? title : words.today.heldArticles(count)}
      href={`/admin/${publication.slug}/articles?show=held`}
      text={`${reason ? says(reason, language) : ''} ${words.today.heldArticlesMean(count)}`}
      act={count === 1 ? words.today.lookAtIt : words.today.lookAtThem}
    />
  );
}

function SendRow({
  send,
  slug,
  timeZone,
}: {
  send: Today['troubled'][number];
  slug: string;
  timeZone: string;
}) {
  const { words, language } = useDesk();
  const { id, subject, status, reason, warnings, scheduledAt } = send;
  const isWarned = status === 'sending' || status === 'sent';
  const told = isWarned ? warnings : [reason].filter((one) => one !== null);
  return (
    <Need
      state={isWarned ? 'warning' : status}
      since={isWarned ? scheduledAt : null}
      timeZone={timeZone}
      title={subject || `#${id}`}
      href={
        status === 'draft'
          ? `/admin/${slug}/sends/${id}/edit`
          : reason && OF_REVIEW.has(reason.code)
            ? reviewPath(slug, id)
            : `/admin/${slug}/sends/${id}`
      }
      text={told.map((one) => says(one, language)).join(' ')}
      act={words.today.lookAtIt}
    />
  );
}

function FeedRows({ today: { feeds, publication } }: { today: Today }) {
  const { words, language } = useDesk();
  return feeds
    .filter(needsSomebody)
    .map(({ id, title, url, status, error, silentSince }) => (
      <Need
        key={id}
        state={silentSince ? 'warning' : status === 'gone' ? 'gone' : 'failing'}
        since={silentSince}
        timeZone={publication.timeZone}
        title={silentSince ? words.today.feedSilent(title ?? url) : words.today.feedFails(title ?? url)}
        href={`/admin/${publication.slug}/feeds/${id}`}
        text={
          silentSince
            ? words.today.feedSilentMeans
            : `${error ? says(error, language) : ''} ${words.today.feedMeans}`
        }
        act={words.today.lookAtIt}
      />
    ));
}

/** What the watchdog sees. Where the desk has no button for it, the words say what to do. */
function IncidentRows({ today: { incidents, publication }, isAdmin }: Omit<Props, 'mayAct'>) {
  const { words, language } = useDesk();
  return incidents.map(({ id, news, severity, since }) => {
    const { headline, about, what, advice } = alertSays(news, language);
    const reply = replyOf(news);
    const href = remedyOf(news.code, publication.slug, isAdmin);
    return (
      <Need
        key={id}
        state={severity === 'severe' ? 'failing' : 'warning'}
        since={since}
        timeZone={publication.timeZone}
        title={`${headline}: ${about}`}
        href={href}
        text={[what, reply && `${alertMailWords(language).reply} ${reply}`, href === undefined && advice]
          .filter(Boolean)
          .join(' ')}
        act={words.today.remedies[news.code]}
      />
    );
  });
}

/** Sends that may be out already are asked about once: they went out from another copy, or not at all. */
function GapRow({ today: { gaps, publication }, mayAct }: Omit<Props, 'isAdmin'>) {
  const { words, language } = useDesk();
  const { sends } = gaps;
  if (sends.length === 0) return null;
  return (
    <li class="item">
      <div class="stack stack-s">
        <div class="meta">
          <State of="held" />
        </div>
        <p class="title">{words.today.copies}</p>
        <div class="small soft">
          {gaps.gaps.map((gap) => (
            <p key={gap.id}>{says(gap, language)}</p>
          ))}
        </div>
        <ul class="small">
          {sends.slice(0, 10).map(({ id, subject, scheduledAt }) => (
            <li key={id}>
              <a href={`/admin/${publication.slug}/sends/${id}`}>{subject || `#${id}`}</a>{' '}
              <When at={scheduledAt} timeZone={publication.timeZone} />
            </li>
          ))}
        </ul>
        {mayAct && (
          <div class="row">
            <form method="post" action={`/admin/${publication.slug}/held-sends/release`}>
              <button class="btn btn-small">{words.today.sendThem(sends.length)}</button>
            </form>
            <details>
              <summary class="btn btn-small">{words.today.sentByOther}</summary>
              <p class="small">{words.today.dropMeans}</p>
              <form method="post" action={`/admin/${publication.slug}/held-sends/drop`}>
                <button class="btn btn-small btn-bad">{words.today.dropThem(sends.length)}</button>
              </form>
            </details>
          </div>
        )}
      </div>
    </li>
  );
}
