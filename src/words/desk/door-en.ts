import { countEn } from './count.ts';

/** Before the sign-in: signing in, a password, and links that have ended. */
export const doorEn = {
  signIn: 'Sign in',
  email: 'Email',
  password: 'Password',
  linkInstead: 'Email me a sign-in link instead',
  linkHelp:
    'The link needs no password, and works even after too many wrong passwords. To set a new password, ask the person who runs this installation to run `npx paperround user reset-password`.',
  keptWhileSignedOut: 'You were signed out meanwhile. What you typed is kept: sign in, and then send it.',
  signedIn: 'Signed in',
  keptNotSent: 'You are signed in again. What you typed is here and not sent yet.',
  sendKept: 'Send it now',
  leaveKept: 'Do not send it',
  signInAs: (email: string) => `You sign in as **${email}**.`,
  refused: 'The email address or the password is wrong.',
  throttled: (minutes: number) =>
    `There were too many tries. Please wait ${minutes === 1 ? 'a minute' : countEn(minutes, 'minute', 'minutes')}, or sign in with a link by email.`,
  code: {
    title: 'Enter the code',
    keyTitle: 'The second step',
    keyLede: (email: string) => `Use a passkey${email && ` of **${email}**`}, or a recovery code.`,
    keyLabel: 'Recovery code',
    lede: (email: string) => `From your authenticator app${email && `, for **${email}**`}.`,
    label: 'Six digits',
    recovery: 'Lost the app? Type one of your recovery codes instead.',
    trust: (days: number) => `Do not ask again in this browser for ${days} days`,
    button: 'Go on',
    again: 'Start again',
  },
  codeWrong: 'That code is not right. It changes every 30 seconds and works once; take the newest.',
  throttledCode: (minutes: number) =>
    `There were too many wrong codes. Please wait ${minutes === 1 ? 'a minute' : countEn(minutes, 'minute', 'minutes')}.`,
  tooLate: 'That took too long. Sign in once more.',
  sso: {
    button: (name: string) => `Sign in with ${name}`,
    why: {
      cancelled: (name: string) =>
        `${name} did not let you in, or you cancelled. Try again, or sign in another way.`,
      failed: (name: string) =>
        `This answer of ${name} does not belong to a sign-in of this browser, or it is too old. Try again.`,
      unreachable: (name: string) => `${name} does not answer. Try again later, or sign in another way.`,
      'email-not-verified': (name: string) =>
        `${name} has not confirmed your email address, so Paperround cannot tell who you are. Confirm it there, and try again.`,
      'no-account': (name: string) =>
        `${name} let you in, but there is no account here with your address. Ask an admin to invite you.`,
      'no-role': (name: string) =>
        `${name} let you in, but gives you no role here. Ask the person who runs this installation.`,
      'other-identity': (name: string) =>
        `The account with your address belongs to somebody else at ${name}. Ask the person who runs this installation.`,
    },
  },
  noAdmin: {
    title: 'Welcome to Paperround',
    lede: 'Nobody can sign in yet. There are two ways to set up the first admin and publication:',
    byLink:
      'Open the one-time link that Paperround printed when it started, in the terminal or the log of the service. It begins with `/setup/` and works for a week; a restart prints a fresh one.',
    byCommand: 'Or run `npx paperround setup --help` on this machine and follow the example.',
    why: 'The link makes sure that only you can set this up.',
  },
  choosePassword: 'Choose a password',
  passwordFor: (email: string) => `For **${email}**. This signs you out everywhere.`,
  newPassword: 'New password',
  passwordHint: (least: number) =>
    `${least} characters or more. A few words in a row are easy to remember and hard to guess.`,
  setPassword: 'Set the password',
  gone: {
    title: 'This link no longer works',
    why: 'It was already used, it is too old, or a newer one has replaced it.',
    signIn: 'Ask for a new one on the sign-in page.',
    password:
      'Ask the person who runs this installation for a new link: `npx paperround user reset-password`.',
    setUp:
      'Once there is an admin, sign in at `/admin` instead. Until then, each restart of Paperround prints a new link.',
  },
};
export type DoorWords = typeof doorEn;
