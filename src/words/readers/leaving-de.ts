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
  leftTitle: (name) => `Sie haben ${name} abbestellt`,
  left: 'Sie haben abbestellt.',
  leftWhy: (name) => [`Es kommen keine Artikel von ${name} mehr an `, '.'],
  undo: 'Das war ein Versehen: zurück',
  barred: (contact) =>
    `Die Adresse ist gesperrt: Kein Newsletter kann an sie gehen. Möchten Sie wieder Mails? Bitte schreiben Sie an ${contact}.`,
  again: 'Wieder abonnieren',
  all: 'Alle Newsletter dieser Seite abbestellen',
  backTitle: (name) => `Sie haben ${name} abonniert`,
  welcomeBack: 'Schön, dass Sie wieder da sind.',
  asBefore: (name) => [`Artikel von ${name} kommen wie bisher an `, '.'],
};
