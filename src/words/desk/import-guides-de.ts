import type { GuidesWords } from './import-guides-en.ts';

export const guidesDe: GuidesWords = [
  {
    name: 'Mailchimp',
    exports:
      'Audience, All contacts, Export audience. Entpacken Sie die Zip-Datei und importieren Sie jede Datei darin, auch „unsubscribed“ und „cleaned“.',
    over: 'Adresse, Name, Sprache und Zeitpunkt der Anmeldung. Tags werden zu Themen, wenn die Namen passen.',
    missing: 'Die Datei „subscribed“ sagt nicht, wer aufgehört hat. Das sagen „unsubscribed“ und „cleaned“.',
  },
  {
    name: 'Substack',
    exports: 'Subscribers, Export: die Liste aller Abonnenten als CSV.',
    over: 'Adresse, seit wann die Person dabei ist und wer E-Mails abgeschaltet hat.',
    missing: 'Wer aufgehört hat, steht nicht in der Liste. Zahlungen bleiben bei Substack.',
  },
  {
    name: 'Ghost',
    exports:
      'Members, nach einem Newsletter filtern, dann Export members. Exportieren Sie jeden Newsletter für sich und benennen Sie ihn als Thema.',
    over: 'Adresse, Name, ob die Person E-Mails bekommt, seit wann sie dabei ist. Labels werden zu Themen, wenn die Namen passen.',
    missing:
      'Wer unzustellbar war oder sich beschwert hat, und welchen Newsletter jemand liest. Mailgun führt die gesperrten Adressen Ihrer Domain: Importieren Sie diese Liste zuerst, mit einer Spalte „status“, in der in jeder Zeile „bounced“ oder „complained“ steht.',
  },
  {
    name: 'Buttondown',
    exports: 'Subscribers, Export: alle, nicht nur die regulären.',
    over: 'Adresse, Art des Abonnements, seit wann. Tags werden zu Themen, wenn die Namen passen.',
    missing: 'Zahlungen und Automationen.',
  },
  {
    name: 'beehiiv',
    exports: 'Subscribers, Export: alle Zustände, nicht nur aktive.',
    over: 'Adresse, Zustand, seit wann.',
    missing: 'Zahlungen, Empfehlungen und Segmente.',
  },
  {
    name: 'listmonk',
    exports:
      'Die Personen einer Liste mit dem Status „confirmed“, dann Export. Oder das JSON von GET /api/subscribers, das alles sagt.',
    over: 'Adresse, Name, seit wann, wer gesperrt ist.',
    missing:
      'Die CSV-Datei sagt nicht, wer eine Liste verlassen hat, wer nie bestätigt hat und welche Liste es ist. Lassen Sie die Spalte „uuid“ nur aus, wenn Sie eine Liste mit diesem Status exportiert haben.',
  },
  {
    name: 'Sendy',
    exports:
      'Die Liste, Export, für alle Personen. Abgemeldete, Unzustellbare und Spam lassen sich einzeln exportieren.',
    over: 'Adresse, Name und der Zustand, wenn die Datei ihn enthält.',
    missing:
      'Eine Datei nur mit Aktiven sagt nicht, wer aufgehört hat: Importieren Sie auch die anderen Dateien.',
  },
  {
    name: 'Mailtrain',
    exports: 'Die Liste, Export: alle Abonnements, nicht nur laufende.',
    over: 'Adresse, Name, Zustand, seit wann.',
    missing: 'Segmente und eigene Formulare.',
  },
  {
    name: 'phpList',
    exports: 'Subscribers, Export subscribers, mit den Spalten confirmed, blacklisted und optedin.',
    over: 'Adresse, ob die Person bestätigt hat oder gesperrt ist, seit wann.',
    missing: 'Ohne die Spalte „blacklisted“ sagt die Datei nicht, wer aufgehört hat.',
  },
  {
    name: 'Mailman',
    exports: '„mailman members --nomail enabled LISTE“: nur Personen, die Mail bekommen.',
    over: 'Adresse und Name.',
    missing:
      'Bei wem die Zustellung abgeschaltet ist: Eine einfache Mitgliederliste und die CSV-Datei von Postorius enthalten diese Personen auch und sagen es nicht.',
  },
];
