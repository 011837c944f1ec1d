import { countDe } from './count.ts';
import type { DoorWords } from './door-en.ts';

export const doorDe: DoorWords = {
  signIn: 'Anmelden',
  email: 'E-Mail',
  password: 'Passwort',
  linkInstead: 'Lieber einen Anmeldelink per E-Mail',
  linkHelp:
    'Der Link braucht kein Passwort und gilt auch nach zu vielen falschen Passwörtern. Für ein neues Passwort bitten Sie die Person, die diese Installation betreibt, um `npx paperround user reset-password`.',
  keptWhileSignedOut:
    'Sie wurden inzwischen abgemeldet. Ihre Eingaben sind noch da: Melden Sie sich an, und schicken Sie sie dann ab.',
  signedIn: 'Angemeldet',
  keptNotSent: 'Sie sind wieder angemeldet. Ihre Eingaben sind noch da und noch nicht abgeschickt.',
  sendKept: 'Jetzt abschicken',
  leaveKept: 'Nicht abschicken',
  signInAs: (email) => `Sie melden sich als **${email}** an.`,
  refused: 'Die E-Mail-Adresse oder das Passwort ist falsch.',
  throttled: (minutes) =>
    `Das waren zu viele Versuche. Warten Sie bitte ${minutes === 1 ? 'eine Minute' : countDe(minutes, 'Minute', 'Minuten')}, oder melden Sie sich mit einem Link per E-Mail an.`,
  code: {
    title: 'Code eingeben',
    keyTitle: 'Zweiter Schritt',
    keyLede: (email) =>
      `Verwenden Sie einen Passkey${email && ` von **${email}**`} oder einen Wiederherstellungscode.`,
    keyLabel: 'Wiederherstellungscode',
    lede: (email) => `Aus Ihrer Authenticator-App${email && `, für **${email}**`}.`,
    label: 'Sechs Ziffern',
    recovery: 'App verloren? Geben Sie stattdessen einen Ihrer Wiederherstellungscodes ein.',
    trust: (days) => `In diesem Browser ${days} Tage lang nicht mehr fragen`,
    button: 'Weiter',
    again: 'Von vorn beginnen',
  },
  codeWrong:
    'Dieser Code ist nicht richtig. Er wechselt alle 30 Sekunden und gilt einmal; nehmen Sie den neuesten.',
  throttledCode: (minutes) =>
    `Das waren zu viele falsche Codes. Warten Sie bitte ${minutes === 1 ? 'eine Minute' : countDe(minutes, 'Minute', 'Minuten')}.`,
  tooLate: 'Das hat zu lange gedauert. Melden Sie sich noch einmal an.',
  sso: {
    button: (name) => `Mit ${name} anmelden`,
    why: {
      cancelled: (name) =>
        `${name} hat Sie nicht hereingelassen, oder Sie haben abgebrochen. Versuchen Sie es noch einmal, oder melden Sie sich anders an.`,
      failed: (name) =>
        `Diese Antwort von ${name} gehört zu keiner Anmeldung dieses Browsers, oder sie ist zu alt. Versuchen Sie es noch einmal.`,
      unreachable: (name) =>
        `${name} antwortet nicht. Versuchen Sie es später noch einmal, oder melden Sie sich anders an.`,
      'email-not-verified': (name) =>
        `${name} hat Ihre E-Mail-Adresse nicht bestätigt, darum weiß Paperround nicht, wer Sie sind. Bestätigen Sie sie dort, und versuchen Sie es noch einmal.`,
      'no-account': (name) =>
        `${name} hat Sie hereingelassen, aber hier gibt es kein Konto mit Ihrer Adresse. Bitten Sie einen Admin um eine Einladung.`,
      'no-role': (name) =>
        `${name} hat Sie hereingelassen, gibt Ihnen hier aber keine Rolle. Fragen Sie die Person, die diese Installation betreibt.`,
      'other-identity': (name) =>
        `Das Konto mit Ihrer Adresse gehört bei ${name} jemand anderem. Fragen Sie die Person, die diese Installation betreibt.`,
    },
  },
  noAdmin: {
    title: 'Willkommen bei Paperround',
    lede: 'Noch kann sich niemand anmelden. Zwei Wege führen zum ersten Admin und zur ersten Publikation:',
    byLink:
      'Öffnen Sie den einmaligen Link, den Paperround beim Start ausgegeben hat: im Terminal oder im Protokoll des Dienstes. Er beginnt mit `/setup/` und gilt eine Woche; ein Neustart gibt einen neuen aus.',
    byCommand:
      'Oder rufen Sie auf diesem Rechner `npx paperround setup --help` auf, und folgen Sie dem Beispiel.',
    why: 'Der Link sorgt dafür, dass nur Sie die Installation einrichten können.',
  },
  choosePassword: 'Passwort wählen',
  passwordFor: (email) => `Für **${email}**. Damit werden Sie überall abgemeldet.`,
  newPassword: 'Neues Passwort',
  passwordHint: (least) =>
    `Mindestens ${least} Zeichen. Einige Wörter hintereinander sind leicht zu merken und schwer zu erraten.`,
  setPassword: 'Passwort setzen',
  gone: {
    title: 'Dieser Link gilt nicht mehr',
    why: 'Er wurde schon benutzt, er ist zu alt, oder ein neuerer hat ihn ersetzt.',
    signIn: 'Fordern Sie auf der Anmeldeseite einen neuen an.',
    password:
      'Bitten Sie die Person, die diese Installation betreibt, um einen neuen Link: `npx paperround user reset-password`.',
    setUp:
      'Sobald es einen Admin gibt, melden Sie sich unter `/admin` an. Bis dahin gibt jeder Neustart von Paperround einen neuen Link aus.',
  },
};
