import { LONGEST_NOTE } from '../../../subscribers/index.ts';
import { Icon } from '../components/Icon.tsx';
import { Section } from '../components/Section.tsx';
import { When } from '../components/When.tsx';
import { ExplainedAnswer } from '../sends/ExplainedAnswer.tsx';
import { ReaderStatus } from '../subscribers/ReaderTable.tsx';
import { useDesk } from '../use-desk.ts';
import type { PersonView } from './load-person.ts';
import { Timeline } from './Timeline.tsx';

interface Props extends PersonView {
  here: string;
  home: string;
  timeZone: string;
  mayChange: boolean;
}

/** One reader: who, what they chose, what happened, and why. */
export function PersonPage(props: Props) {
  const { here, home, timeZone, timeline } = props;
  const { person: say } = useDesk().words;
  return (
    <>
      <Meta {...props} />
      <div class="cols">
        <div>
          <WhyPanel {...props} />
          <Timeline here={here} home={home} timeZone={timeZone} timeline={timeline} />
        </div>
        <aside class="stack stack-l" aria-label={say.chose}>
          <Chosen {...props} />
          <Figures {...props} />
          <Notes {...props} />
        </aside>
      </div>
    </>
  );
}

function Meta({ reader, timeZone }: Props) {
  const desk = useDesk();
  const { email, name, createdAt, language } = reader;
  return (
    <p class="meta meta-lead">
      <ReaderStatus reader={reader} timeZone={timeZone} />
      {name !== '' && <bdi class="no-dot">{email}</bdi>}
      <span>{desk.words.person.since(desk.day(createdAt, timeZone))}</span>
      {reader.timeZone && <bdi>{reader.timeZone}</bdi>}
      {language && <bdi>{language}</bdi>}
    </p>
  );
}

function WhyPanel({ here, reader, why: { about, answer, sends, articles } }: Props) {
  const { words } = useDesk();
  const { person: say } = words;
  const known = [...sends.map(({ id }) => `send:${id}`), ...articles.map(({ id }) => `article:${id}`)];
  const asked = answer?.send?.subject ?? answer?.article?.title;
  return (
    <section class="panel why" aria-labelledby="why">
      <h2 id="why">{say.whyTitle}</h2>
      <form class="row why-form" method="get" action={`${here}#why`}>
        <label class="sr" for="about">
          {say.what}
        </label>
        <select id="about" name="about">
          {asked !== undefined && !known.includes(about) && (
            <option value={about} selected>
              {asked}
            </option>
          )}
          {sends.length > 0 && (
            <optgroup label={say.sends}>
              {sends.map(({ id, subject }) => (
                <option key={id} value={`send:${id}`} selected={about === `send:${id}`}>
                  {subject || words.sends.untitled(id)}
                </option>
              ))}
            </optgroup>
          )}
          {articles.length > 0 && (
            <optgroup label={say.articles}>
              {articles.map(({ id, title }) => (
                <option key={id} value={`article:${id}`} selected={about === `article:${id}`}>
                  {title}
                </option>
              ))}
            </optgroup>
          )}
        </select>
        <button class="btn btn-main">{say.explain}</button>
      </form>
      {answer && <ExplainedAnswer answer={answer} typed={reader.email} />}
    </section>
  );
}

function Chosen({ here, reader, topics, followed, mayChange }: Props) {
  const desk = useDesk();
  const { person: say, subscribers } = desk.words;
  const names = topics.filter(({ id }) => reader.topicIds.includes(id)).map(({ name }) => name);
  return (
    <section class="panel panel-ground">
      <h2>{say.chose}</h2>
      <dl class="facts">
        <dt>{subscribers.rhythm}</dt>
        <dd>
          {subscribers.rhythms[reader.rhythm]}
          {reader.localHour !== null &&
            ` ${say.localHour(`${String(reader.localHour).padStart(2, '0')}:00`)}`}
        </dd>
        <dt>{subscribers.topics}</dt>
        <dd>{names.length === 0 ? say.everything : desk.list(names)}</dd>
        {followed.length > 0 && (
          <>
            <dt>{say.follows}</dt>
            <dd>
              <bdi>{desk.list(followed)}</bdi>
            </dd>
          </>
        )}
      </dl>
      {mayChange && (
        <p class="block-s">
          <a href={`${here}/edit`}>{say.change}</a>
        </p>
      )}
    </section>
  );
}

function Figures({ reader, mails }: Props) {
  const { words, number } = useDesk();
  const { person: say, subscribers } = words;
  const { accepted = 0, rejected = 0, expired = 0, unknown = 0 } = mails;
  return (
    <section>
      <div class="sec-head">
        <h2>{say.figures}</h2>
      </div>
      <dl class="facts block-s small">
        <dt>{say.accepted}</dt>
        <dd>{number(accepted)}</dd>
        <dt>{say.notAccepted}</dt>
        <dd>{number(rejected + expired + unknown)}</dd>
        {reader.source !== '' && (
          <>
            <dt>{subscribers.source}</dt>
            <dd>
              <bdi class="address">{reader.source}</bdi>
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}

function Notes({ here, notes, people, timeZone, mayChange }: Props) {
  const { person: say } = useDesk().words;
  if (!mayChange && notes.length === 0) return null;
  return (
    <Section title={say.notes} id="notes">
      <ul class="rows">
        {notes.map(({ id, at, actor, text }) => (
          <li key={id} class="row row-between">
            <div>
              <bdi class="pre">{text}</bdi>
              <p class="small soft">
                <When at={at} timeZone={timeZone} /> {say.by(people.actor(actor) ?? say.somebody)}
              </p>
            </div>
            {mayChange && (
              <form method="post" action={`${here}/notes/${id}/remove`}>
                <button class="btn btn-small btn-icon" aria-label={say.removeNote}>
                  <Icon name="trash" />
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {mayChange && (
        <form class="stack stack-s block-s" method="post" action={`${here}/notes`}>
          <div class="field">
            <label for="text">{say.note}</label>
            <textarea
              id="text"
              name="text"
              rows={3}
              maxLength={LONGEST_NOTE}
              required
              aria-describedby="text-hint"
            />
            <p class="hint" id="text-hint">
              {say.noteHint}
            </p>
          </div>
          <button class="btn btn-small">{say.addNote}</button>
        </form>
      )}
    </Section>
  );
}
