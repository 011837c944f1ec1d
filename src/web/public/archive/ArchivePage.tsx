import { PublicPage } from '../../components/PublicPage.tsx';
import { ArchiveList } from './ArchiveList.tsx';
import type { ArchiveProps } from './archive-props.ts';
import { FindForm } from './FindForm.tsx';
import { questionPath } from './question.ts';

/** Past mails by month, or those that were looked for. */
export function ArchivePage(props: ArchiveProps) {
  const { publication, speech, question, found } = props;
  const { slug, name, archiveIndexed } = publication;
  const say = speech.words.archive;
  const isFound = found.lines.length > 0;
  const heading = headingOf(props);
  return (
    <PublicPage
      title={`${heading} – ${name}`}
      language={speech.language}
      publication={publication}
      showsLogo
      head={
        <>
          {archiveIndexed && question.words === '' ? null : <meta name="robots" content="noindex" />}
          <link rel="alternate" type="application/atom+xml" href={`/${slug}/archive.xml`} title={say.title} />
        </>
      }
    >
      <h1>{heading}</h1>
      <FindForm {...props} />
      {isFound && question.words !== '' ? <Hits {...props} /> : null}
      {isFound ? <ArchiveList {...props} /> : <Nothing {...props} />}
      {isFound ? <Pager {...props} /> : null}
      <p class="notice buttons">
        <a href={`/${slug}`}>{say.getIt}</a>
        <a href={`/${slug}/archive.xml`}>{say.feed}</a>
      </p>
    </PublicPage>
  );
}

function headingOf({ speech, question: { words }, found }: ArchiveProps): string {
  const say = speech.words.archive;
  if (words === '') return say.title;
  return found.lines.length > 0 ? say.found(words) : say.nothing(words);
}

function Hits({ publication, speech, found }: ArchiveProps) {
  const say = speech.words.archive;
  return (
    <p class="muted" role="status">
      {say.mails(found.total)}. <a href={`/${publication.slug}/archive`}>{say.showAll}</a>
    </p>
  );
}

function Nothing({ publication, speech, dates, question, found }: ArchiveProps) {
  const say = speech.words.archive;
  const isAsked = question.words !== '' || question.month !== undefined || question.topic !== undefined;
  return (
    <>
      <p class="lead" role="status">
        {question.words !== '' && found.since ? say.noneSince(dates.full(found.since)) : say.none}
      </p>
      {isAsked ? (
        <p>
          <a href={`/${publication.slug}/archive`}>{say.showAll}</a>
        </p>
      ) : null}
    </>
  );
}

function Pager({ publication, speech, question, found }: ArchiveProps) {
  const say = speech.words.archive;
  const { lines, total, hasMore } = found;
  const last = lines.at(-1)?.sendId;
  const isPart = lines.length < total;
  return (
    <nav class="pager" aria-label={say.pages}>
      <span class="muted">
        {isPart ? say.shown(speech.number(lines.length), speech.number(total)) : say.mails(total)}
      </span>
      {question.before !== undefined ? (
        <a class="button quiet" href={questionPath(publication.slug, question)}>
          {say.newest}
        </a>
      ) : null}
      {hasMore ? (
        <a class="button quiet" rel="next" href={questionPath(publication.slug, question, last)}>
          {say.earlier}
        </a>
      ) : null}
    </nav>
  );
}
