import type { FirstRunWords } from './first-run-en.ts';

export const firstRunDe: FirstRunWords = {
  title: 'Vier Schritte bis zur ersten Mail',
  lede: 'Wenn alle erledigt sind, bekommen Leser Mails. Bis dahin können Sie sie im eingebauten Postfach lesen.',
  done: (done, all) => `${done} von ${all} erledigt`,
  goOn: 'Einrichtung fortsetzen',
  name: 'Publikation benennen',
  nameDone: (name, zone, language) => `${name}, ${zone}, ${language}.`,
  change: 'Ändern',
  feed: 'Feed verbinden',
  feedDone: (count, name) =>
    count === 1
      ? `In ${name} steht ein Artikel. Er gilt als bekannt und wird nicht versendet, der nächste schon.`
      : `In ${name} stehen ${count} Artikel. Sie gelten als bekannt und werden nicht versendet, der nächste schon.`,
  feedPushed: 'Artikel kommen über die API.',
  seeThem: 'Ansehen',
  feedHelp:
    'Die Adresse Ihres RSS-, Atom- oder JSON-Feeds. Was heute darin steht, wird nicht versendet; was später kommt, schon.',
  feedAdd: 'Feed hinzufügen',
  server: 'Mailserver verbinden',
  serverDone: 'Mails gehen über Ihren eigenen Server.',
  serverHelp: 'Die SMTP-Adresse Ihres Anbieters. Bevor wir sie verwenden, melden wir uns zur Probe an.',
  host: 'Server',
  port: 'Port',
  user: 'Benutzer',
  password: 'Passwort',
  testAndSave: 'Prüfen und speichern',
  later: 'Später: Mails im Postfach behalten',
  postal: 'Sagen, wer Sie sind',
  postalDone: 'Sie steht in jeder Mail.',
  postalHelp: 'Das Gesetz verlangt Ihre Postanschrift in jeder Mail. Ohne sie geht nichts hinaus.',
  postalLabel: 'Postanschrift',
  whenYouLike: 'Wann Sie mögen',
  embed: 'Das Anmeldefeld auf Ihre Seite setzen',
  embedHelp: 'Eine Zeile Code',
  letter: 'Das erste Rundschreiben verfassen',
  letterHelp: 'Eine Mail, die Sie selbst schreiben',
  sample: 'Mails im Postfach lesen',
};
