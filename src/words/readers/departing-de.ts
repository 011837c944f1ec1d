import type { DepartingWords } from './departing-en.ts';

export const departingDe: DepartingWords = {
  erase: {
    title: (name) => `Ihre Daten löschen – ${name}`,
    heading: 'Alles löschen?',
    lead: [
      '',
      ', Ihr Name und Ihre Auswahl werden aus allen Newslettern dieses Dienstes entfernt. Mails enden sofort. Gelöscht wird einen Tag später, damit Sie es zurücknehmen können, falls jemand anderes den Knopf gedrückt hat.',
    ],
    stays: 'Was bleibt, und warum',
    whatStays: (name) => [
      'Ein verschlüsselter Code Ihrer Adresse, den niemand zurückrechnen kann. Er verhindert, dass Listen und Importe Sie zurückholen. Wenn Sie sich wieder anmelden und bestätigen, wird er aufgehoben; sonst kann das nur der Betreiber.',
      `Wann und wie jemand Mails zugestimmt und abbestellt hat, ohne Adresse, Name, Netzadresse oder anderes, das verrät, wer: ${name} muss zeigen können, dass die Mails erlaubt waren.`,
      'Wie viele E-Mails verschickt wurden, unter einer Nummer, die niemandem mehr gehört.',
      'Kopien in Sicherungen, bis neuere sie ersetzen.',
    ],
    goOn: 'Weiter',
    back: 'Zurück zu Ihrer Auswahl',
  },
  forGood: {
    heading: (address) => `Die Daten von ${address} löschen?`,
    lead: 'Mails enden sofort. Bis morgen um diese Zeit lässt es sich auf dieser Seite zurücknehmen; dann sind die Daten endgültig weg.',
    erase: 'Meine Daten löschen',
  },
  erasing: {
    title: (name) => `Ihre Daten werden gelöscht – ${name}`,
    heading: 'Ihre Daten werden gelöscht.',
    lead: (moment) => [
      'Es gehen keine Mails mehr an ',
      `. Am ${moment} werden Ihre Adresse, Ihr Name und Ihre Auswahl entfernt; dann gilt auch dieser Link nicht mehr.`,
    ],
    undo: 'Das war ein Versehen: zurück',
  },
  neverAgain: {
    heading: 'Nie wieder Mails an mich',
    lead: (name) => [
      'Niemand wird ',
      ` hier noch anmelden können, weder für ${name} noch für einen anderen Newsletter dieses Dienstes.`,
    ],
    goOn: 'Weiter',
    onlyThis:
      'Möchten Sie nur diesen Newsletter nicht? Dann schließen Sie diese Seite: Ohne Ihre Bestätigung kommt nichts.',
  },
  block: {
    title: 'Diese Adresse sperren?',
    heading: (address) => `${address} sperren?`,
    lead: (contact) =>
      `Sie verlässt sofort alle Newsletter dieses Dienstes. Einen Tag lang können Sie das auf dieser Seite zurücknehmen; danach kann es nur ${contact}.`,
    block: 'Meine Adresse sperren',
  },
  blocked: {
    title: 'Ihre Adresse ist gesperrt',
    heading: 'Sie hören nicht mehr von uns.',
    lead: ['', ' ist gesperrt. Kein Newsletter dieses Dienstes kann an sie gehen.'],
    undo: 'Das war ich nicht: zurück',
    until: (moment, contact) => `Das geht bis ${moment}. Danach schreiben Sie bitte an ${contact}.`,
    later: (contact) => `Möchten Sie wieder Mails? Bitte schreiben Sie an ${contact}.`,
  },
  unblocked: {
    title: 'Ihre Adresse ist nicht gesperrt',
    heading: 'Ihre Adresse ist nicht gesperrt.',
    lead: ['Alles ist, wie es war, für ', '.'],
  },
};
