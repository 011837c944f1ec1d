import type { AddressWords } from './address-en.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('de');

export const germanAddress: AddressWords = {
  ask: {
    subject: (name) => `${name} an diese Adresse?`,
    heading: 'Ab jetzt diese Adresse verwenden?',
    body: (name, old, moment) =>
      `Am ${moment} hat jemand, der ${name} bekommt, wahrscheinlich Sie, darum gebeten, dass es an diese Adresse kommt und nicht mehr an ${old}. Häufigkeit, Themen und alles andere bleiben, wie sie sind.`,
    button: 'Ja, diese Adresse verwenden',
    validity: (days) =>
      `Der Knopf gilt ${plural(days, { one: 'einen Tag', other: '# Tage' })}. Bis ihn jemand drückt, ändert sich nichts.`,
    why: (name) =>
      `Sie erhalten diese eine E-Mail, weil jemand, der ${name} bekommt, diese Adresse als neue eingegeben hat.`,
  },
  taken: {
    heading: (name) => `${name} kommt schon an diese Adresse`,
    body: (name, old, moment) =>
      `Am ${moment} hat jemand, der ${name} bekommt, wahrscheinlich Sie, darum gebeten, dass es an diese Adresse kommt und nicht mehr an ${old}. Es kommt schon hierher, also hat sich nichts geändert. Damit an die andere Adresse keine Mails mehr gehen, drücken Sie in einer davon „Abbestellen“.`,
  },
  moved: {
    subject: (name) => `${name} geht jetzt an eine andere Adresse`,
    heading: 'Ihre Mails gehen jetzt an eine andere Adresse',
    body: (name, now, moment) =>
      `Am ${moment} ist ${name} von dieser Adresse zu ${now} umgezogen, wie dort bestätigt wurde. Häufigkeit, Themen und alles andere sind wie bisher.`,
    undo: (day) => `Das waren nicht Sie? Bis ${day} können Sie es zurücknehmen:`,
    button: 'Diese Adresse behalten',
    why: (name) => `Diese E-Mail sagt Ihnen nur Bescheid. An diese Adresse schickt ${name} nichts mehr.`,
  },
};
