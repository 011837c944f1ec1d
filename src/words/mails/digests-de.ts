import type { CorrectionWords, DigestWords, RhythmWords } from './digests-en.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('de');

export const germanDigest: DigestWords = {
  names: {
    daily: 'Tägliche Zusammenfassung',
    weekly: 'Wöchentliche Zusammenfassung',
    'busy-day': 'Ende eines vollen Tages',
    'catch-up': 'Willkommen zurück',
  },
  subject: (titles, more) =>
    [
      titles.join(', '),
      ...(more > 0 ? [plural(more, { one: 'und # weiterer', other: 'und # weitere' })] : []),
    ].join(' '),
  week: (day) => `Ihre Woche bis zum ${day}`,
  busyDay: (count) => plural(count, { one: 'Viel los heute: noch einer', other: 'Viel los heute: noch #' }),
  welcomeBack: 'Willkommen zurück',
  articles: (count) => `${count} Artikel`,
  minutes: (count) => `Lesezeit etwa ${count} Minuten`,
  startWith: (count) => `${count} für den Anfang:`,
  busy: (count) =>
    plural(count, {
      one: 'Heute gab es schon viele einzelne Mails. Dieser Artikel hat bis jetzt gewartet, damit Ihr Posteingang Ruhe hatte.',
      other: 'Heute gab es schon viele einzelne Mails. Statt # weiterer bekommen Sie diese eine.',
    }),
  afterPause:
    'Ihre Pause ist zu Ende. Diese Artikel sind inzwischen erschienen, die besten zuerst, höchstens 50. Nachgeschickt wird sonst nichts.',
  whyAfterPause: (name) => `Sie erhalten diese E-Mail, weil Ihre Pause von ${name} zu Ende ist.`,
  further: 'Außerdem',
  readStory: 'Artikel lesen',
};

export const germanRhythm: RhythmWords = {
  heading: 'Wie viele Mails möchten Sie?',
  why: {
    each: 'Sie bekommen eine Mail zu jedem Artikel. Ein Tipp öffnet eine Seite mit einem Knopf.',
    daily: 'Sie bekommen eine Mail am Tag. Ein Tipp öffnet eine Seite mit einem Knopf.',
    weekly: 'Sie bekommen eine Mail in der Woche. Ein Tipp öffnet eine Seite mit einem Knopf.',
  },
  whyNone: 'Ein Tipp öffnet eine Seite mit einem Knopf.',
  labels: { each: 'Jeder Artikel', daily: 'Einmal am Tag', weekly: 'Einmal die Woche' },
  now: (label) => `${label} (jetzt)`,
  means: { each: 'sobald er erscheint', daily: 'bis zu 7 die Woche', weekly: '1 die Woche' },
  pause: 'Mails anhalten',
  untilDate: 'bis zu einem Tag',
  changed: {
    each: 'Bisher bekamen Sie eine Mail zu jedem Artikel. Das hat sich geändert.',
    daily: 'Bisher bekamen Sie eine Mail am Tag. Das hat sich geändert.',
    weekly: 'Bisher bekamen Sie eine Mail in der Woche. Das hat sich geändert.',
  },
  keep: 'Lassen, wie es war',
};

export const germanCorrection: CorrectionWords = {
  subject: (title) => `Berichtigung: ${title}`,
  heading: 'Eine Berichtigung',
  about: (title) =>
    `In unserer Mail über „${title}“ war ein Fehler. Sie haben sie bekommen, also bekommen Sie auch die Berichtigung.`,
  button: 'Den berichtigten Artikel lesen',
  why: (name) =>
    `Sie erhalten diese E-Mail, weil ${name} Ihnen den Artikel mit dem Fehler geschickt hat. Berichtigungen kommen sofort, wie oft Sie auch sonst Mails bekommen.`,
};
