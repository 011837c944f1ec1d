import { countDe } from './count.ts';
import type { hookNoticesEn, HooksWords } from './hooks-en.ts';

export const hooksDe: HooksWords = {
  title: 'Ihr E-Mail-Dienst',
  lede: 'Der Dienst, der Ihre Mails verschickt, weiß, was später zurückkam, wer sich beschwerte und wer sich abmeldete. Erzeugen Sie hier eine Adresse und geben Sie sie Ihrem Dienst: Dann weiß es auch Paperround.',
  provider: 'Dienst',
  make: 'Adresse erzeugen',
  calls: (provider) => `Aufrufe von ${provider}`,
  address: 'Die Adresse zum Weitergeben',
  secret:
    'Wer diese Adresse kennt, kann behaupten, dass sich jemand beschwerte. Hüten Sie sie wie ein Passwort.',
  notPublic:
    'Dienste rufen über das Internet an: Sie erreichen Paperround nur unter einer Adresse, die mit https:// beginnt.',
  lastSeen: 'Letzter Aufruf',
  notYet: 'noch keiner',
  refusedLast: 'Letzter abgelehnter Aufruf',
  waiting: (count) => `${countDe(count, 'Ereignis wartet', 'Ereignisse warten')}.`,
  strange: 'Ereignisse, die Paperround nicht kennt',
  times: (count) => countDe(count, 'Mal', 'Mal'),
  change: 'Schlüssel und Einzelheiten',
  needs: {
    'signing-key': 'Geben Sie den Schlüssel Ihres Dienstes an. Bis dahin wird jeder Aufruf abgelehnt.',
    topic: 'Geben Sie das Topic an. Bis dahin wird jeder Aufruf abgelehnt.',
  },
  keySet:
    'Ein Schlüssel ist angegeben. Er wird nicht noch einmal gezeigt; nach einer Änderung gilt der vorige noch einen Tag.',
  labels: { signingKey: 'Schlüssel', topic: 'Topic' },
  keyHints: {
    mailgun: 'Mailgun nennt ihn „HTTP webhook signing key“.',
    sendgrid: 'SendGrid nennt ihn „Verification key“, unter „Signed event webhook“.',
    resend: 'Resend nennt ihn „Signing secret“. Er beginnt mit whsec_.',
    ses: 'Die ARN des Topics in Amazon SNS. Geben Sie sie zuerst an und abonnieren Sie dann mit der Adresse: Paperround bestätigt von selbst.',
    password:
      'Wenn Sie möchten: Benutzer:Passwort oder ein Token, falls Ihr Dienst eines senden kann. Ohne das zählt die Adresse allein.',
  },
  save: 'Speichern',
  forget: 'Schlüssel wegnehmen',
  back: 'Einstellungen',
  removal: 'Diese Adresse entfernen',
  removalText: 'Aufrufe werden dann nicht mehr angenommen. Was gemeldet wurde, bleibt.',
  remove: 'Entfernen',
  refusals: {
    'needs-signing-key': 'es war kein Schlüssel angegeben',
    'needs-topic': 'es war kein Topic angegeben',
    'wrong-credentials': 'Benutzer, Passwort oder Token waren nicht die des Schlüssels',
    'wrong-signature': 'die Signatur passt nicht zum Schlüssel',
    stale: 'er wurde vor zu langer Zeit signiert',
    replayed: 'seine Signatur wurde schon einmal benutzt, mit etwas anderem',
    'other-topic': 'er kam von einem anderen Topic',
    unreadable: 'er war nicht das, was dieser Dienst sendet',
    unreachable: 'Amazon war nicht zu erreichen, um ihn zu prüfen',
  },
};

export const hookNoticesDe: typeof hookNoticesEn = {
  'hook-made': 'Die Adresse ist bereit.',
  'hook-removed': 'Entfernt. Aufrufe dieser Adresse werden nicht mehr angenommen.',
};
