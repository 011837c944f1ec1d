import { countEn } from './count.ts';

/** The second step of a sign-in. */
export const factorsEn = {
  title: 'Second step',
  isOff:
    'Signing in takes your password or a link by email, and nothing else. With a second step, whoever learns your password still does not get in.',
  isOn: (codes: number) => `Signing in also asks for a code of your authenticator app. ${codesLeftEn(codes)}`,
  setUp: 'Set up an authenticator app',
  change: 'Change the second step',
  isNeeded: 'Everybody here needs a second step. Set yours up, and then go on.',
  lede: 'An authenticator app shows six digits that change every 30 seconds. Signing in asks for them from then on.',
  scan: 'Scan this with the app:',
  qr: (host: string) => `QR code for the authenticator app, for ${host}`,
  byHand: 'Or type this key into the app:',
  turnOn: 'Turn on the second step',
  since: 'Signing in asks for a code of your authenticator app since',
  codes: 'Recovery codes',
  codesLeft: (codes: number) =>
    `Each replaces one code of the app, for when it is lost. ${codesLeftEn(codes)}`,
  renew: 'Make new recovery codes',
  codesOnce: 'These codes are shown once. Earlier ones no longer work.',
  codesHint:
    'Print them, or keep them where you keep passwords. Each works once, in place of a code of the app.',
  kept: 'I have kept them',
  end: 'Turn off the second step',
  endText:
    'Signing in no longer asks for a code, and the recovery codes end. For another phone, turn it off and set it up again.',
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
  'authenticator-removed': 'The second step is off.',
  'factors-reset': ({ name = '' }: Record<string, string>) => `${name} signs in without a second step now.`,
  'factor-needed': 'Everybody needs a second step from now on.',
  'factor-not-needed': 'A second step is everybody’s own choice now.',
} satisfies Record<string, string | ((params: Record<string, string>) => string)>;
