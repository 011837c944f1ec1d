import type { Report } from '../../sends/load-report.ts';
import type { Leaver } from '../../../reports/index.ts';
import type { SendProgress } from '../../../sends/index.ts';
import { says } from '../../../words/index.ts';
import { Note } from '../components/Note.tsx';
import { Section } from '../components/Section.tsx';
import { State } from '../components/State.tsx';
import { useDesk } from '../use-desk.ts';
import { CameBack } from './CameBack.tsx';
import { ByDomain } from './ByDomain.tsx';
import { Failures } from './Failures.tsx';
import { History } from './History.tsx';
import { InArchive, type ArchiveShown } from './InArchive.tsx';
import { Messages, type MessageList } from './Messages.tsx';
import { sharesOf } from './progress-news.ts';
import { RateChart } from './RateChart.tsx';
import { Resend } from './Resend.tsx';

interface Props {
  path: string;
  timeZone: string;
  send: SendProgress;
  report: Report;
  leavers: Leaver[];
  messages: MessageList;
  archive: ArchiveShown | undefined;
  maySend: boolean;
}

/** What became of a send that is over. */
export function SendReport(props: Props) {
  const { path, timeZone, send, report, messages, archive } = props;
  const { words } = useDesk();
  const wasPrepared = send.counts.audience > 0;
  return (
    <>
      <Lead {...props} />
      {wasPrepared && <Figures {...props} />}
      <div class="cols">
        <div>
          {wasPrepared && <ByDomain domains={report.domains} />}
          <ByTopic topics={report.topics} />
          {wasPrepared && <WhoNot {...props} />}
          <CameBack returns={report.returns} />
          <Leavers {...props} />
          {wasPrepared && <Messages path={path} timeZone={timeZone} list={messages} />}
        </div>
        <aside class="stack stack-l" aria-label={words.sends.historyOver}>
          <History title={words.sends.historyOver} send={send} entries={report.history} timeZone={timeZone} />
          <RateChart rates={report.rates} timeZone={timeZone} />
          <InArchive path={path} archive={archive} />
        </aside>
      </div>
    </>
  );
}

/** How it ended, and when. */
function Lead({ send, timeZone }: Props) {
  const { words, language, moment, time, number } = useDesk();
  const { status, startedAt, finishedAt, reason, warnings, counts } = send;
  const seconds = startedAt && finishedAt ? (finishedAt.getTime() - startedAt.getTime()) / 1000 : 0;
  const isOneDay = seconds < 43_200;
  const isOneMinute = seconds < 60;
  const reachedNobody = status === 'sent' && counts.audience > 0 && counts.accepted === 0;
  return (
    <>
      <p class="meta meta-lead">
        <State of={reachedNobody ? 'warning' : status} />
        {finishedAt && (
          <span class="no-dot">
            {startedAt && !isOneMinute
              ? words.sends.fromTo(
                  moment(startedAt, timeZone),
                  isOneDay ? time(finishedAt, timeZone) : moment(finishedAt, timeZone),
                )
              : moment(finishedAt, timeZone)}
          </span>
        )}
        {seconds >= 2 && counts.accepted > 0 && (
          <span>{words.sends.rate(number(Math.max(1, Math.round(counts.accepted / seconds))))}</span>
        )}
      </p>
      {reachedNobody && (
        <Note kind="bad">
          <p>{words.sends.nobodyGot}</p>
        </Note>
      )}
      {status === 'cancelled' && (
        <Note>
          <p>
            {words.sends.cancelledMeans(counts.accepted, counts.audience - counts.accepted)}
            {reason && ` ${says(reason, language)}`}
          </p>
        </Note>
      )}
      {warnings.map((warning) => (
        <Note key={warning.code} kind="warn">
          <p>{says(warning, language)}</p>
        </Note>
      ))}
    </>
  );
}

function Figures({ send: { counts }, report }: Props) {
  const { words, number, percent } = useDesk();
  const { figures } = words.sends;
  const share = (count: number, of: number) => percent(of === 0 ? 0 : count / of);
  const tried = counts.audience - counts.skipped;
  return (
    <dl class="figures figures-4">
      <Figure
        title={figures.accepted}
        value={number(counts.accepted)}
        sub={figures.acceptedOf(number(tried), share(counts.accepted, tried))}
      />
      <Figure
        title={figures.refused}
        value={number(counts.rejected + counts.expired)}
        sub={figures.refusedSub(number(counts.rejected), number(counts.expired))}
      />
      <Figure title={figures.doubt} value={number(counts.unknown)} sub={figures.doubtSub} />
      <Figure
        title={figures.left}
        value={number(report.left)}
        sub={figures.leftSub(share(report.left, counts.accepted))}
      />
    </dl>
  );
}

function Figure({ title, value, sub }: { title: string; value: string; sub: string }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        {value}
        <small>{sub}</small>
      </dd>
    </div>
  );
}

function ByTopic({ topics }: { topics: Report['topics'] }) {
  const { words } = useDesk();
  if (!topics || topics.length === 0) return null;
  return (
    <Section title={words.sends.byTopic}>
      <ul class="rows">
        {topics.map(({ slug, name, accepted }) => (
          <li key={slug} class="row row-between">
            <span>{name}</span>
            <span class="soft small">{words.sends.topicReaders(accepted)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function WhoNot({ path, send, report, maySend }: Props) {
  const { words } = useDesk();
  const { counts, status } = send;
  const { refused, deferred, unknown, skipped } = sharesOf(send);
  const missed = refused + deferred + unknown + skipped;
  return (
    <Section id="problems" title={words.sends.whoNot}>
      {missed === 0 && <p>{words.sends.everybodyGot}</p>}
      <Failures path={path} report={report} />
      {skipped > 0 && (
        <p class="small">
          {status === 'cancelled' ? words.sends.skippedCancelled(skipped) : words.sends.skippedNote(skipped)}{' '}
          <a href={`${path}?state=skipped#messages`}>{words.sends.seeThem(skipped)}</a>
        </p>
      )}
      {counts.possiblyTwice > 0 && <p class="small">{words.sends.possiblyTwice(counts.possiblyTwice)}</p>}
      {maySend && missed > 0 && <Resend path={path} status={status} resendable={report.resendable} />}
    </Section>
  );
}

const LEAVERS_SHOWN = 50;

function Leavers({ leavers, report, timeZone, messages }: Props) {
  const { words, shortMoment } = useDesk();
  if (leavers.length === 0) return null;
  return (
    <Section title={words.sends.leavers}>
      <ul class="rows small">
        {leavers.slice(0, LEAVERS_SHOWN).map(({ subscriberId, email, at }) => (
          <li key={subscriberId} class="row row-between">
            {email === null ? (
              <span>{words.sends.erased}</span>
            ) : (
              <a href={`${messages.whyPath}&email=${encodeURIComponent(email)}`}>{email}</a>
            )}
            <time class="soft" dateTime={at.toISOString()}>
              {shortMoment(at, timeZone)}
            </time>
          </li>
        ))}
      </ul>
      {report.left > LEAVERS_SHOWN && <p class="small soft">{words.sends.leaversMore(LEAVERS_SHOWN)}</p>}
    </Section>
  );
}
