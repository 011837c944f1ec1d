import { countDe } from './count.ts';
import type { factorNoticesEn, FactorsWords } from './factors-en.ts';

export const factorsDe: FactorsWords = {
  title: 'Zweiter Schritt',
  app: 'Authenticator-App',
  isOff:
    'Zum Anmelden genügt Ihr Passwort oder ein Link per E-Mail. Mit einem zweiten Schritt kommt auch niemand hinein, der Ihr Passwort erfährt.',
  isOn: 'Die Anmeldung fragt auch nach einem Code aus Ihrer Authenticator-App.',
  byKeys: 'Die Anmeldung mit Passwort oder Link fragt auch nach einem Ihrer Passkeys.',
  passkeys: {
    title: 'Passkeys',
    lede: 'Mit einem Passkey melden Sie sich per Finger, Gesicht oder PIN Ihres Telefons, Computers oder Passwortmanagers an, ohne Passwort und ohne Code.',
    name: 'Name',
    nameHint: 'Wo er liegt, etwa „Telefon“ oder „Passwortmanager“.',
    add: 'Passkey hinzufügen',
    proveFirst: 'Bestätigen, dass Sie es sind, und Passkey hinzufügen',
    added: 'hinzugefügt',
    lastUsed: 'zuletzt benutzt',
    never: 'noch nicht benutzt',
    remove: 'Entfernen',
    removeNamed: (name) => `Passkey ${name} entfernen`,
    failed:
      'Das hat nicht geklappt: Es wurde abgebrochen, oder hier geht es nicht. Versuchen Sie es noch einmal, oder nehmen Sie einen anderen Weg.',
    wrong:
      'Der Browser hat keinen Passkey geliefert. Dafür braucht es Skripte und einen Browser, der Passkeys kann.',
    notHere:
      'Passkeys gehen hier nicht: Browser kennen sie nur unter einer Adresse mit https und einem Namen. Die Person, die diese Installation betreibt, trägt sie als PUBLIC_URL ein.',
    notAdded: 'Diesen Passkey gibt es hier schon, oder es sind bereits 20.',
    use: 'Passkey verwenden',
    refused:
      'Dieser Passkey ist hier nicht bekannt, oder die Antwort kam zu spät. Versuchen Sie es noch einmal, oder melden Sie sich anders an.',
    or: 'oder',
  },
  setUp: 'Authenticator-App einrichten',
  change: 'App ändern',
  isNeeded: 'Alle hier brauchen einen zweiten Schritt. Richten Sie Ihren ein, dann geht es weiter.',
  keptNotSent:
    'Ab jetzt brauchen alle hier einen zweiten Schritt. Ihre Eingaben sind noch da und noch nicht abgeschickt: Richten Sie Ihren in einem anderen Tab ein, und schicken Sie sie dann ab.',
  lede: 'Eine Authenticator-App zeigt sechs Ziffern, die alle 30 Sekunden wechseln. Die Anmeldung fragt ab dann danach.',
  scan: 'Scannen Sie das mit der App:',
  qr: (host) => `QR-Code für die Authenticator-App, für ${host}`,
  byHand: 'Oder tippen Sie diesen Schlüssel in die App:',
  turnOn: 'App einschalten',
  since: 'Die Anmeldung fragt nach einem Code aus Ihrer Authenticator-App seit',
  codes: 'Wiederherstellungscodes',
  codesLeft: (codes) =>
    `Jeder ersetzt einmal den zweiten Schritt, falls App oder Passkey verloren geht. ${codesLeftDe(codes)}`,
  renew: 'Neue Wiederherstellungscodes erzeugen',
  codesOnce: 'Diese Codes werden einmal gezeigt. Frühere gelten nicht mehr.',
  codesHint:
    'Drucken Sie sie aus, oder bewahren Sie sie bei Ihren Passwörtern auf. Jeder gilt einmal, statt Ihres zweiten Schritts.',
  kept: 'Ich habe sie aufbewahrt',
  end: 'App ausschalten',
  endText:
    'Die Anmeldung fragt nicht mehr nach ihrem Code. Für ein anderes Telefon schalten Sie sie aus und richten sie neu ein. Ohne Passkeys enden auch die Wiederherstellungscodes.',
  turnOff: 'Ausschalten',
};

function codesLeftDe(codes: number): string {
  return codes === 0
    ? 'Kein Wiederherstellungscode ist übrig: Erzeugen Sie neue.'
    : `Übrig: ${countDe(codes, 'Wiederherstellungscode', 'Wiederherstellungscodes')}.`;
}

export const factorNoticesDe: typeof factorNoticesEn = {
  'authenticator-removed': 'Die Authenticator-App ist ausgeschaltet.',
  'passkey-added': 'Der Passkey ist hinzugefügt. Sie können sich damit anmelden.',
  'passkey-removed': 'Der Passkey ist entfernt. Löschen Sie ihn auch auf seinem Gerät.',
  'factors-reset': ({ name = '' }) => `${name} meldet sich jetzt ohne zweiten Schritt an.`,
  'factor-needed': 'Ab jetzt brauchen alle einen zweiten Schritt.',
  'factor-not-needed': 'Einen zweiten Schritt wählen jetzt alle selbst.',
};
