import { personNoticesDe } from './person-de.ts';
import { bulkNoticesDe } from './bulk-de.ts';
import { correctionNoticesDe } from './correction-de.ts';
import { articleNoticesDe } from './articles-de.ts';
import { digestNoticesDe } from './digest-de.ts';
import { editionNoticesDe } from './edition-de.ts';
import { factorNoticesDe } from './factors-de.ts';
import { feedNoticesDe } from './feeds-de.ts';
import { securityNoticesDe } from './security-de.ts';
import { lookNoticesDe } from './look-de.ts';
import { segmentNoticesDe } from './segments-de.ts';
import { topicNoticesDe } from './topics-de.ts';
import { teamNoticesDe } from './team-de.ts';
import { templateNoticesDe } from './templates-de.ts';
import { webhookNoticesDe } from './webhooks-de.ts';
import { hookNoticesDe } from './hooks-de.ts';
import type { NoticesWords } from './notices-en.ts';

export const noticesDe: NoticesWords = {
  ...articleNoticesDe,
  ...bulkNoticesDe,
  ...personNoticesDe,
  ...correctionNoticesDe,
  ...digestNoticesDe,
  ...editionNoticesDe,
  ...factorNoticesDe,
  ...feedNoticesDe,
  ...hookNoticesDe,
  ...securityNoticesDe,
  ...lookNoticesDe,
  ...segmentNoticesDe,
  ...teamNoticesDe,
  ...topicNoticesDe,
  ...templateNoticesDe,
  ...webhookNoticesDe,
  'sign-ups-released': 'Freigegeben. Die wartenden Bestätigungsmails werden versendet.',
  'picture-added': 'Das Bild steht am Ende des Textes.',
  'picture-scaled': 'In der E-Mail steht jetzt eine kleine Kopie des Bildes.',
  saved: 'Die Einstellungen sind gespeichert.',
  'sender-looked-at': 'Geprüft. Unten steht, was das DNS jetzt sagt.',
  'sender-not-yet': 'Das DNS lässt sich Zeit. Laden Sie die Seite in einer Minute neu.',
  'settings-saved': ({ changed = '' }) => `Gespeichert: ${changed}.`,
  'settings-unchanged': 'Nichts geändert: Es stand schon so da.',
  'saved-and-moved': ({ readers = '' }) =>
    `Die Einstellungen sind gespeichert. Auf den neuen Rhythmus umgestellte Leser: ${readers}.`,
  'mail-server-connected': 'Verbunden. Mails dieser Publikation gehen ab jetzt über Ihren Server.',
  'account-saved': 'Ihr Konto ist gespeichert.',
  'held-released': 'Freigegeben. Die zurückgehaltenen Sendungen laufen weiter.',
  'held-dropped': 'Verworfen. Von hier aus werden sie nicht versendet.',
  'send-paused': 'Angehalten. Es geht nichts mehr hinaus, bis Sie fortsetzen.',
  'send-resumed': 'Fortgesetzt. Es geht weiter, wo es aufgehört hat.',
  'send-cancelled': 'Abgebrochen. Wer die Mail noch nicht hat, bekommt sie nicht.',
  'digest-cancelled':
    'Abgebrochen. Wer sie noch nicht hatte, bekommt ihre Artikel mit der nächsten Zusammenfassung.',
  'send-resent': 'Die nicht Erreichten werden noch einmal versucht.',
  'send-reached-all':
    'Es ist niemand mehr übrig: Die nicht Erreichten haben sich abgemeldet, oder ihre Adressen gibt es nicht.',
  'send-moved': ({ subject = '', moment = '' }) => `„${subject}“ geht hinaus: ${moment}.`,
  'send-scheduled': ({ moment = '', zone = '' }: Record<string, string>) =>
    `Eingeplant für ${moment}${zone && ` (${zone})`}.`,
  'send-taken-back': 'Zurückgeholt. Es ist wieder ein Entwurf, und niemand hat es bekommen.',
  'send-goes-now': 'Es geht jetzt hinaus.',
  'send-moved-back': 'Zurückverschoben.',
  'key-was-made':
    'Dieses Formular hat seinen Schlüssel schon erzeugt. Ein Schlüssel wird einmal gezeigt: Widerrufen Sie ihn und erzeugen Sie einen neuen, wenn er verloren ist.',
  'key-revoked': 'Widerrufen. Dieser Schlüssel gilt nicht mehr.',
  'password-set': 'Ihr Passwort ist gesetzt. Melden Sie sich damit an.',
  'signed-out': 'Sie sind abgemeldet.',
  'link-sent': 'Wenn die Adresse zu einem Konto gehört, ist ein Link dorthin unterwegs.',
  'archive-shown': 'Alle können sie jetzt im Archiv lesen.',
  'archive-hidden': 'Sie ist nicht mehr im Archiv.',
  'letter-saved': 'Gespeichert.',
  'letter-merged': 'Gespeichert, zusammen mit dem, was jemand anderes inzwischen schrieb.',
  'letter-chosen': 'Gespeichert. Der Text, den Sie nicht genommen haben, bleibt als Fassung.',
  'letter-restored': 'Zurückgeholt. Was vorher dastand, bleibt als Fassung.',
  'letter-copied': 'Dies ist ein neuer Entwurf mit demselben Text für dieselben Empfänger.',
};
