import { pluralIn } from '../plural.ts';
import type { LeavingWords } from './leaving-en.ts';

const plural = pluralIn('de');

export const leavingDe: LeavingWords = {
  title: (name) => `${name} abbestellen`,
  heading: (name) => `${name} abbestellen?`,
  noMore: 'bekommt ab jetzt keine Artikel mehr.',
  unsubscribe: 'Abbestellen',
  changedMind: 'Doch nicht? Schließen Sie diese Seite, und alles bleibt, wie es ist.',
  fewer: 'Oder nur weniger Mails',
  instead: {
    each: 'Stattdessen jeder Artikel',
    daily: 'Stattdessen einmal am Tag',
    weekly: 'Stattdessen einmal die Woche',
  },
  pauseMonth: 'Einen Monat Pause',
  back: (day) => `weiter am ${day}`,
  ratherThan: (fewer, now) => `${plural(fewer, { one: '# Mail', other: '# Mails' })} pro Woche statt ${now}`,
  someTopics: 'Nur einige Themen',
  allNow: 'jetzt bekommen Sie alle',
  leftTitle: (name) => `Sie haben ${name} abbestellt`,
  left: 'Sie haben abbestellt.',
  leftWhy: (name) => [`Es kommen keine Artikel von ${name} mehr an `, '.'],
  undo: 'Das war ein Versehen: zurück',
  undoUntil: (time) => `geht bis ${time}`,
  why: {
    heading: 'Sagen Sie uns, warum?',
    hint: 'Nur wenn Sie mögen: Es wird ohne Ihre Adresse gezählt.',
    reasons: {
      'too-many': 'Zu viele Mails',
      topics: 'Nicht meine Themen',
      'on-site': 'Ich lese es auf der Website',
      unasked: 'Ich habe mich nie angemeldet',
      other: 'Etwas anderes',
    },
    send: 'Senden',
    thanks: 'Danke. Es ist gezählt.',
  },
  barred: (contact) =>
    `Die Adresse ist gesperrt: Kein Newsletter kann an sie gehen. Möchten Sie wieder Mails? Bitte schreiben Sie an ${contact}.`,
  again: 'Wieder abonnieren',
  all: 'Alle Newsletter dieser Seite abbestellen',
  backTitle: (name) => `Sie haben ${name} abonniert`,
  welcomeBack: 'Schön, dass Sie wieder da sind.',
  choices: 'Meine Auswahl ansehen',
  asBefore: (name) => [`Artikel von ${name} kommen wie bisher an `, '.'],
};
