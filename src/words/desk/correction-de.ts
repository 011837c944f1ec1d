import type { CorrectionWords, correctionNoticesEn } from './correction-en.ts';
import { countDe } from './count.ts';

const readers = (count: number) => countDe(count, 'Leser', 'Leser');

export const correctionDe: CorrectionWords = {
  title: 'Berichtigung senden',
  lede: (count) =>
    `${readers(count)} ${count === 1 ? 'hat' : 'haben'} einen anderen Text, als der Artikel jetzt hat. Nur dorthin geht die Berichtigung, bei jedem Rhythmus.`,
  nothing: 'Niemand hat einen anderen Text dieses Artikels, also gibt es nichts zu berichtigen.',
  nothingToDo: 'Wenn Sie den Artikel auf Ihrer Website ändern, holt Paperround den neuen Text mit dem Feed.',
  sent: 'Die Berichtigung dieses Textes ist unterwegs oder wurde gesendet.',
  openSent: 'Ihre Sendung öffnen',
  carried: (waiting, until) =>
    waiting === 0
      ? 'Alle, die Zusammenfassungen bekommen, haben sie bekommen.'
      : `${readers(waiting)} ${waiting === 1 ? 'wartet' : 'warten'} noch auf die nächste Zusammenfassung. Bis ${until} steht sie darin.`,
  difference: 'Was in den Mails stand, und was er jetzt sagt',
  differenceHint: 'Durchgestrichen: was in den Mails stand. Unterstrichen: was der Artikel jetzt sagt.',
  noDifference:
    'Paperround hat den Wortlaut dieser Mails nicht mehr. Die Sendung des Artikels zeigt seine Mail.',
  sameWords: 'Die Wörter sind dieselben; die Adresse, auf die er verweist, ist eine andere.',
  how: 'Wie sie ihn bekamen',
  byMail: {
    article: (count) => `${readers(count)} in einer eigenen Mail`,
    digest: (count) => `${readers(count)} in einer Zusammenfassung`,
    letter: (count) => `${readers(count)} in einem Rundschreiben`,
    correction: (count) => `${readers(count)} in einer früheren Berichtigung`,
  },
  note: 'Was falsch war und was richtig ist',
  noteHint: 'Markdown, höchstens 2.000 Zeichen. Titel und Link zum Artikel stehen von selbst in der Mail.',
  audience: 'Wer sie bekommt',
  wrongText: 'Wer den anderen Text bekam',
  wrongTextMeans: (count) => `${readers(count)}. Wer inzwischen abbestellt hat, bekommt nichts.`,
  everybody: 'Auch alle anderen, die den Artikel bekommen dürfen',
  everybodyMeans: (count) => `${readers(count)}, auch wer ihn nie bekam.`,
  way: 'Wann sie kommt',
  atOnce: 'Sofort, in einer eigenen Mail',
  atOnceMeans: 'An alle, auch an Leser täglicher und wöchentlicher Zusammenfassungen.',
  nextDigest: 'Mit der nächsten Zusammenfassung',
  nextDigestMeans: ({ digest, mail }) =>
    digest === 0
      ? 'Keiner von ihnen bekommt Zusammenfassungen, also bekommen alle die Mail sofort.'
      : `${readers(digest)} oben in der nächsten Zusammenfassung, innerhalb von 8 Tagen.${
          mail === 0 ? '' : ` ${readers(mail)} ohne Zusammenfassungen sofort in einer eigenen Mail.`
        }`,
  preview: 'Die Mail',
  previewFrame: 'Die Mail der Berichtigung',
  previewLong: 'Der Text ist zu lang, um ihn hier zu zeigen. Die Seite der Sendung zeigt die Mail.',
  showPreview: 'Mail zeigen',
  previewHint: 'In einer Zusammenfassung stehen dieselben Worte oben.',
  send: (count) => `An ${readers(count)} senden`,
  leave: 'So lassen',
};

export const correctionNoticesDe: typeof correctionNoticesEn = {
  'correction-carried': ({ mail = '', digest = '' }) =>
    `Die Berichtigung kommt für ${readers(Number(digest))} mit der nächsten Zusammenfassung${
      mail === '0' ? '' : `, für ${readers(Number(mail))} gleich`
    }.`,
  'correction-planned': ({ readers: count = '' }) =>
    `Die Berichtigung geht gleich an ${readers(Number(count))}.`,
};
