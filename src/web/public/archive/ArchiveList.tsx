import type { ArchivePage as Found } from '../../../sends/index.ts';
import type { ArchiveProps } from './archive-props.ts';

type Line = Found['lines'][number];

/** Under a heading for each month; what was looked for stands in one list. */
export function ArchiveList(props: ArchiveProps) {
  const { dates, question, found } = props;
  if (question.words !== '') return <Lines {...props} lines={found.lines} />;
  const months = Object.entries(Object.groupBy(found.lines, ({ sentAt }) => dates.monthOf(sentAt)));
  return (
    <>
      {months.map(([month, lines = []]) => (
        <section class="section" key={month} aria-labelledby={`m-${month}`}>
          <h2 id={`m-${month}`}>{dates.month(month)}</h2>
          <Lines {...props} lines={lines} />
        </section>
      ))}
    </>
  );
}

function Lines({ publication, dates, lines }: ArchiveProps & { lines: Line[] }) {
  return (
    <ol class="issues">
      {lines.map(({ sendId, sentAt, subject, summary }) => (
        <li key={sendId}>
          <time datetime={dates.dayOf(sentAt)}>{dates.short(sentAt)}</time>
          <a href={`/${publication.slug}/archive/${sendId}`}>
            <strong>
              <Told of={subject} />
            </strong>
            <span>
              <Told of={summary} />
            </span>
          </a>
        </li>
      ))}
    </ol>
  );
}

const Told = ({ of }: { of: Line['subject'] }) => (
  <bdi>{of.map(({ text, isHit }, place) => (isHit ? <mark key={place}>{text}</mark> : text))}</bdi>
);
