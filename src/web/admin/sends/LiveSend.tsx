import type { Report } from '../../sends/load-report.ts';
import type { SendProgress } from '../../../sends/index.ts';
import { says } from '../../../words/index.ts';
import { Bar } from '../components/Bar.tsx';
import { Note } from '../components/Note.tsx';
import { Section } from '../components/Section.tsx';
import { State } from '../components/State.tsx';
import { useDesk } from '../use-desk.ts';
import { Failures } from './Failures.tsx';
import { History } from './History.tsx';
import { InArchive, type ArchiveShown } from './InArchive.tsx';
import { Messages, type MessageList } from './Messages.tsx';
import { barParts, newsOf, sharesOf, sharesSay, type Shares } from './progress-news.ts';
import { RateChart } from './RateChart.tsx';

interface Props {
  path: string;
  timeZone: string;
  send: SendProgress;
  report: Report;
  messages: MessageList;
  archive: ArchiveShown | undefined;
}

/** A send that goes out, or is paused on its way. */
export function LiveSend({ path, timeZone, send, report, messages, archive }: Props) {
  const desk = useDesk();
  const { words } = desk;
  const news = newsOf(desk, send, timeZone);
  return (
    <div
      data-live-url={`${path}/events`}
      data-live-structure={news.structure}
      data-live-time={news.texts['time']}
      data-live-stale={words.sends.stale}
      data-live-signed-out={words.sends.signedOut}
      data-live-sign-in={words.sends.signIn}
    >
      <Progress send={send} texts={news.texts} path={path} />
      <div class="cols">
        <div>
          <InTheWay path={path} send={send} report={report} />
          <Messages path={path} timeZone={timeZone} list={messages} />
        </div>
        <aside class="stack stack-l" aria-label={words.sends.history}>
          <RateChart rates={report.rates} timeZone={timeZone} />
          <History title={words.sends.history} send={send} entries={report.history} timeZone={timeZone} />
          <InArchive path={path} archive={archive} />
        </aside>
      </div>
    </div>
  );
}

function Progress({
  send,
  texts,
  path,
}: {
  send: SendProgress;
  texts: Record<string, string>;
  path: string;
}) {
  const desk = useDesk();
  const { sends: words } = desk.words;
  const shares = sharesOf(send);
  return (
    <section class="live" aria-labelledby="live-h">
      <h2 class="sr" id="live-h">
        {words.progress}
      </h2>
      <div class="row row-between">
        {send.status === 'preparing' ? (
          <p class="live-line">{words.preparing}</p>
        ) : (
          <p class="live-line">
            <span class="big" data-live="accepted">
              {texts['accepted']}
            </span>{' '}
            <span data-live="ofAll">{texts['ofAll']}</span>
          </p>
        )}
        <State of={send.status} />
      </div>
      {send.status !== 'preparing' && (
        <>
          <Bar size="big" live="progress" parts={barParts(shares)} says={sharesSay(desk, shares)} />
          <div class="row row-between row-loose">
            <Key shares={shares} />
            <p>
              <b data-live="left">{texts['left']}</b>{' '}
              <span class="soft" data-live="rate">
                {texts['rate']}
              </span>
            </p>
          </div>
        </>
      )}
      <p class="row small soft">
        <span data-live="asOf">{texts['asOf']}</span>
        <a href={path} data-live-hide="">
          {words.refresh}
        </a>
        <span data-live-note="" hidden></span>
      </p>
    </section>
  );
}

const DOTS: Record<keyof Shares, string> = {
  accepted: 'f-good',
  deferred: 'f-warn',
  refused: 'f-bad',
  unknown: 'f-warn',
  waiting: 'f-track',
  skipped: 'f-track',
};

/** What the colours mean; parts that there are none of are left out. */
function Key({ shares }: { shares: Shares }) {
  const { words, number } = useDesk();
  const names = (Object.keys(DOTS) as (keyof Shares)[]).filter(
    (name) => shares[name] > 0 || name === 'accepted' || name === 'waiting',
  );
  const isProblem = (name: keyof Shares) => name === 'deferred' || name === 'refused' || name === 'unknown';
  return (
    <ul class="key">
      {names.map((name) => (
        <li key={name}>
          <svg class="dot" viewBox="0 0 10 10" aria-hidden="true">
            <rect class={DOTS[name]} width="10" height="10" />
          </svg>
          <span>
            <b data-live={name}>{number(shares[name])}</b>{' '}
            {isProblem(name) ? <a href="#problems">{words.sends.key[name]}</a> : words.sends.key[name]}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Why it waits, and which messages failed. */
function InTheWay({ path, send, report }: { path: string; send: SendProgress; report: Report }) {
  const { words, language } = useDesk();
  const { status, reason, warnings } = send;
  const isPaused = status === 'paused';
  return (
    <Section id="problems" title={isPaused ? words.sends.whyPaused : words.sends.inTheWay}>
      {reason ? (
        <Note kind={isPaused ? 'warn' : 'info'}>
          <p>{says(reason, language)}</p>
        </Note>
      ) : (
        isPaused && <p>{words.sends.pausedByPerson}</p>
      )}
      {warnings.map((warning) => (
        <Note key={warning.code} kind="warn">
          <p>{says(warning, language)}</p>
        </Note>
      ))}
      {!reason && !isPaused && warnings.length === 0 && report.failures.length === 0 && (
        <p class="soft">{words.sends.nothingInTheWay}</p>
      )}
      <Failures path={path} report={report} />
    </Section>
  );
}
