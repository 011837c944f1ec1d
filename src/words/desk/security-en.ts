/** How a person signs in, and where they are signed in. */
export const securityEn = {
  title: 'Sign-in and sessions',
  lede: 'How you sign in, and where you are signed in.',
  password: 'Password',
  passwordSet: 'You sign in with a password. A new one signs you out everywhere else.',
  passwordNone: 'You have no password yet, and sign in with a link by email.',
  newPassword: 'New password',
  changePassword: 'Change the password',
  setPassword: 'Set the password',
  sessions: 'Where you are signed in',
  sessionsHint: 'End what you do not know, and then change your password.',
  since: 'since',
  lastSeen: 'last seen',
  thisOne: 'this one',
  unknownDevice: 'Unknown browser',
  on: (browser: string, system: string) => `${browser} on ${system}`,
  end: 'Sign out',
  endNamed: (device: string) => `Sign out ${device}`,
  endOthers: 'Sign out everywhere else',
  confirm: {
    title: 'Confirm that it is you',
    lede: 'It is a while ago that you signed in. Confirm that it is you before you change how you sign in.',
    button: 'Go on',
    refused: 'The password is wrong.',
    noPassword:
      'It is a while ago that you signed in, and you have no password to confirm that it is you. Sign out, sign in again with a link by email, and come back.',
  },
};
export type SecurityWords = typeof securityEn;

/** What is said after a form about signing in. */
export const securityNoticesEn = {
  'password-changed': 'Your password is changed. You are signed out everywhere else.',
  'session-ended': 'Signed out there.',
  'others-signed-out': 'You are signed out everywhere else.',
  confirmed: 'Thank you. You can go on for 15 minutes.',
} satisfies Record<string, string | ((params: Record<string, string>) => string)>;
