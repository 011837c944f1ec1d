import { countDe } from './count.ts';
import type { SignUpHoldsWords } from './sign-up-holds-en.ts';

const mails = (count: number) => countDe(count, 'Mail', 'Mails');

export const signUpHoldsDe: SignUpHoldsWords = {
  spike: 'Weit mehr Menschen als sonst melden sich an, deshalb warten Bestätigungsmails.',
  someWait: 'Einige Bestätigungsmails warten.',
  spikeWhy:
    'Vielleicht gibt ein Programm fremde Adressen ein. Deshalb rechnen Browser kurz, bevor eine Anmeldung zählt, und wer das getan hat, bekommt die Mail sofort. Nichts geht verloren: Die Mails gehen von selbst hinaus, sobald die Anmeldungen eine Stunde lang wieder im üblichen Rahmen sind.',
  someWhy:
    'Programme geben fremde Adressen ein. Deshalb bekommt ein Netz fünf Mails in der Stunde und zwanzig am Tag, bis seine Leute bestätigen, und eine Person eine in 15 Minuten und drei am Tag. Nichts geht verloren: Die Mails gehen nacheinander hinaus.',
  advice:
    'Newsletter gehen wie gewohnt hinaus. Wenn Sie wissen, woher diese Menschen kommen, etwa aus einer Schule oder von einem viel geteilten Artikel, versenden Sie die Mails jetzt.',
  release: 'Alle wartenden Mails versenden',
  adminCan: 'Ein Admin kann das hier tun.',
  fromNetwork: (count) => `${mails(count)}, aus einem einzigen Netz angefordert,`,
  toPerson: (count) => `${mails(count)} an Menschen, die gerade eine bekommen haben,`,
  toAll: (count) => `${mails(count)} an alle Adressen`,
  toDomain: (count, domain) => `${mails(count)} an Adressen bei ${domain}`,
  toOneDomain: (count) => `${mails(count)} an Adressen bei einer Maildomain`,
  since: (what) => `${what} seit`,
};
