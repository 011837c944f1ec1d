import type { securityNoticesEn, SecurityWords } from './security-en.ts';

export const securityDe: SecurityWords = {
  title: 'Anmeldung und Sitzungen',
  lede: 'Wie Sie sich anmelden, und wo Sie angemeldet sind.',
  password: 'Passwort',
  passwordSet: 'Sie melden sich mit einem Passwort an. Ein neues meldet Sie überall sonst ab.',
  passwordNone: 'Sie haben noch kein Passwort und melden sich mit einem Link per E-Mail an.',
  newPassword: 'Neues Passwort',
  changePassword: 'Passwort ändern',
  setPassword: 'Passwort festlegen',
  sessions: 'Wo Sie angemeldet sind',
  sessionsHint: 'Beenden Sie, was Sie nicht kennen, und ändern Sie dann Ihr Passwort.',
  since: 'seit',
  lastSeen: 'zuletzt gesehen',
  thisOne: 'diese hier',
  unknownDevice: 'Unbekannter Browser',
  on: (browser, system) => `${browser} unter ${system}`,
  end: 'Abmelden',
  endNamed: (device) => `${device} abmelden`,
  endOthers: 'Überall sonst abmelden',
  confirm: {
    title: 'Bestätigen Sie, dass Sie es sind',
    lede: 'Ihre Anmeldung ist eine Weile her. Bestätigen Sie, dass Sie es sind, bevor Sie ändern, wie Sie sich anmelden.',
    button: 'Weiter',
    refused: 'Das Passwort ist falsch.',
    noPassword:
      'Ihre Anmeldung ist eine Weile her, und Sie haben kein Passwort, mit dem Sie bestätigen können, dass Sie es sind. Melden Sie sich ab, melden Sie sich mit einem Link per E-Mail wieder an, und kommen Sie zurück.',
  },
};

export const securityNoticesDe: typeof securityNoticesEn = {
  'password-changed': 'Ihr Passwort ist geändert. Überall sonst sind Sie abgemeldet.',
  'session-ended': 'Dort abgemeldet.',
  'others-signed-out': 'Überall sonst sind Sie abgemeldet.',
  confirmed: 'Danke. Sie können 15 Minuten lang weitermachen.',
};
