import { alikeWords, faultOfReply } from '../../mailers/index.ts';
import type { ReplyFault } from '../../words/index.ts';
import type { FailedMessage, FailedState } from './tally-queries.ts';

/** Messages that failed alike: the same state, the same words of the servers. */
export interface FailureGroup {
  state: FailedState;
  fault: ReplyFault;
  count: number;
  /** The domain that most of them have, and how many; null when few have it. */
  domain: string | null;
  domainCount: number;
  /** One of them, whose reply stands for all. */
  subscriberId: number;
}

const GROUPS = 200;
const DOMAINS = 500;
const SHOWN = 12;
/** As in the figures by domain: no figure is about one person (GDPR-02). */
const NAMED_FROM = 5;

interface Group extends Omit<FailureGroup, 'domain' | 'domainCount'> {
  domains: Map<string, number>;
}

/** Collects messages into groups; it holds so many groups, however many messages come. */
export function createFailureGroups() {
  const groups = new Map<string, Group>();
  return {
    add(state: FailedState, { subscriberId, email, reply }: FailedMessage): void {
      const fault = faultOfReply(reply ?? '');
      const words = reply === null ? '' : alikeWords(reply, email ?? '');
      const exact = `${state} ${fault} ${words}`;
      const key = groups.has(exact) || groups.size < GROUPS ? exact : `${state} ${fault}`;
      const group = groups.get(key) ?? { state, fault, count: 0, subscriberId, domains: new Map() };
      groups.set(key, group);
      group.count += 1;
      const domain = email?.slice(email.lastIndexOf('@') + 1);
      if (domain !== undefined && (group.domains.has(domain) || group.domains.size < DOMAINS))
        group.domains.set(domain, (group.domains.get(domain) ?? 0) + 1);
    },
    /** The largest groups; the rest is put together by state and fault. */
    list(): FailureGroup[] {
      const sorted = [...groups.values()].sort((one, other) => other.count - one.count);
      return [...sorted.slice(0, SHOWN), ...together(sorted.slice(SHOWN))].map(shown);
    },
  };
}

function together(groups: Group[]): Group[] {
  const merged = new Map<string, Group>();
  for (const group of groups) {
    const key = `${group.state} ${group.fault}`;
    const known = merged.get(key);
    merged.set(key, known ? { ...known, count: known.count + group.count, domains: new Map() } : group);
  }
  return [...merged.values()];
}

function shown({ domains, ...group }: Group): FailureGroup {
  const [domain, domainCount] = [...domains].sort(([, one], [, other]) => other - one)[0] ?? [null, 0];
  const isNamed = domainCount >= NAMED_FROM;
  return { ...group, domain: isNamed ? domain : null, domainCount: isNamed ? domainCount : 0 };
}
