import { moment } from '../reasons/de.ts';
import type { AlertWords, WatchCode } from './alerts.ts';

/** What the watchdog says. */
export const watchDe: Pick<AlertWords['alerts'], WatchCode> = {
  'articles-not-mailed': ({ title, count, dueAt, timeZone }) => ({
    headline: count === 1 ? 'Ein Artikel wurde nicht versandt' : `${count} Artikel wurden nicht versandt`,
    about: title,
    what: `${count === 1 ? 'Seine Mail war' : 'Die erste Mail war'} am ${moment(dueAt, timeZone)} fällig und hat nicht begonnen. Ein Grund dafür ist nicht bekannt.`,
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

/** `1,4 GB` */
const size = (bytes: number) =>
  bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1).replace('.', ',')} GB` : `${Math.round(bytes / 1e6)} MB`;

/** `14 von 230 (6,1 %)` */
export const share = (part: number, whole: number) =>
  `${part} von ${whole} (${((100 * part) / whole).toFixed(1).replace('.', ',')} %)`;
