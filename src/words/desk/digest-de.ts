import { countDe } from './count.ts';
import { kindsDe } from './kinds-de.ts';
import type { digestNoticesEn, DigestWords } from './digest-en.ts';

export const digestDe: DigestWords = {
  digest: kindsDe.digest,
  newDigest: 'Zusammenfassung erstellen',
  orDigest: 'Stattdessen eine Zusammenfassung erstellen',
  orLetter: 'Stattdessen ein Rundschreiben verfassen',
  introduction: 'Einleitung, in Markdown',
  preheaderEmpty: 'Leer: die ersten Wörter oder Schlagzeilen',
  articles: 'Artikel',
  count: (count) => countDe(count, 'Artikel', 'Artikel'),
  none: 'Noch kein Artikel. Fügen Sie unten welche hinzu; der erste ist der Aufmacher.',
  lead: 'Aufmacher: großes Bild',
  heading: 'Überschrift',
  up: (title) => `Nach oben: ${title}`,
  down: (title) => `Nach unten: ${title}`,
  takeOut: (title) => `Herausnehmen: ${title}`,
  move: (title) => `Verschieben: ${title}`,
  moveHint:
    'Die Leertaste hebt ihn an, Pfeile verschieben ihn, die Leertaste legt ihn ab, Escape nimmt es zurück.',
  lifted: (title) => `„${title}“ ist angehoben.`,
  nowAt: (title, place, count) => `„${title}“ ist jetzt Nummer ${place} von ${count}.`,
  putDown: (title) => `„${title}“ ist abgelegt.`,
  putBack: (title) => `„${title}“ ist wieder an seinem Platz.`,
  takenOut: (title) => `„${title}“ ist herausgenommen.`,
  undo: 'Rückgängig',
  addHeading: 'Überschrift einfügen',
  newHeading: 'Eigene Überschrift',
  addArticles: 'Artikel hinzufügen',
  find: 'Artikel suchen',
  findButton: 'Suchen',
  add: (title) => `Hinzufügen: ${title}`,
  addShort: 'Hinzufügen',
  notFound: 'Kein veröffentlichter Artikel hat diese Wörter im Titel.',
};

export const digestNoticesDe: typeof digestNoticesEn = {
  'digest-taken-out': ({ title = '' }) => `„${title}“ ist herausgenommen.`,
  'digest-put-back': 'Es ist wieder in der Zusammenfassung.',
};
