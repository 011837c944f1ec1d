import type { OwnDataWords } from './own-data-en.ts';

export const ownDataDe: OwnDataWords = {
  send: 'Link schicken',
  title: (name) => `Ihre Daten – ${name}`,
  sent: 'Schauen Sie in Ihr Postfach',
  lead: ['Ein Link ist unterwegs an ', '. Er gilt einen Tag.'],
  file: [
    'Eine Datei mit allem, was gespeichert ist über ',
    ': Adresse, Auswahl, Einwilligung und welche Mails wann verschickt wurden.',
  ],
  expired: 'Dieser Link ist abgelaufen',
  expiredWhy: 'Er galt einen Tag. Einen neuen gibt es bei Ihrer Auswahl.',
  states: {
    open: () => 'Weil E-Mails weitergeleitet werden, schicken wir zuerst einen Link an diese Adresse.',
    'no-mail': (contact) =>
      `An diese Adresse kann keine Mail geschickt werden. Wegen Ihrer Daten schreiben Sie bitte an ${contact}.`,
    'just-moved': (contact) =>
      `Sieben Tage lang nach einem Wechsel der Adresse lassen sich Ihre Daten hier nicht anfordern. Brauchen Sie sie jetzt? Bitte schreiben Sie an ${contact}.`,
  },
};
