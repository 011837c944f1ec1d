import { says } from '../../../words/index.ts';
import type { Poll } from '../../../articles/index.ts';
import { FateLine } from '../articles/ArticleRows.tsx';
import { Icon } from '../components/Icon.tsx';
import { Note } from '../components/Note.tsx';
import { Section } from '../components/Section.tsx';
import { State } from '../components/State.tsx';
import { When } from '../components/When.tsx';
import { useDesk } from '../use-desk.ts';
import { FeedState } from './Feeds.tsx';
import type { LoadedFeed } from './load-feed.ts';

type Props = LoadedFeed & { slug: string; timeZone: string };

/** One feed: how it does, what it showed, and how it was read. */
export function FeedPage(props: Props) {
  const { feed } = props;
  const { words } = useDesk();
  return (
    <>
      <p class="meta meta-lead">
        <FeedState feed={feed} />
        <span class="no-dot break">{feed.url}</span>
      </p>
      <Trouble {...props} />
      <Figures {...props} />
      <div class="cols">
        <div>
          <Saw {...props} />
          <Doctor {...props} />
          <Readings {...props} />
        </div>
        <aside class="stack stack-l" aria-label={words.feeds.history}>
          <Days {...props} />
          <section class="panel panel-ground">
            <h2>{words.feeds.ifItFails}</h2>
            <p class="small">{words.feeds.ifItFailsText}</p>
          </section>
        </aside>
      </div>
    </>
  );
}

function Trouble({ feed: { status, error } }: Props) {
  const { words, language } = useDesk();
  const { feeds } = words;
  if (status === 'paused') return <Note kind="warn">{feeds.pausedText}</Note>;
  if (status === 'active' || !error) return null;
  const reason = says(error, language);
  return <Note kind="bad">{status === 'gone' ? feeds.goneText(reason) : feeds.failingSince(reason)}</Note>;
}

function Figures({ feed, health, polls, timeZone }: Props) {
  const { words, number } = useDesk();
  const { feeds } = words;
  const isRead = feed.status === 'active' || feed.status === 'failing';
  const [last] = polls;
  return (
    <dl class="figures figures-4">
      <div>
        <dt>{feeds.readLast}</dt>
        <dd>
          {feed.lastPolledAt ? <When at={feed.lastPolledAt} timeZone={timeZone} /> : feeds.never}
          {last && <small>{useOutcome()(last)}</small>}
        </dd>
      </div>
      <div>
        <dt>{feeds.readsAgain}</dt>
        <dd>
          {isRead ? <When at={feed.nextPollAt} timeZone={timeZone} /> : feeds.notRead}
          <small>{feeds.everyWished(number(feed.pollMinutes))}</small>
        </dd>
      </div>
      <div>
        <dt>{feeds.newThisWeek}</dt>
        <dd>
          {number(health.thisWeek)}
          {health.usual && (
            <small>{feeds.asUsual(number(health.usual.least), number(health.usual.most))}</small>
          )}
        </dd>
      </div>
      <div>
        <dt>{feeds.pictures}</dt>
        <dd>
          {number(health.withPicture)}
          <small>{feeds.ofNewest(number(health.entries))}</small>
        </dd>
      </div>
    </dl>
  );
}

/** How one reading ended, in a few words. */
function useOutcome() {
  const { words, number } = useDesk();
  const { feeds } = words;
  return ({ outcome, status, milliseconds, fresh, held }: Poll) =>
    [
      outcome === 'failed' ? feeds.failed : outcome === 'unchanged' ? feeds.unchanged : feeds.brought(fresh),
      held > 0 && feeds.heldThen(held),
      status ?? feeds.noAnswer,
      feeds.milliseconds(number(milliseconds)),
    ]
      .filter(Boolean)
      .join(', ');
}

function Saw({ slug, articles, timeZone }: Props) {
  const { words, shortMoment, language } = useDesk();
  const { feeds } = words;
  return (
    <Section
      title={feeds.saw}
      aside={
        articles[0] && (
          <a class="btn btn-small" href={`/admin/${slug}/articles?feed=${articles[0].row.feedId}`}>
            {feeds.articles}
          </a>
        )
      }
    >
      <p class="small soft block-s">{articles.length === 0 ? feeds.sawNone : feeds.sawLede}</p>
      {articles.length > 0 && (
        <div class="table-wrap">
          <table class="table-cards">
            <thead>
              <tr>
                {[feeds.entry, feeds.dated, feeds.verdict, feeds.why].map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {articles.map(({ row, fate }) => (
                <tr key={row.id}>
                  <th scope="row" class="theirs">
                    <a href={`/admin/${slug}/articles/${row.id}`}>{row.title}</a>
                  </th>
                  <td class="small" data-label={feeds.dated}>
                    {row.publishedAt ? shortMoment(row.publishedAt, timeZone) : feeds.undated}
                  </td>
                  <td data-label={feeds.verdict}>
                    <State of={row.verdict} />
                  </td>
                  <td class="small" data-label={feeds.why}>
                    {row.reason ? says(row.reason, language) : <FateLine fate={fate} timeZone={timeZone} />}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}

function Doctor({ feed, health }: Props) {
  const { words, language } = useDesk();
  const { feeds } = words;
  const without = health.entries - health.withPicture;
  if (feed.baselineAt === null) return null;
  const isFine = feed.hints.length === 0 && without === 0;
  return (
    <Section title={feeds.doctor}>
      <ul class="rows finds">
        {feed.hints.map((hint) => (
          <Find key={hint.code} text={says(hint, language)} />
        ))}
        {without > 0 && <Find text={feeds.noPictures(without, health.entries)} hint={feeds.noPicturesHint} />}
        {isFine && (
          <li>
            <span class="is-good">
              <Icon name="circle-check" />
            </span>
            <div>{feeds.doctorFine}</div>
          </li>
        )}
      </ul>
    </Section>
  );
}

function Find({ text, hint }: { text: string; hint?: string }) {
  return (
    <li>
      <span class="is-warn">
        <Icon name="alert-triangle" />
      </span>
      <div>
        <b>{text}</b>
        {hint && <p class="small soft">{hint}</p>}
      </div>
    </li>
  );
}

function Readings({ polls, timeZone }: Props) {
  const { words, timeWithSeconds, shortDay, bytes, language } = useDesk();
  const { feeds } = words;
  const outcome = useOutcome();
  if (polls.length === 0) return null;
  return (
    <Section title={feeds.readings}>
      <details class="more">
        <summary>{feeds.allReadings}</summary>
        <ul class="rows small">
          {polls.map((poll) => (
            <li key={poll.id}>
              <time dateTime={poll.at.toISOString()}>
                {shortDay(poll.at, timeZone)}, {timeWithSeconds(poll.at, timeZone)}
              </time>
              : {outcome(poll)}
              {poll.bytes !== null && `, ${bytes(poll.bytes)}`}
              {poll.error && <p class="soft">{says(poll.error, language)}</p>}
            </li>
          ))}
        </ul>
      </details>
    </Section>
  );
}

function Days({ days, timeZone }: Props) {
  const { words, shortDay, number } = useDesk();
  const { feeds } = words;
  return (
    <section>
      <div class="sec-head">
        <h2>{feeds.history}</h2>
      </div>
      <ul class="rows small">
        {days.map(({ day, reads, failed }) => (
          <li key={day.toISOString()}>
            {failed > 0 && (
              <span class="is-warn">
                <Icon name="alert-triangle" />{' '}
              </span>
            )}
            {feeds.day(shortDay(day, timeZone), number(reads), failed)}
          </li>
        ))}
        {days.length === 0 && <li class="soft">{feeds.never}</li>}
      </ul>
    </section>
  );
}
