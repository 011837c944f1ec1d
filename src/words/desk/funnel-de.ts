import { countDe } from './count.ts';
import type { FunnelWords } from './funnel-en.ts';

export const funnelDe: FunnelWords = {
  title: 'Anmeldungen',
  heading: (signedUp, confirmed) =>
    signedUp === 0
      ? 'In dieser Zeit hat sich niemand angemeldet'
      : `${countDe(signedUp, 'Person hat', 'Personen haben')} sich angemeldet, ${confirmed} davon ${confirmed === '1' ? 'hat' : 'haben'} bestätigt`,
  period: (range, zone) => `${range}, nach der Uhr in ${zone}.`,
  periods: 'Zeitraum',
  lastDays: (days) => `Letzte ${days} Tage`,
  from: 'Von',
  to: 'Bis',
  show: 'Anzeigen',
  wrongPeriod: 'Bitte geben Sie zwei Tage an, den früheren zuerst, höchstens 400 Tage auseinander.',
  whatBecame: 'Was aus ihnen wurde',
  confirmed: 'haben bestätigt',
  waiting: 'können noch bestätigen: Der Link gilt sieben Tage',
  expired: 'haben nicht rechtzeitig bestätigt oder wollen keine Mail',
  bounced: 'haben eine Adresse angegeben, die keine Mail annimmt',
  all: (confirmed, waiting, expired, bounced) =>
    `${confirmed} bestätigt, ${waiting} können noch bestätigen, ${expired} abgelaufen, ${bounced} unzustellbar`,
  notMailed: (count) =>
    `${countDe(count, 'Bestätigungsmail wurde', 'Bestätigungsmails wurden')} noch von keinem Mailserver angenommen.`,
  bySource: 'Nach Seite',
  caption: 'Anmeldungen nach der Seite, die zu ihnen führte',
  columns: {
    source: 'Seite',
    shown: 'Box gezeigt',
    signedUp: 'Angemeldet',
    mailed: 'Mail verschickt',
    confirmed: 'Bestätigt',
    lost: 'Wo verloren',
  },
  ofShown: (share) => `${share} der Aufrufe`,
  ofSignedUp: (share) => `${share} der Anmeldungen`,
  lost: {
    bounced: (count) => `${countDe(count, 'Adresse', 'Adressen')} unzustellbar`,
    expired: (count) => `${countDe(count, 'Link', 'Links')} abgelaufen`,
    waiting: (count) => countDe(count, 'wartet', 'warten'),
    nobody: 'niemand',
  },
  sources: {
    'hosted page': 'Anmeldeseite',
    'embedded box': 'Box, die nicht sagt, wo sie steht',
    unknown: 'Unbekannt: nichts angegeben',
    others: 'Alle anderen',
  },
  howCounted:
    'Gezählt wird, wenn die Box gezeigt wird: ohne Cookies und ohne zu wissen, wer sie sieht. Roboter, die sich zu erkennen geben, zählen nicht. Die Zahlen vergessener Personen bleiben, ihre Namen nicht.',
  emptyTitle: 'Auch die Box wurde nicht gezeigt',
  emptyText: 'Setzen Sie die Box unter Ihre Artikel: Jede Seite, auf der sie steht, bekommt hier eine Zeile.',
  emptyLink: 'Die Zeile für Ihre Website',
  whyLeft: 'Warum Leser gegangen sind',
  reasons: {
    'too-many': 'zu viele Mails',
    topics: 'nicht ihre Themen',
    'on-site': 'sie lesen auf der Website',
    unasked: 'sie haben sich nie angemeldet',
    other: 'etwas anderes',
  },
  howAsked: 'Gefragt wird nach dem Abbestellen, und niemand muss antworten. Gezählt wird ohne die Adresse.',
  inToday: 'Woher die Anmeldungen kommen',
};
