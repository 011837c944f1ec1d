import type { Report } from '../../sends/load-report.ts';
import { Icon } from '../components/Icon.tsx';
import { Section } from '../components/Section.tsx';
import { useDesk } from '../use-desk.ts';

type Group = Report['returns'][number];

/** What came back after a server had taken it: bounces and complaints, by kind. */
export function CameBack({ returns }: { returns: Report['returns'] }) {
  const { words } = useDesk();
  if (returns.length === 0) return null;
  return (
    <Section id="returns" title={words.sends.cameBack}>
      <ul class="rows finds">
        {returns.map((group) => (
          <OneGroup key={`${group.type} ${group.kind} ${group.reason}`} group={group} />
        ))}
      </ul>
    </Section>
  );
}

function OneGroup({ group: { type, kind, count, domain, domainCount, says } }: { group: Group }) {
  const { words } = useDesk();
  const { returnKinds, returned, serverSaid, failedAt, mostlyAt } = words.sends;
  const known = type === 'complaint' ? 'complaint' : kind;
  const isOneDomain = domain !== null && domainCount === count;
  return (
    <li>
      <span class="is-bad">
        <Icon name="alert-circle" />
      </span>
      <div>
        <b>
          {isOneDomain ? failedAt(count, domain) : returned(count)}: {returnKinds[known] ?? kind}
        </b>
        {(says !== null || (domain !== null && !isOneDomain)) && (
          <p class="small soft">
            {says !== null && serverSaid(says)}
            {domain !== null && !isOneDomain && ` ${mostlyAt(domainCount, domain)}`}
          </p>
        )}
      </div>
    </li>
  );
}
