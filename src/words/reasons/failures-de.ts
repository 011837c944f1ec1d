import type { FailureWords } from './failures.ts';

export const germanFailures: FailureWords = {
  rejected: {
    mailbox: 'Diese Adresse gibt es nicht. Sobald das sicher ist, bekommt sie keine Mails mehr.',
    reader: 'Das Postfach ist voll, gesperrt oder nicht erreichbar. Die nächste Sendung versucht es wieder.',
    relay: 'Ihr eigener Mailserver hat die Mail nicht weitergegeben. Prüfen Sie seine Einstellungen.',
    size: 'Die Mail ist dem Server zu groß. Versenden Sie eine kleinere.',
    content:
      'Der Server hat die Mail wegen ihres Inhalts oder ihrer Herkunft abgelehnt, etwa als unerwünschte Werbung.',
    later: 'Der Server hat die Mail zu diesem Zeitpunkt nicht angenommen.',
    unclear: 'Der Server hat die Mail abgelehnt und keinen Grund genannt.',
    silence: 'Der Server hat nicht geantwortet.',
  },
  expired: 'Der Server hat die Mail immer wieder aufgeschoben, bis Paperround aufgab.',
  deferred: {
    later: 'Der Server bittet um einen späteren Versuch. Paperround versucht es von selbst wieder.',
    silence: 'Die Mail wartet, bis sie an der Reihe ist. Paperround versucht es von selbst wieder.',
  },
  unknown:
    'Die Verbindung brach ab, bevor der Server antwortete. Niemand weiß, ob er die Mail angenommen hat.',
};
