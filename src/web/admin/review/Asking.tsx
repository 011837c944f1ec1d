import type { ComponentChildren } from 'preact';
import { Faults } from '../components/Field.tsx';
import { Icon } from '../components/Icon.tsx';
import { useDesk } from '../use-desk.ts';
import { EditionArticles } from '../edition/EditionArticles.tsx';
import { NewTime } from './NewTime.tsx';
import type { ReviewPageProps } from './review-page-props.ts';

/** The subject to change, the mail, and the answers, which stay at the foot of the screen. */
export function Asking({
  review,
  publication,
  form,
  actor,
  hasShortcuts,
  edition,
  slug,
  children,
}: ReviewPageProps & { children: ComponentChildren }) {
  const { words, time } = useDesk();
  const { review: say } = words;
  const isOwn = review.kind === 'second-person' && review.askedBy?.actor === actor;
  const needsTime = review.kind === 'second-person' && review.isPast;
  return (
    <form method="post" class="stack" data-keys={hasShortcuts ? '' : undefined} data-review>
      <input type="hidden" name="turn" value={review.turn} />
      {review.version !== null && <input type="hidden" name="version" value={review.version} />}
      {edition && <input type="hidden" name="edition" value={edition.edition.version} />}
      <SubjectField form={form} isMade={edition !== undefined} />
      {needsTime && !isOwn && <NewTime form={form} timeZone={publication.timeZone} />}
      {edition && (
        <EditionArticles
          view={edition}
          articles={edition.articles}
          timeZone={publication.timeZone}
          slug={slug}
        />
      )}
      {children}
      <details class="more">
        <summary>{say.drop}</summary>
        <p class="small">{edition ? words.schedule.cancelDigestMeans : say.dropMeans}</p>
        <button class="btn btn-small btn-bad" name="do" value="drop">
          {say.dropNow}
        </button>
      </details>
      <p class="small soft">
        {review.kind === 'clock' &&
          review.pullBackUntil &&
          say.pullBackUntil(time(review.pullBackUntil, publication.timeZone))}{' '}
        {say.firstCounts}
      </p>
      <div class="decide">
        {!isOwn && (
          <button
            class="btn btn-main"
            name="do"
            value="approve"
            data-key="a"
            aria-keyshortcuts={hasShortcuts ? 'a' : undefined}
          >
            <Icon name="check" />
            {say.approve}
          </button>
        )}
        <button
          class="btn"
          name="do"
          value="hold"
          data-key="h"
          aria-keyshortcuts={hasShortcuts ? 'h' : undefined}
        >
          <Icon name="hand-stop" />
          {say.hold}
        </button>
      </div>
    </form>
  );
}

/** One that grows with its text. Its own button comes first, so that Enter saves and decides nothing. */
function SubjectField({ form, isMade }: Pick<ReviewPageProps, 'form'> & { isMade: boolean }) {
  const { review: say, edition } = useDesk().words;
  const errors = form.errors.filter(({ field }) => field === 'subject');
  return (
    <div class="field">
      <label for="subject">{say.subject}</label>
      <textarea
        class="one"
        id="subject"
        name="subject"
        rows={1}
        maxLength={250}
        placeholder={isMade ? edition.subjectEmpty : undefined}
        aria-invalid={errors.length > 0 ? 'true' : undefined}
        aria-describedby={errors.length > 0 ? 'subject-error' : undefined}
      >
        {form.values['subject'] ?? ''}
      </textarea>
      <Faults name="subject" messages={errors.map(({ message }) => message)} />
      <div>
        <button class="btn btn-small" name="do" value="save">
          {say.saveSubject}
        </button>
      </div>
    </div>
  );
}
