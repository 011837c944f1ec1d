import type { SendLimit, Transport } from '../../../transports/index.ts';
import { Note } from '../components/Note.tsx';
import { Section } from '../components/Section.tsx';
import { State } from '../components/State.tsx';
import { When } from '../components/When.tsx';
import { useDesk } from '../use-desk.ts';
import { settingsPath } from './pages.ts';
import type { TrialReport } from './try-once.ts';

interface Props {
  slug: string;
  timeZone: string;
  /** Those of the publication, in their order. */
  transports: Transport[];
  limits: SendLimit[];
  report: TrialReport | undefined;
  /** Of the forms that send a test. */
  trialKey: string;
  hasMailServer: boolean;
}

const STATES = { working: 'fine', waiting: 'warning', 'out-of-order': 'failing', full: 'warning' } as const;

/** How the mail servers of the publication stand, each with a test. */
export function TransportList({ transports, report, limits, ...place }: Props) {
  const { servers } = useDesk().words.settings;
  return (
    <Section title={servers.title} id="servers">
      {report && <Report report={report} timeZone={place.timeZone} />}
      <ol class="rows transports">
        {transports.map((transport, at) => (
          <Line
            key={transport.name}
            {...place}
            transport={transport}
            number={at + 1}
            limit={limits.find(({ scope }) => scope === `transport:${transport.name}`)}
          />
        ))}
      </ol>
      <Domains limits={limits.filter(({ scope }) => scope.startsWith('domain:'))} />
    </Section>
  );
}

interface LineProps extends Pick<Props, 'slug' | 'timeZone' | 'trialKey' | 'hasMailServer'> {
  transport: Transport;
  number: number;
  limit: SendLimit | undefined;
}

function Line({ transport, number, limit, slug, timeZone, trialKey, hasMailServer }: LineProps) {
  const { servers } = useDesk().words.settings;
  const { name, kind, settings, status, lastFault, blockedUntil, warmUp } = transport;
  const what = kind === 'environment' && !hasMailServer ? servers.kinds.mailbox : servers.kinds[kind];
  const where = settings['smtpUrl'] ?? settings['region'] ?? settings['directory'];
  const isTroubled = status === 'waiting' || status === 'out-of-order';
  return (
    <li class="item">
      <div class="stack stack-s">
        <div class="meta">
          <b>
            {number}. {name}
          </b>
          <State of={STATES[status]} says={servers.states[status]} />
        </div>
        <p class="small soft">
          {[what, where, pace(limit, servers)].filter(Boolean).join(' · ')}
          {warmUp && ` · ${servers.warmUp(warmUp.countToday, warmUp.limitToday)}`}
        </p>
        {isTroubled && lastFault !== null && (
          <p class="small">
            {servers.said} <q lang="en">{lastFault}</q>
            {blockedUntil && (
              <>
                {' '}
                {servers.again} <When at={blockedUntil} timeZone={timeZone} />.
              </>
            )}
          </p>
        )}
        {limit?.slowedReply && (
          <p class="small">
            {servers.slowed} <q lang="en">{limit.slowedReply}</q>
          </p>
        )}
      </div>
      <form
        method="post"
        action={`${settingsPath(slug, 'transports')}/${encodeURIComponent(name)}/test`}
        class="row"
      >
        <input type="hidden" name="key" value={trialKey} />
        <button class="btn btn-small">
          {servers.test}
          <span class="sr">{` ${name}`}</span>
        </button>
      </form>
    </li>
  );
}

type Words = ReturnType<typeof useDesk>['words']['settings']['servers'];

const pace = (limit: SendLimit | undefined, { perSecond, perHour, slowedTo }: Words) =>
  [
    limit?.perSecond && perSecond(limit.perSecond),
    limit?.perHour && perHour(limit.perHour),
    limit?.slowedTo && slowedTo(limit.slowedTo),
  ]
    .filter(Boolean)
    .join(', ');

/** What the server said to the test, in its own words. */
function Report({ report, timeZone }: { report: TrialReport; timeZone: string }) {
  const desk = useDesk();
  const { preview, settings } = desk.words;
  const { trial } = settings;
  const isAccepted = report.outcome === 'accepted';
  return (
    <Note kind={isAccepted ? 'good' : 'bad'}>
      <p>
        <b>
          {isAccepted
            ? trial.passed(report.transport, desk.time(new Date(report.at), timeZone))
            : trial.failed(report.transport, desk.time(new Date(report.at), timeZone))}
        </b>{' '}
        {isAccepted
          ? trial.to(report.to, desk.number(report.milliseconds))
          : `${preview.outcomes[report.outcome]}.`}
      </p>
      {report.reply !== '' && (
        <p class="small">
          {trial.reply} <q>{report.reply}</q>
        </p>
      )}
    </Note>
  );
}

/** Domains of readers that get mail at a pace of their own. */
function Domains({ limits }: { limits: SendLimit[] }) {
  const { number, words } = useDesk();
  const { servers } = words.settings;
  if (limits.length === 0) return null;
  return (
    <>
      <h3 class="block-s">{servers.slower}</h3>
      <table class="table-cards">
        <thead>
          <tr>
            <th scope="col">{servers.domain}</th>
            <th scope="col" class="num">
              {servers.aSecond}
            </th>
            <th scope="col" class="num">
              {servers.anHour}
            </th>
            <th scope="col">{servers.why}</th>
          </tr>
        </thead>
        <tbody>
          {limits.map(({ scope, perSecond, perHour, slowedTo }) => (
            <tr key={scope}>
              <th scope="row">{scope.slice('domain:'.length)}</th>
              <td class="num" data-label={servers.aSecond}>
                {shown(number, slowedTo ?? perSecond)}
              </td>
              <td class="num" data-label={servers.anHour}>
                {shown(number, perHour)}
              </td>
              <td class="small" data-label={servers.why}>
                {slowedTo === null ? servers.setByYou : servers.asked}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

const shown = (number: (value: number) => string, value: number | null) =>
  value === null ? '–' : number(Math.round(value * 100) / 100);
