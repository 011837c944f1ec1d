import { countDe } from './count.ts';
import type { factorNoticesEn, FactorsWords } from './factors-en.ts';

export const factorsDe: FactorsWords = {
  title: 'Zweiter Schritt',
  isOff:
    'Zum Anmelden genügt Ihr Passwort oder ein Link per E-Mail. Mit einem zweiten Schritt kommt auch niemand hinein, der Ihr Passwort erfährt.',
  isOn: (codes) =>
    `Die Anmeldung fragt auch nach einem Code aus Ihrer Authenticator-App. ${codesLeftDe(codes)}`,
  setUp: 'Authenticator-App einrichten',
  change: 'Zweiten Schritt ändern',
  isNeeded: 'Alle hier brauchen einen zweiten Schritt. Richten Sie Ihren ein, dann geht es weiter.',
  lede: 'Eine Authenticator-App zeigt sechs Ziffern, die alle 30 Sekunden wechseln. Die Anmeldung fragt ab dann danach.',
  scan: 'Scannen Sie das mit der App:',
  qr: (host) => `QR-Code für die Authenticator-App, für ${host}`,
  byHand: 'Oder tippen Sie diesen Schlüssel in die App:',
  turnOn: 'Zweiten Schritt einschalten',
  since: 'Die Anmeldung fragt nach einem Code aus Ihrer Authenticator-App seit',
  codes: 'Wiederherstellungscodes',
  codesLeft: (codes) => `Jeder ersetzt einen Code der App, falls sie verloren geht. ${codesLeftDe(codes)}`,
  renew: 'Neue Wiederherstellungscodes erzeugen',
  codesOnce: 'Diese Codes werden einmal gezeigt. Frühere gelten nicht mehr.',
  codesHint:
    'Drucken Sie sie aus, oder bewahren Sie sie bei Ihren Passwörtern auf. Jeder gilt einmal, statt eines Codes der App.',
  kept: 'Ich habe sie aufbewahrt',
  end: 'Zweiten Schritt ausschalten',
  endText:
    'Die Anmeldung fragt nicht mehr nach einem Code, und die Wiederherstellungscodes enden. Für ein anderes Telefon schalten Sie ihn aus und richten ihn neu ein.',
  turnOff: 'Ausschalten',
};

function codesLeftDe(codes: number): string {
  return codes === 0
    ? 'Kein Wiederherstellungscode ist übrig: Erzeugen Sie neue.'
    : `Übrig: ${countDe(codes, 'Wiederherstellungscode', 'Wiederherstellungscodes')}.`;
}

export const factorNoticesDe: typeof factorNoticesEn = {
  'authenticator-removed': 'Der zweite Schritt ist ausgeschaltet.',
  'factors-reset': ({ name = '' }) => `${name} meldet sich jetzt ohne zweiten Schritt an.`,
  'factor-needed': 'Ab jetzt brauchen alle einen zweiten Schritt.',
  'factor-not-needed': 'Einen zweiten Schritt wählen jetzt alle selbst.',
};
