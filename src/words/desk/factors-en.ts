import { countEn } from './count.ts';

/** The second step of a sign-in. */
export const factorsEn = {
  title: 'Second step',
  app: 'Authenticator app',
  isOff:
    'Signing in takes your password or a link by email, and nothing else. With a second step, whoever learns your password still does not get in.',
  isOn: 'Signing in also asks for a code of your authenticator app.',
  byKeys: 'Signing in by password or link also asks for a passkey of yours.',
  passkeys: {
    title: 'Passkeys',
    lede: 'A passkey signs you in by finger, face or PIN of your phone, computer or password manager. It needs no password and no code.',
    name: 'Name',
    nameHint: 'Where it lives, such as “Phone” or “Password manager”.',
    add: 'Add a passkey',
    proveFirst: 'Confirm that it is you, and add a passkey',
    added: 'added',
    lastUsed: 'last used',
    never: 'not used yet',
    remove: 'Remove',
    removeNamed: (name: string) => `Remove the passkey ${name}`,
    failed: 'That did not work: it was cancelled, or nothing here can do it. Try again, or use another way.',
    wrong: 'No passkey came from the browser. It needs script, and a browser that can make one.',
    notHere:
      'Passkeys do not work here: browsers know them only at an address with https and a name. The person who runs this installation sets it as PUBLIC_URL.',
    notAdded: 'This passkey is here already, or there are 20.',
    use: 'Use a passkey',
    refused:
      'This passkey is not known here, or its answer came too late. Try again, or sign in another way.',
    or: 'or',
  },
  setUp: 'Set up an authenticator app',
  change: 'Change the app',
  isNeeded: 'Everybody here needs a second step. Set yours up, and then go on.',
  keptNotSent:
    'Everybody here needs a second step from now on. What you typed is here and not sent yet: set up yours in another tab, and then send it.',
  lede: 'An authenticator app shows six digits that change every 30 seconds. Signing in asks for them from then on.',
  scan: 'Scan this with the app:',
  qr: (host: string) => `QR code for the authenticator app, for ${host}`,
  byHand: 'Or type this key into the app:',
  turnOn: 'Turn on the app',
  since: 'Signing in asks for a code of your authenticator app since',
  codes: 'Recovery codes',
  codesLeft: (codes: number) =>
    `Each replaces the second step once, for when app or passkey is lost. ${codesLeftEn(codes)}`,
  renew: 'Make new recovery codes',
  codesOnce: 'These codes are shown once. Earlier ones no longer work.',
  codesHint:
    'Print them, or keep them where you keep passwords. Each works once, in place of your second step.',
  kept: 'I have kept them',
  end: 'Turn off the app',
  endText:
    'Signing in no longer asks for its code. For another phone, turn it off and set it up again. Without passkeys, the recovery codes end, too.',
  turnOff: 'Turn off',
};

function codesLeftEn(codes: number): string {
  return codes === 0
    ? 'No recovery code is left: make new ones.'
    : `${countEn(codes, 'recovery code is', 'recovery codes are')} left.`;
}
export type FactorsWords = typeof factorsEn;

/** What is said after a form about the second step. */
export const factorNoticesEn = {
  'authenticator-removed': 'The authenticator app is off.',
  'passkey-added': 'The passkey is added. You can sign in with it.',
  'passkey-removed': 'The passkey is removed. Delete it on its device, too.',
  'factors-reset': ({ name = '' }: Record<string, string>) => `${name} signs in without a second step now.`,
  'factor-needed': 'Everybody needs a second step from now on.',
  'factor-not-needed': 'A second step is everybody’s own choice now.',
} satisfies Record<string, string | ((params: Record<string, string>) => string)>;
