import { countEn } from '../desk/count.ts';

/** What a rule asks of a reader; the values are those of its value, in words. */
export type SaidField =
  | 'status'
  | 'topic'
  | 'rhythm'
  | 'joined'
  | 'domain'
  | 'address'
  | 'name'
  | 'source'
  | 'article'
  | 'language'
  | 'time-zone'
  | 'paused'
  | 'bounced'
  | 'got'
  | 'follows';
export type SaidOp = 'is' | 'is-not' | 'contains' | 'before' | 'after' | 'within-days';

/** What stands behind “Readers who”, by the way of asking. */
type Sayings = Partial<Record<SaidOp, (value: string) => string>>;

const statuses: Record<string, string> = {
  pending: 'unconfirmed',
  active: 'active',
  unsubscribed: 'unsubscribed',
  bounced: 'bounced',
  complained: 'on record for a complaint',
};
const rhythms: Record<string, string> = {
  each: 'for each article',
  daily: 'once a day',
  weekly: 'once a week',
};
const days = (value: string) =>
  value === '1' ? 'the last day' : `the last ${countEn(Number(value), 'day', 'days')}`;

export const segmentsEn = {
  /** @param all what each is, as a list. */
  readersWho: (all: string) => `Readers who ${all}.`,
  says: {
    status: {
      is: (value) => `are ${statuses[value] ?? value}`,
      'is-not': (value) => `are not ${statuses[value] ?? value}`,
    },
    topic: { is: (value) => `follow ${value}`, 'is-not': (value) => `do not follow ${value}` },
    rhythm: {
      is: (value) => `want mail ${rhythms[value] ?? value}`,
      'is-not': (value) => `do not want mail ${rhythms[value] ?? value}`,
    },
    joined: {
      before: (value) => `joined before ${value}`,
      after: (value) => `joined after ${value}`,
      'within-days': (value) => `joined in ${days(value)}`,
    },
    domain: {
      is: (value) => `have an address at ${value}`,
      'is-not': (value) => `have no address at ${value}`,
      contains: (value) => `have “${value}” in the domain of their address`,
    },
    address: {
      is: (value) => `have the address ${value}`,
      'is-not': (value) => `do not have the address ${value}`,
      contains: (value) => `have “${value}” in their address`,
    },
    name: {
      is: (value) => `are called “${value}”`,
      'is-not': (value) => `are not called “${value}”`,
      contains: (value) => `have “${value}” in their name`,
    },
    source: {
      is: (value) => `came from “${value}”`,
      'is-not': (value) => `did not come from “${value}”`,
      contains: (value) => `came from a place with “${value}” in its name`,
    },
    article: {
      is: (value) => `signed up below ${value}`,
      'is-not': (value) => `did not sign up below ${value}`,
    },
    language: { is: (value) => `read in ${value}`, 'is-not': (value) => `do not read in ${value}` },
    'time-zone': {
      is: (value) => `live by the clocks of ${value}`,
      'is-not': (value) => `do not live by the clocks of ${value}`,
    },
    paused: { is: (value) => (value === 'yes' ? 'take a break' : 'take no break') },
    bounced: {
      is: (value) => (value === 'yes' ? 'have a mailbox that bounced' : 'have no mailbox that bounced'),
    },
    got: {
      is: (value) => `got ${value}`,
      'is-not': (value) => `did not get ${value}`,
      'within-days': (value) => `got a mail in ${days(value)}`,
    },
    follows: { is: (value) => `follow “${value}”`, 'is-not': (value) => `do not follow “${value}”` },
  } satisfies Record<SaidField, Sayings> as Record<SaidField, Sayings>,
};
export type SegmentsWords = typeof segmentsEn;
