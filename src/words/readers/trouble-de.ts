import { pluralIn } from '../plural.ts';
import type { TroubleWords } from './trouble-en.ts';

const plural = pluralIn('de');

export const troubleDe: TroubleWords = {
  headings: {
    page: 'Hier ist nichts',
    link: 'Dieser Link funktioniert nicht',
    refused: 'Das hat nicht geklappt',
    large: 'Das ist zu groß',
    check: 'Bitte prüfen Sie Ihre Eingaben',
    'too-many': 'Einen Moment, bitte',
    ours: 'Das ging schief',
    busy: 'Gleich wieder da',
  },
  says: {
    page: 'Diese Seite gibt es nicht. Vielleicht steckt ein Fehler in der Adresse.',
    link: 'Er ist unvollständig, oder eine neuere E-Mail hat ihn ersetzt. Bitte nehmen Sie den Link aus der neuesten E-Mail.',
    refused: 'Die Anfrage war nicht zu lesen. Bitte gehen Sie zurück und versuchen Sie es noch einmal.',
    large: 'Es wurde mehr geschickt, als hier hineinpasst.',
    check: 'Etwas im Formular stimmt nicht. Bitte gehen Sie zurück und sehen Sie es noch einmal durch.',
    'too-many': 'Das kam gerade sehr oft.',
    ours: 'Der Fehler liegt bei uns. Bitte versuchen Sie es in einer Minute noch einmal.',
    busy: 'Das geht im Moment nicht. Bitte versuchen Sie es in einer Minute noch einmal.',
  },
  tooOften: {
    changes: 'Ihre Auswahl hat sich heute sehr oft geändert. Diese Änderung wurde nicht gespeichert.',
    undos: 'Das wurde heute schon sehr oft rückgängig gemacht. Es hat sich nichts geändert.',
    network: 'Aus Ihrem Netz haben sich gerade sehr viele angemeldet.',
  },
  byMail: (address) =>
    `Es geht auch per Mail, und zwar gleich: Schicken Sie eine leere E-Mail an ${address} und antworten Sie auf unsere.`,
  inMinutes: (minutes) =>
    plural(minutes, {
      one: 'Bitte versuchen Sie es in einer Minute noch einmal.',
      other: 'Bitte versuchen Sie es in # Minuten noch einmal.',
    }),
  inHours: (hours) =>
    plural(hours, {
      one: 'Bitte versuchen Sie es in einer Stunde noch einmal.',
      other: 'Bitte versuchen Sie es in # Stunden noch einmal.',
    }),
  start: 'Zur Startseite',
  tell: (id) => `Wenn es dabei bleibt, nennen Sie uns diese Nummer: ${id}`,
  noEmail: 'Bitte geben Sie Ihre E-Mail-Adresse ein.',
  email: 'Bitte geben Sie eine gültige E-Mail-Adresse ein, etwa name@example.org.',
  field: 'Bitte laden Sie die Seite neu und versuchen Sie es noch einmal.',
  gone: {
    heading: 'Dieser Link gilt nicht mehr',
    lead: 'Er gehörte zu jemandem, dessen Daten hier nicht mehr gespeichert sind. Er zeigt nichts, ändert nichts und löst keine Mail aus.',
    newest: 'Sie bekommen noch E-Mails? Dann nehmen Sie bitte den Link aus der neuesten.',
  },
  test: {
    title: 'Ein Link aus einer Test-Mail',
    heading: 'Alles in Ordnung: Das war eine Test-Mail',
    lead: 'In einer echten E-Mail bestellt man mit diesem Link ab oder ändert seine Auswahl. Links in einer Test-Mail gehören niemandem, es wurde also nichts geändert.',
  },
  home: {
    heading: 'Newsletter',
    subscribe: 'Abonnieren',
    subscribeTo: (name) => `${name} abonnieren`,
    quiet: 'Von hier kommen Newsletter',
    quietWhy:
      'Abonnieren können Sie auf den Seiten der Herausgeber. In jeder E-Mail stehen Links zum Abbestellen und zu Ihrer Auswahl.',
  },
};
