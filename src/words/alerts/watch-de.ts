import { moment } from '../reasons/de.ts';
import type { AlertWords, WatchCode } from './alerts.ts';

/** What the watchdog says. */
export const watchDe: Pick<AlertWords['alerts'], WatchCode> = {
  'articles-not-mailed': ({ title, count, dueAt, timeZone }) => ({
    headline: count === 1 ? 'Ein Artikel wurde nicht versandt' : `${count} Artikel wurden nicht versandt`,
    about: title,
    what: `${count === 1 ? 'Seine Mail war' : 'Die erste Mail war'} am ${moment(dueAt, timeZone)} fällig und hat nicht begonnen. Paperround kennt keinen Grund dafür.`,
    advice:
      'Sehen Sie sich den Artikel an: Auf seiner Seite steht, worauf Paperround wartet. Steht dort nichts, starten Sie Paperround neu und rufen Sie „npx paperround doctor“ auf. Der Artikel geht hinaus, sobald es möglich ist; dann ist es von selbst vorbei.',
  }),
  'digests-empty': ({ rhythm, count, since, timeZone }) => ({
    headline:
      rhythm === 'daily'
        ? 'Die tägliche Zusammenfassung bleibt leer'
        : 'Die wöchentliche Zusammenfassung bleibt leer',
    about: `${count === 1 ? 'eine Zusammenfassung' : `${count} Zusammenfassungen`} ohne Artikel`,
    what: `Bis zum ${moment(since, timeZone)} gab es zu dieser Zeit immer Artikel dafür. Seither gab es keine, und ihre Leser bekamen keine Mail.`,
    advice:
      'Sehen Sie sich Ihre Artikel an. Gibt es neue, so klären Sie, warum sie in keine Zusammenfassung kommen: Vielleicht werden sie zurückgehalten, oder niemand folgt ihren Themen. Haben Sie nichts veröffentlicht, müssen Sie nichts tun; mit der nächsten Zusammenfassung mit Artikeln ist es vorbei.',
  }),
  'confirmations-bounce': ({ sent, failed }) => ({
    headline: 'Bestätigungsmails kommen nicht an',
    about: `${share(failed, sent + failed)} innerhalb eines Tages`,
    what: 'Mailserver haben diese Mails abgelehnt oder zurückgeschickt. Wer sich anmeldet, wartet auf eine Mail, die nie kommt.',
    advice:
      'Die Antwort sagt, warum. Gibt es die Adressen nicht, trägt sie vielleicht ein Bot ein: Schalten Sie in den Einstellungen die Prüfung von Anmeldungen ein. Liegt es am Absender, rufen Sie „npx paperround doctor“ auf. Wenn die meisten Mails wieder ankommen, ist es von selbst vorbei.',
  }),
  'sender-records-gone': ({ domain, records }) => ({
    headline: 'DNS-Einträge Ihres Absenders sind verschwunden',
    about: domain,
    what: records.includes('domain')
      ? 'Die Domain gibt es im DNS nicht mehr. Mailserver lehnen Mails von ihr ab, und Antworten gehen verloren.'
      : `${listText(records.map((record) => record.toUpperCase()))} ${records.length === 1 ? 'war' : 'waren'} in Ordnung und ${records.length === 1 ? 'ist' : 'sind'} es nicht mehr. Mailserver lehnen Ihre Mails vielleicht ab oder halten sie für Spam.`,
    advice:
      'Sehen Sie dort nach, wo Sie das DNS der Domain verwalten: Vielleicht wurde ein Eintrag gelöscht, oder die Domain ist umgezogen. „npx paperround doctor“ zeigt, wie jeder Eintrag lauten muss. Ist er wieder da, ist es von selbst vorbei.',
  }),
  'certificate-ends': ({ use, name, endsAt, isOver }) => ({
    headline: isOver ? 'Ein Zertifikat ist abgelaufen' : 'Ein Zertifikat läuft bald ab',
    about: name,
    what: `${isOver ? 'Es lief' : 'Es läuft'} am ${moment(endsAt, 'UTC')} ab. ${CERTIFICATES[use].means}`,
    advice: CERTIFICATES[use].advice,
  }),
  'api-key-ends': ({ name, endsAt }) => ({
    headline: 'Ein API-Schlüssel läuft bald ab',
    about: name,
    what: `Er läuft am ${moment(endsAt, 'UTC')} ab und ist in Gebrauch. Das Programm, das ihn hat, erreicht Paperround danach nicht mehr.`,
    advice:
      'Erstellen Sie auf der Seite „API-Schlüssel“ einen neuen, geben Sie ihn dem Programm, und widerrufen Sie diesen.',
  }),
  'disk-fills': ({ host, folder, freeBytes, freePercent }) => ({
    headline: 'Ein Datenträger wird voll',
    about: `${folder} auf ${host}`,
    what: `${freePercent} % sind frei, ${size(freeBytes)}. Ist er voll, lässt sich nichts mehr speichern: keine Anmeldung, kein Artikel, und keine Mail geht hinaus.`,
    advice:
      'Schaffen Sie Platz auf diesem Datenträger, oder vergrößern Sie ihn. Alte Sicherungen sind oft am größten. Was Paperround aufhebt, steht im Handbuch für den Betrieb unter „What grows“.',
  }),
};

const RENEW =
  'Erneuern Sie es. Falls ein Programm es erneuert, etwa certbot oder Ihr Proxy, sehen Sie nach, warum das nicht geklappt hat. Mit dem neuen ist es von selbst vorbei.';
const NOT_YOURS =
  'Bitten Sie den Betreiber dieses Servers, es zu erneuern. So lange kann ein anderer Mailserver einspringen: in den Einstellungen, oder mit „npx paperround transport“.';
const CERTIFICATES = {
  web: {
    means: 'Danach warnen Browser vor Ihren Seiten: Niemand kann sich anmelden, bestätigen oder abmelden.',
    advice: RENEW,
  },
  smtp: { means: 'Danach übergibt Paperround diesem Server keine Mail.', advice: NOT_YOURS },
  imap: {
    means:
      'Danach meldet sich Paperround an diesem Postfach nicht mehr an: Rückläufer und Antworten werden nicht gelesen.',
    advice: 'Bitten Sie den Betreiber dieses Servers, es zu erneuern.',
  },
  inbound: {
    means: 'Danach übergeben Mailserver vielleicht keine Rückläufer und Antworten mehr.',
    advice: RENEW,
  },
};

const listText = (words: string[]) => new Intl.ListFormat('de').format(words);

/** `1,4 GB` */
const size = (bytes: number) =>
  bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1).replace('.', ',')} GB` : `${Math.round(bytes / 1e6)} MB`;

/** `14 von 230 (6,1 %)` */
export const share = (part: number, whole: number) =>
  `${part} von ${whole} (${((100 * part) / whole).toFixed(1).replace('.', ',')} %)`;
