import type { TodaySend } from '../../../reports/index.ts';
import { Icon } from '../components/Icon.tsx';
import { RowMenu } from '../components/RowMenu.tsx';
import { Section } from '../components/Section.tsx';
import { useDesk } from '../use-desk.ts';
import type { Today } from './load-today.ts';

/** What goes out next, with its time. */
export function NextSends({ today: { next, publication }, mayAct }: { today: Today; mayAct: boolean }) {
  const { words } = useDesk();
  return (
    <Section title={words.today.goesOutNext}>
      {next.length === 0 ? (
        <p class="soft quiet-line">{words.today.nextNone}</p>
      ) : (
        <ol class="rows">
          {next.map((send) => (
            <Next key={send.id} send={send} publication={publication} mayAct={mayAct} />
          ))}
        </ol>
      )}
    </Section>
  );
}

function Next({
  send,
  publication,
  mayAct,
}: {
  send: TodaySend;
  publication: Today['publication'];
  mayAct: boolean;
}) {
  const desk = useDesk();
  const { today: words } = desk.words;
  const path = `/admin/${publication.slug}/sends/${send.id}`;
  const subject = send.subject || `#${send.id}`;
  return (
    <li class="item item-timed">
      <div class="when">
        {send.scheduledAt && desk.shortMoment(send.scheduledAt, publication.timeZone)}
        {send.scheduledAt && <small>{desk.relative(send.scheduledAt)}</small>}
      </div>
      <div>
        <a class="title" href={path}>
          {subject}
        </a>
        <div class="meta">
          <span>{send.kind === 'article' ? words.article : words.letter}</span>
        </div>
      </div>
      {mayAct && (
        <RowMenu label={words.whatToDo(subject)}>
          <a href={path}>
            <Icon name="eye" />
            {words.seeIt}
          </a>
        </RowMenu>
      )}
    </li>
  );
}
