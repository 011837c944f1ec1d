import { countDe } from './count.ts';
import type { editionNoticesEn, EditionWords } from './edition-en.ts';

export const editionDe: EditionWords = {
  rhythms: {
    daily: 'Tägliche Zusammenfassung',
    weekly: 'Wöchentliche Zusammenfassung',
    'busy-day': 'Ende eines vollen Tages',
    'catch-up': 'Willkommen zurück',
  },
  goesOut: (moment, readers) =>
    `Geht am ${moment} an etwa ${countDe(readers, 'Person', 'Personen')}. Jede bekommt nur, was sie abonniert hat und was für sie neu ist.`,
  holdsForOwn:
    'Ihre Änderungen gelten auch für alle, die eine eigene Stunde gewählt haben: für deren Zusammenfassungen desselben Tages.',
  subjectEmpty: 'Leer: aus den Schlagzeilen',
  introduction: 'Einleitung, in Markdown',
  articles: 'Artikel',
  ofAtMost: (count, most) => (count > most ? `${count}, ${most} werden gezeigt` : `${count}`),
  nothing: 'Für diese Zusammenfassung gibt es noch keinen Artikel.',
  nothingMeans:
    'Gibt es zur Sendezeit keinen, bekommt niemand eine Mail, und die Zusammenfassung verschwindet aus dem Kalender.',
  orderHint: 'Spätere Artikel kommen hinter die, die Sie geordnet haben.',
  counted: 'Nicht gezeigt: gezählt unter „und weitere auf der Website“',
  carries: (title) =>
    `Oben steht die Berichtigung von „${title}“, für alle, deren Mail einen anderen Text hatte.`,
  isNew: (moment) => `Neu seit ${moment}`,
  isPicked: 'Ausgewählt',
  forSome: 'Nur für einige',
  shortened: {
    compact: 'Kleiner: Die Mail ist voll',
    headline: 'Nur Schlagzeile: Die Mail ist voll',
    'left-out': 'Nicht gezeigt: Die Mail ist voll',
  },
  drop: (title) => `Weglassen: ${title}`,
  dropped: 'Weggelassen',
  isDropped: (title) => `„${title}“ ist weggelassen`,
  dropMeans:
    'Wer diese Zusammenfassung liest, bekommt diese Artikel auch später nicht. Andere Mails ändern sich nicht.',
  putBack: 'Zurücklegen',
  putBackThat: (title) => `Zurücklegen: ${title}`,
  save: 'Speichern',
  open: 'Zusammenfassung bearbeiten',
  changedBy: (name) => `${name} hat diese Zusammenfassung geändert, nachdem Sie sie geöffnet haben.`,
  changedMeans:
    'Ihr Text steht unten und ist noch nicht gespeichert. Speichern Sie noch einmal, um den anderen zu ersetzen.',
  theirs: 'Was jetzt dort steht',
  somebody: 'Jemand',
};

export const editionNoticesDe: typeof editionNoticesEn = {
  'edition-saved': 'Gespeichert. So geht die Zusammenfassung hinaus.',
  'edition-dropped': ({ title = '' }) => `„${title}“ ist aus dieser Zusammenfassung weggelassen.`,
  'edition-put-back': 'Es ist wieder in der Zusammenfassung.',
};
