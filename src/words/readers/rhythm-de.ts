import type { RhythmPageWords } from './rhythm-en.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('de');

export const rhythmDe: RhythmPageWords = {
  howOften: 'Wie oft?',
  labels: { each: 'Jeder Artikel', daily: 'Einmal am Tag', weekly: 'Einmal die Woche' },
  aWeek: {
    each: (count) => plural(count, { one: 'etwa # Mail pro Woche', other: 'etwa # Mails pro Woche' }),
    daily: (count) => plural(count, { one: '# Mail pro Woche', other: '# Mails pro Woche' }),
    weekly: () => '1 Mail pro Woche',
  },
  means: { each: 'sofort eine Mail', daily: 'der Tag in einer Mail', weekly: 'die Woche in einer Mail' },
  comes: {
    each: () => 'mit einer Mail zu jedem Artikel',
    daily: (_weekday, time) => `einmal am Tag um ${time}`,
    weekly: (weekday, time) => `einmal die Woche, ${weekday.toLowerCase()}s um ${time}`,
  },
  nextMail: (when) => `Die nächste Mail kommt ${when}, wenn bis dahin etwas Neues erschienen ist.`,
  nextWithArticle: 'Die nächste Mail kommt mit dem nächsten Artikel.',
  nextAfterPause: (when) => `Sie haben Ihre Mails unterbrochen. Die nächste kommt ${when}.`,
  ask: {
    each: 'Ab jetzt eine Mail zu jedem Artikel?',
    daily: 'Ab jetzt einmal am Tag?',
    weekly: 'Ab jetzt einmal die Woche?',
  },
  keepAsk: 'Lassen, wie es war?',
  keepWhy: (name, comesNow) => `Zu allen, die nicht gewählt haben, kommt ${name} jetzt ${comesNow}.`,
  yes: { each: 'Ja, jeder Artikel', daily: 'Ja, einmal am Tag', weekly: 'Ja, einmal die Woche' },
  would: {
    each: () => 'Eine Mail, sobald ein Artikel erscheint,',
    daily: (_weekday, time) => `Eine Mail am Tag um ${time}`,
    weekly: (weekday, time) => `Eine Mail, ${weekday.toLowerCase()}s um ${time},`,
  },
  ratherThan: {
    each: 'statt einer zu jedem Artikel.',
    daily: 'statt einer am Tag.',
    weekly: 'statt einer in der Woche.',
  },
  isKept: 'Was Sie noch nicht bekommen haben, kommt weiterhin.',
  nothingYet: 'Noch ist nichts geändert.',
  allChoices: 'Alle Einstellungen',
  already: {
    each: 'Sie bekommen schon eine Mail zu jedem Artikel',
    daily: 'Sie bekommen schon eine Mail am Tag',
    weekly: 'Sie bekommen schon eine Mail in der Woche',
  },
  done: {
    each: 'Ab jetzt jeder Artikel',
    daily: 'Ab jetzt einmal am Tag',
    weekly: 'Ab jetzt einmal die Woche',
  },
  undo: {
    each: 'Zurück: jeder Artikel',
    daily: 'Zurück: einmal am Tag',
    weekly: 'Zurück: einmal die Woche',
  },
  choose: 'Wie oft möchten Sie Mails?',
  notReader: 'Sie bekommen keine Mails',
  notReaderWhy: (name) => `Sie haben ${name} zurzeit nicht abonniert. Es wurde nichts geändert.`,
  subscribe: 'Abonnieren',
};
