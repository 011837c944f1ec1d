import type { LetterFaultWords } from './letter-faults.ts';

const FIELDS = { subject: 'Der Betreff', preheader: 'Die Vorschauzeile' };

export const germanLetterFaults: LetterFaultWords = {
  empty: 'Im Markdown steht kein Text.',
  noSubject: 'Der Betreff fehlt.',
  noArticles: 'Die Zusammenfassung enthält keinen veröffentlichten Artikel.',
  lineTooLong: (field, maximum) => `${FIELDS[field]} darf höchstens ${maximum} Zeichen haben.`,
  tooDeep: 'Das Markdown ist zu tief verschachtelt.',
  tooLong: (kilobytes) =>
    `Der Text ist etwa ${kilobytes} kB zu lang für eine E-Mail: Mailprogramme würden sein Ende abschneiden.`,
  notFilledIn: (found, line) =>
    `${line === undefined ? '' : `Zeile ${line}: `}„${found}“ würde nicht ausgefüllt.`,
  advice: {
    name: 'Für den Namen des Lesers schreiben Sie {{ name | default: "Leser" }}.',
    links: 'Lassen Sie es weg: Die Links zum Abbestellen und zu den Einstellungen kommen von selbst hinzu.',
    address: 'Lassen Sie es weg: Die E-Mail zeigt die Adresse des Lesers nicht.',
    none: 'Ausgefüllt wird nur {{ name | default: "Leser" }}; was so erscheinen soll, wie es dasteht, kommt zwischen Backticks.',
    'in-address': 'Ein Link ist für alle Leser derselbe: Lassen Sie es in der Adresse weg.',
  },
};
