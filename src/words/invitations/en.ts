import type { FactorChange, InvitationMailWords } from './invitations.ts';

const validity = (days: number) =>
  `The link works once, for ${days} days. A newer one ends it. It is yours alone, so do not pass it on.`;

const CHANGES: Record<FactorChange, string> = {
  'authenticator-added': 'Signing in asks for a code of an authenticator app from now on.',
  'authenticator-removed': 'Signing in does not ask for a code of an authenticator app any more.',
  'recovery-codes-renewed': 'There are new recovery codes. The earlier ones no longer work.',
  'recovery-code-used': 'Somebody used one of your recovery codes. It does not work again.',
  'passkey-added': 'There is a new passkey, by which one signs in from now on.',
  'passkey-removed': 'A passkey was removed. It no longer signs in.',
  'factors-reset':
    'Somebody of the team took the second step away, with your passkeys, so that you can sign in without them.',
};

export const english: InvitationMailWords = {
  invitation: {
    subject: (name) => `You are invited to work on ${name}`,
    heading: 'Come in',
    body: (name) =>
      `Somebody invites you to work on the newsletter ${name} with Paperround. Choose a password, and then sign in with this email address.`,
    validity,
    button: 'Choose a password',
    why: 'If you do not know what this is about, ignore this email. Nobody can sign in without the link.',
  },
  known: {
    subject: (name) => `You can work on ${name} now`,
    heading: 'Come in',
    body: (name) =>
      `Somebody gave you a role in the newsletter ${name}. Sign in to Paperround as you always do.`,
    validity: () => 'You find it in the menu with your other newsletters.',
    button: 'Open Paperround',
    why: 'You get this email because you sign in to this Paperround.',
  },
  'password-link': {
    subject: (name) => `Set a new password for ${name}`,
    heading: 'Set a new password',
    body: (name) => `Somebody of the team of ${name} sends you this link to set a new password.`,
    validity,
    button: 'Set the password',
    why: 'If you did not ask for it, ignore this email. Your password stays the same.',
  },
  'password-changed': {
    subject: (name) => `Your password for ${name} was changed`,
    heading: 'Your password was changed',
    body: (name) => `Somebody set a new password for your account in the Paperround of ${name}.`,
    validity: () =>
      'If it was you, there is nothing to do. If not, ask for a sign-in link on that page at once, set a password of your own and sign out everywhere else.',
    button: 'Open the sign-in page',
    why: 'You get this email because you sign in to this Paperround.',
  },
  'factors-changed': {
    subject: (name) => `How you sign in to ${name} was changed`,
    heading: 'How you sign in was changed',
    body: (name, what) =>
      `This is about your account in the Paperround of ${name}. ${what ? CHANGES[what] : ''}`,
    validity: () =>
      'If it was you, or you asked for it, there is nothing to do. If not, set a new password at once, sign out everywhere else and tell the person who runs this installation.',
    button: 'Open your account',
    why: 'You get this email because you sign in to this Paperround.',
  },
};
