import type { Report } from '../../sends/load-report.ts';
import { says } from '../../../words/index.ts';
import { Icon, type IconName } from '../components/Icon.tsx';
import { useDesk } from '../use-desk.ts';

type Failure = Report['failures'][number];

const LOOKS: Record<Failure['params']['state'], { icon: IconName; class: string }> = {
  rejected: { icon: 'alert-circle', class: 'is-bad' },
  expired: { icon: 'history', class: 'is-bad' },
  unknown: { icon: 'help', class: 'is-warn' },
  deferred: { icon: 'clock', class: 'is-warn' },
};

/** Messages that were not accepted: how many, what a server said, what it means, and who they are. */
export function Failures({ path, report }: { path: string; report: Report }) {
  const { words } = useDesk();
  if (report.failures.length === 0) return null;
  return (
    <>
      <ul class="rows finds">
        {report.failures.map((failure) => (
          <OneFailure key={failure.subscriberId} path={path} failure={failure} />
        ))}
      </ul>
      {!report.hasAllFailures && <p class="small soft">{words.sends.someFailures}</p>}
    </>
  );
}

function OneFailure({ path, failure }: { path: string; failure: Failure }) {
  const { words, language } = useDesk();
  const { code, params, count, domain, domainCount, reply } = failure;
  const look = LOOKS[params.state];
  const isOneDomain = domain !== null && domainCount === count;
  const what = isOneDomain ? words.sends.failedAt(count, domain) : words.sends.failed(count);
  return (
    <li>
      <span class={look.class}>
        <Icon name={look.icon} />
      </span>
      <div>
        <b>
          {reply === null
            ? `${words.states[params.state]}: ${what}`
            : `${what}: ${words.sends.serverSaid(reply)}`}
        </b>
        <p class="small soft">
          {says({ code, params }, language)}
          {domain !== null && !isOneDomain && ` ${words.sends.mostlyAt(domainCount, domain)}`}
        </p>
        <p class="small">
          <a href={`${path}?state=${params.state}#messages`}>
            {words.states[params.state]}: {words.sends.seeThem(count)}
          </a>
        </p>
      </div>
    </li>
  );
}
