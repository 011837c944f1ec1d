import type { NoticesWords } from './notices-en.ts';

export const noticesDe: NoticesWords = {
  released: 'Freigegeben. Die zurückgehaltenen Artikel werden versendet.',
  dismissed: 'Verworfen. Niemand bekommt ihn per Mail.',
  'sign-ups-released': 'Freigegeben. Die wartenden Bestätigungsmails werden versendet.',
  'picture-added': 'Das Bild steht am Ende des Textes.',
  'picture-scaled': 'In der E-Mail steht jetzt eine kleine Kopie des Bildes.',
  saved: 'Die Einstellungen sind gespeichert.',
  'account-saved': 'Ihr Konto ist gespeichert.',
  'held-released': 'Freigegeben. Die zurückgehaltenen Sendungen laufen weiter.',
  'held-dropped': 'Verworfen. Von hier aus werden sie nicht versendet.',
  'send-paused': 'Angehalten. Es geht nichts mehr hinaus, bis Sie fortsetzen.',
  'send-resumed': 'Fortgesetzt. Es geht weiter, wo es aufgehört hat.',
  'send-cancelled': 'Abgebrochen. Wer die Mail noch nicht hat, bekommt sie nicht.',
  'send-resent': 'Die nicht Erreichten werden noch einmal versucht.',
  'send-reached-all':
    'Es ist niemand mehr übrig: Die nicht Erreichten haben sich abgemeldet, oder ihre Adressen gibt es nicht.',
  'send-moved': ({ subject = '', moment = '' }) => `„${subject}“ geht hinaus: ${moment}.`,
  'send-moved-back': 'Zurückverschoben.',
  'key-revoked': 'Widerrufen. Dieser Schlüssel gilt nicht mehr.',
  'password-set': 'Ihr Passwort ist gesetzt. Melden Sie sich damit an.',
  'signed-out': 'Sie sind abgemeldet.',
  'link-sent': 'Wenn die Adresse zu einem Konto gehört, ist ein Link dorthin unterwegs.',
};
