import type { SegmentsWords } from './segments-en.ts';

const statuses: Record<string, string> = {
  pending: 'nicht bestätigt haben',
  active: 'aktiv sind',
  unsubscribed: 'abgemeldet sind',
  bounced: 'unzustellbar sind',
  complained: 'sich beschwert haben',
};
const notStatuses: Record<string, string> = {
  pending: 'bestätigt haben',
  active: 'nicht aktiv sind',
  unsubscribed: 'nicht abgemeldet sind',
  bounced: 'nicht unzustellbar sind',
  complained: 'sich nicht beschwert haben',
};
const rhythms: Record<string, string> = {
  each: 'zu jedem Artikel',
  daily: 'einmal am Tag',
  weekly: 'einmal in der Woche',
};
const days = (value: string) =>
  value === '1'
    ? 'am letzten Tag'
    : `in den letzten ${new Intl.NumberFormat('de-DE').format(Number(value))} Tagen`;

export const segmentsDe: SegmentsWords = {
  readersWho: (all) => `Alle, die ${all}.`,
  says: {
    status: {
      is: (value) => statuses[value] ?? value,
      'is-not': (value) => notStatuses[value] ?? value,
    },
    topic: { is: (value) => `${value} lesen`, 'is-not': (value) => `${value} nicht lesen` },
    rhythm: {
      is: (value) => `${rhythms[value] ?? value} Mail möchten`,
      'is-not': (value) => `nicht ${rhythms[value] ?? value} Mail möchten`,
    },
    joined: {
      before: (value) => `vor dem ${value} dazukamen`,
      after: (value) => `nach dem ${value} dazukamen`,
      'within-days': (value) => `${days(value)} dazukamen`,
    },
    domain: {
      is: (value) => `eine Adresse bei ${value} haben`,
      'is-not': (value) => `keine Adresse bei ${value} haben`,
      contains: (value) => `„${value}“ in der Domain ihrer Adresse haben`,
    },
    address: {
      is: (value) => `die Adresse ${value} haben`,
      'is-not': (value) => `nicht die Adresse ${value} haben`,
      contains: (value) => `„${value}“ in ihrer Adresse haben`,
    },
    name: {
      is: (value) => `„${value}“ heißen`,
      'is-not': (value) => `nicht „${value}“ heißen`,
      contains: (value) => `„${value}“ im Namen haben`,
    },
    source: {
      is: (value) => `über „${value}“ kamen`,
      'is-not': (value) => `nicht über „${value}“ kamen`,
      contains: (value) => `über etwas mit „${value}“ im Namen kamen`,
    },
    article: {
      is: (value) => `sich unter ${value} angemeldet haben`,
      'is-not': (value) => `sich nicht unter ${value} angemeldet haben`,
    },
    language: { is: (value) => `auf ${value} lesen`, 'is-not': (value) => `nicht auf ${value} lesen` },
    'time-zone': {
      is: (value) => `nach der Uhr von ${value} leben`,
      'is-not': (value) => `nicht nach der Uhr von ${value} leben`,
    },
    paused: { is: (value) => (value === 'yes' ? 'gerade pausieren' : 'nicht pausieren') },
    bounced: {
      is: (value) =>
        value === 'yes' ? 'ein unzustellbares Postfach haben' : 'kein unzustellbares Postfach haben',
    },
    got: {
      is: (value) => `${value} bekommen haben`,
      'is-not': (value) => `${value} nicht bekommen haben`,
      'within-days': (value) => `${days(value)} eine Mail bekommen haben`,
    },
    follows: { is: (value) => `„${value}“ folgen`, 'is-not': (value) => `„${value}“ nicht folgen` },
  },
};
