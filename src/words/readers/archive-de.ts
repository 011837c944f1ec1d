import { pluralIn } from '../plural.ts';
import type { ArchiveWords } from './archive-en.ts';

const plural = pluralIn('de');

export const archiveDe: ArchiveWords = {
  title: 'Bisherige E-Mails',
  found: (words) => `Bisherige E-Mails mit „${words}“`,
  nothing: (words) => `Nichts mit „${words}“`,
  search: 'Bisherige E-Mails durchsuchen',
  month: 'Monat',
  allMonths: 'Alle Monate',
  topic: 'Thema',
  allTopics: 'Alle Themen',
  submit: 'Suchen',
  mails: (count) => plural(count, { one: '# E-Mail', other: '# E-Mails' }),
  shown: (count, total) => `${count} von ${total} E-Mails`,
  showAll: 'Alle bisherigen E-Mails zeigen',
  noneSince: (day) =>
    `Seit dem ${day} kommen diese Wörter in keiner E-Mail vor. Versuchen Sie es mit weniger oder kürzeren.`,
  none: 'Hier ist noch keine E-Mail.',
  pages: 'Seiten',
  earlier: 'Frühere E-Mails',
  newest: 'Neueste E-Mails',
  getIt: 'Per E-Mail abonnieren',
  feed: 'Atom-Feed',
  mailOf: (day) => `E-Mail vom ${day}`,
  neighbours: 'Benachbarte E-Mails',
  earlierMail: (subject) => `Früher: ${subject}`,
  laterMail: (subject) => `Später: ${subject}`,
  ownCopy: 'Das ist Ihr eigenes Exemplar: Die Links darin gehören nur Ihnen.',
  publicPage: 'Anderen die öffentliche Seite zeigen',
};
