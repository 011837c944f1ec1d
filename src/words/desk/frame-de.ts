import { countDe } from './count.ts';
import type { FrameWords } from './frame-en.ts';

export const frameDe: FrameWords = {
  skip: 'Zum Inhalt',
  main: 'Hauptmenü',
  mainShort: 'Hauptmenü, kurz',
  here: 'Sie sind hier',
  today: 'Heute',
  calendar: 'Kalender',
  sends: 'Sendungen',
  articles: 'Artikel',
  settings: 'Einstellungen',
  mailbox: 'Postfach',
  more: 'Mehr',
  search: 'Suchen',
  searchKeys: 'Strg K',
  needDecision: (count) => `${countDe(count, 'braucht', 'brauchen')} eine Entscheidung`,
  allPublications: 'Alle Publikationen',
  yourAccount: 'Ihr Konto',
  apiKeys: 'API-Schlüssel',
  signOut: 'Abmelden',
  signedInAs: (name) => `Angemeldet als ${name}`,
  undo: 'Rückgängig',
  copy: 'Kopieren',
  save: 'Speichern',
  cancel: 'Abbrechen',
  goToToday: 'Zu „Heute“',
  logNumber: (id) => `Im Protokoll steht unter dieser Nummer mehr dazu: ${id}`,
  nothingSaved: 'Noch ist nichts gespeichert. Bitte prüfen Sie diese Felder:',
  needsRole: (needed, own) => `Dafür ist die Rolle ${needed} nötig; Sie sind als ${own} angemeldet.`,
  mayNotSend:
    'Sie dürfen Mails schreiben und vorbereiten, aber nicht versenden. Das kann jemand mit Versandrecht tun.',
};
