import { FormFaults } from '../components/Field.tsx';
import { Note } from '../components/Note.tsx';
import { useDesk } from '../use-desk.ts';
import { Asking } from './Asking.tsx';
import { Clock } from './Clock.tsx';
import { Decided } from './Decided.tsx';
import { placeOf, sayWhen } from './moments.ts';
import { nameOf } from './names.ts';
import type { ReviewPageProps } from './review-page-props.ts';

/** A send as those see it who are asked about it: first the clock and what silence means, the answer at the thumb. */
export function ReviewPage(props: ReviewPageProps) {
  const { words } = useDesk();
  const { review, publication, form, undone } = props;
  const isAsking = review.stage === 'asking';
  return (
    <div class="review">
      {(undone === 'overtaken' || undone === 'changed') && <Note kind="warn">{words.review[undone]}</Note>}
      <FormFaults form={form} labels={{ subject: words.review.subject, time: words.review.time }} />
      <header class="clock">
        {isAsking && review.kind === 'clock' && !review.isPast && (
          <Clock review={review} timeZone={publication.timeZone} />
        )}
        <div>
          <p class="crumbs">{useAbout(props)}</p>
          <h1 class="theirs">{review.subject || `#${review.sendId}`}</h1>
          {isAsking && <WhatHappens {...props} />}
        </div>
      </header>
      {isAsking ? (
        <Asking {...props}>
          <Mail {...props} />
        </Asking>
      ) : (
        <div class="stack">
          <Decided {...props} />
          <Mail {...props} />
        </div>
      )}
    </div>
  );
}

function Mail({ review, publication, mailPath }: ReviewPageProps) {
  const { words } = useDesk();
  return (
    <section class="sec">
      <div class="sec-head">
        <h2>{words.review.mail}</h2>
        <a href={`/admin/${publication.slug}/sends/${review.sendId}`}>{words.review.openDesk}</a>
      </div>
      <iframe
        class="frame frame-tall"
        src={mailPath}
        title={words.review.mailTitle}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        loading="lazy"
      />
      <p class="small soft">{words.review.timesOf(placeOf(publication.timeZone))}</p>
    </section>
  );
}

/** What it is and for how many. */
function useAbout({ review, publication }: ReviewPageProps): string {
  const { words } = useDesk();
  const what = review.askedBy
    ? words.review.scheduledBy(nameOf(review.askedBy, words.review))
    : words.review.automatic;
  const readers = review.readers === null ? [] : [words.review.readers(review.readers)];
  return [what, publication.name, ...readers].join(', ');
}

function WhatHappens({ review, publication, actor }: ReviewPageProps) {
  const desk = useDesk();
  const { review: words } = desk.words;
  const { until, kind, onSilence } = review;
  const say =
    kind === 'clock'
      ? { at: words.goesOutAt, on: words.goesOutOn }
      : { at: words.plannedAt, on: words.plannedOn };
  const isOwn = review.askedBy?.actor === actor;
  return (
    <p>
      {until && sayWhen(desk, until, publication.timeZone, say)}{' '}
      <b>{kind === 'clock' ? words.silence[onSilence] : isOwn ? words.ownSchedule : words.needsTwo}</b>
    </p>
  );
}
