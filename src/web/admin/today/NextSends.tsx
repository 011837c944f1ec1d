import type { TodaySend } from '../../../reports/index.ts';
import { Icon } from '../components/Icon.tsx';
import { dayChoices } from '../calendar/day-choices.ts';
import { localOf } from '../calendar/days.ts';
import { MoveForm } from '../components/MoveForm.tsx';
import { MenuButton, RowMenu } from '../components/RowMenu.tsx';
import { State } from '../components/State.tsx';
import { Section } from '../components/Section.tsx';
import { useDesk } from '../use-desk.ts';
import { kindOf } from '../sends/send-places.tsx';
import type { Today } from './load-today.ts';

/** What goes out next, with its time. */
export function NextSends({ today: { next, publication }, mayAct }: { today: Today; mayAct: boolean }) {
  const { words } = useDesk();
  return (
    <Section
      title={words.today.goesOutNext}
      aside={<a href={`/admin/${publication.slug}/calendar`}>{words.today.openCalendar}</a>}
    >
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
          {send.reason?.code === 'in-review' && <State of="review" />}
          <span>{kindOf(desk, send)}</span>
          {send.countedAudience !== null && (
            <span>{desk.words.calendar.aboutReaders(send.countedAudience)}</span>
          )}
        </div>
      </div>
      {mayAct && (
        <RowMenu label={words.whatToDo(subject)}>
          <a href={path}>
            <Icon name="eye" />
            {words.seeIt}
          </a>
          {send.articleId !== null && <OfArticle publication={publication} articleId={send.articleId} />}
          {send.scheduledAt && <Move publication={publication} send={send} at={send.scheduledAt} />}
        </RowMenu>
      )}
    </li>
  );
}

/** What can become of an article whose mail waits. */
function OfArticle({ publication, articleId }: { publication: Today['publication']; articleId: number }) {
  const { articles } = useDesk().words;
  const home = `/admin/${publication.slug}`;
  const fields = { ids: String(articleId), back: home };
  return (
    <>
      <MenuButton to={`${home}/articles/send`} icon="send" fields={{ ...fields, do: 'send-now' }}>
        {articles.sendNow}
      </MenuButton>
      <MenuButton to={`${home}/articles/decide`} icon="hand-stop" fields={{ ...fields, do: 'hold' }}>
        {articles.hold}
      </MenuButton>
      <MenuButton to={`${home}/articles/decide`} icon="x" fields={{ ...fields, do: 'dismiss' }}>
        {articles.drop}
      </MenuButton>
    </>
  );
}

function Move({ publication, send, at }: { publication: Today['publication']; send: TodaySend; at: Date }) {
  const desk = useDesk();
  const { slug, timeZone } = publication;
  const { date, time } = localOf(at, timeZone);
  return (
    <MoveForm
      slug={slug}
      send={{ ...send, at }}
      timeZone={timeZone}
      day={date}
      time={time}
      days={dayChoices(desk, date)}
      back={`/admin/${slug}`}
      isInside
    />
  );
}
