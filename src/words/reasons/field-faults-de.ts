import type { FieldFaultCode, FieldFaultParams, ServerRefusal } from '../../platform/field-faults.ts';
import type { LetterFault } from './letter-faults.ts';
import type { Reason } from './reasons.ts';
import type { TemplateFault } from './template-faults.ts';

const number = new Intl.NumberFormat('de-DE');

/** How the values of single fields look. */
const FORMS: Partial<Record<string, string>> = {
  slug: 'Möglich sind nur kleine Buchstaben ohne Umlaute, Ziffern und einzelne Bindestriche.',
  accentColor: 'Eine Farbe sieht so aus: #1f4ed8.',
  groundColor: 'Eine Farbe sieht so aus: #f3f2ee.',
  dailyAt: 'Eine Uhrzeit sieht so aus: 07:00.',
  weeklyAt: 'Eine Uhrzeit sieht so aus: 07:00.',
  signingKey: 'Das ist nicht der Schlüssel, den dieser Dienst für Aufrufe zeigt.',
  topic: 'Ein Topic sieht so aus: arn:aws:sns:eu-central-1:123456789012:bounces.',
};

const REFUSALS: Record<ServerRefusal, (host: string, port: number) => string> = {
  'nobody-there': (host, port) => `Unter ${host} antwortet auf Port ${port} nichts. Prüfen Sie beides.`,
  'no-such-name': (host) => `Einen Server ${host} gibt es nicht. Prüfen Sie, wie er geschrieben wird.`,
  silent: (host, port) =>
    `${host} antwortet auf Port ${port} nicht. Prüfen Sie den Port; vielleicht hält eine Firewall Paperround auf.`,
  'other-protocol': (host, port) =>
    `${host} spricht auf Port ${port} nicht wie erwartet. Nehmen Sie 465 für TLS von Anfang an, sonst 587.`,
  certificate: (host) => `Das Zertifikat von ${host} ist nicht vertrauenswürdig.`,
  'sign-in': (host) => `${host} nimmt diesen Benutzer mit diesem Passwort nicht an.`,
  refused: (host) => `${host} lehnt die Verbindung ab.`,
};

/** What else has words of its own. */
export interface OtherWords {
  letter(fault: LetterFault): string;
  template(fault: TemplateFault, edited: string): string;
  reason(reason: Reason): string;
}

/** What is wrong with a field; it stands below the field. */
export const germanFieldFaults: {
  [Code in FieldFaultCode]: (params: FieldFaultParams[Code], others: OtherWords) => string;
} = {
  missing: () => 'Das fehlt noch.',
  'too-short': ({ least }) => `Nötig sind mindestens ${number.format(least)} Zeichen.`,
  'too-long': ({ most }) => `Möglich sind höchstens ${number.format(most)} Zeichen.`,
  'too-small': ({ least }) => `Der kleinste mögliche Wert ist ${number.format(least)}.`,
  'too-large': ({ most }) => `Der größte mögliche Wert ist ${number.format(most)}.`,
  'too-many': ({ most }) => `Möglich sind höchstens ${number.format(most)}.`,
  'no-number': () => 'Geben Sie eine ganze Zahl ein.',
  'single-line': () => 'Geben Sie eine einzige Zeile ohne Steuerzeichen ein.',
  'wrong-form': ({ field }) => FORMS[field] ?? 'Das hat nicht die Form, die hier nötig ist.',
  choice: () => 'Wählen Sie einen der Werte, die hier möglich sind.',
  'unknown-field': ({ name }) => `Ein Feld ${name} gibt es hier nicht.`,
  'web-address': () => 'Geben Sie eine Webadresse ein, die mit https:// oder http:// beginnt.',
  'email-address': () => 'Das ist keine gültige E-Mail-Adresse.',
  domain: () => 'Geben Sie eine Domain ein. Ein Beispiel: bounces.gazette.example.',
  'free-mail-address': () =>
    'Diese Adresse gehört einem Anbieter kostenloser Postfächer, und andere Server lehnen Newsletter von solchen Adressen ab. Nehmen Sie eine Adresse Ihrer eigenen Domain.',
  'time-zone': () => 'Diese Zeitzone gibt es nicht. Ein Beispiel: Europe/Berlin.',
  language: () => 'Diese Sprache gibt es nicht. Beispiele: de und de-AT.',
  'reserved-slug': () => 'Dieses Wort braucht Paperround selbst. Wählen Sie ein anderes.',
  'slug-taken': ({ slug }) => `${slug} ist schon vergeben. Wählen Sie ein anderes Wort.`,
  'name-taken': ({ name }) => `„${name}“ gibt es hier schon. Wählen Sie einen anderen Namen.`,
  'slug-missing': () => 'Das fehlt noch, und aus dem Namen lässt es sich nicht bilden.',
  'named-twice': () => 'Hier steht etwas doppelt.',
  'more-than-most': ({ least, most }) =>
    `Eine Zusammenfassung kann nicht ${number.format(least)} Artikel brauchen, wenn sie höchstens ${number.format(most)} haben darf.`,
  'no-transport': ({ name }) => `Einen Versandweg ${name} gibt es nicht.`,
  'feed-exists': () => 'Die Publikation hat diesen Feed schon.',
  'no-segment': () => 'Dieses Segment gibt es hier nicht.',
  'no-topic': ({ topics }) => `Ein Thema ${topics} gibt es hier nicht.`,
  'no-article': ({ ids }) => `Einen Artikel ${ids} gibt es hier nicht.`,
  'common-password': () =>
    'Dieses Passwort ist verbreitet, und Angreifer versuchen verbreitete Passwörter zuerst. Wählen Sie ein anderes.',
  'repeated-password': () =>
    'Das Passwort wiederholt dieselben wenigen Zeichen. Wählen Sie ein abwechslungsreicheres.',
  'password-like-address': () => 'Das Passwort ist der E-Mail-Adresse zu ähnlich.',
  'already-here': ({ email }) => `${email} hat dort schon eine Rolle. Ändern Sie sie in der Liste.`,
  'admin-missing': () => 'Das fehlt noch. Es gibt noch keinen Admin, deshalb ist es nötig.',
  'not-an-admin': ({ email, role }) =>
    `${email} meldet sich schon als ${role} an. Nehmen Sie für den Admin eine andere Adresse.`,
  'server-name': () => 'Geben Sie den Namen eines Servers ein, zum Beispiel mail.example.org.',
  'server-said': ({ why, host, port, reply }) => `${REFUSALS[why](host, port)}\n„${reply}“`,
  'dark-ground': () =>
    'Dieser Grund ist zu dunkel: Die Wörter am Ende einer E-Mail wären darauf nicht zu lesen.',
  'past-time': () => 'Diese Zeit ist schon vorbei.',
  'far-time': () => 'Diese Zeit liegt mehr als fünf Jahre in der Zukunft.',
  'old-news': ({ days }) =>
    `Ein Artikel kann höchstens ${number.format(days)} Tage warten. Danach ist er keine Neuigkeit mehr.`,
  'hard-text': () =>
    'Diesen Text als E-Mail zu setzen dauert zu lange: Etwas darin ist sehr oft wiederholt oder verschachtelt.',
  'feed-forbidden': ({ reason }, { reason: says }) => says(reason as Reason),
  'no-feed': ({ reason, hasOther }, { reason: says }) =>
    `${says(reason as Reason)} ${hasOther ? 'Nehmen Sie stattdessen diese Adresse.' : 'Nehmen Sie die Adresse eines RSS-, Atom- oder JSON-Feeds.'}`,
  'letter-text': ({ fault }, { letter }) => letter(fault as LetterFault),
  'template-text': ({ fault, edited }, { template }) => template(fault as TemplateFault, edited),
};
