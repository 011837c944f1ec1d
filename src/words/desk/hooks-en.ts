import { countEn } from './count.ts';

/** Email providers that call. */
export const hooksEn = {
  title: 'Your email provider',
  lede: 'The service that sends your mail knows what bounced later, who complained and who left. Make an address here and give it to your provider: then Paperround knows it, too.',
  provider: 'Provider',
  make: 'Make an address',
  calls: (provider: string) => `Calls of ${provider}`,
  address: 'The address to give away',
  secret: 'Whoever knows this address can say that somebody complained. Keep it as you keep a password.',
  notPublic:
    'Providers call over the internet: they reach Paperround only at an address that begins with https://.',
  lastSeen: 'Last call',
  notYet: 'none yet',
  refusedLast: 'Last call that was refused',
  waiting: (count: number) => `${countEn(count, 'event is', 'events are')} waiting.`,
  strange: 'Events that Paperround does not know',
  times: (count: number) => countEn(count, 'time', 'times'),
  change: 'Key and details',
  needs: {
    'signing-key': 'Set the key of your provider. Until then, every call is refused.',
    topic: 'Set the topic. Until then, every call is refused.',
  },
  keySet: 'A key is set. It is not shown again; the one before it is good for a day after each change.',
  labels: { signingKey: 'Key', topic: 'Topic' },
  keyHints: {
    mailgun: 'Mailgun calls it HTTP webhook signing key.',
    sendgrid: 'SendGrid calls it verification key, under Signed event webhook.',
    resend: 'Resend calls it signing secret. It begins with whsec_.',
    ses: 'The ARN of the topic in Amazon SNS. Set it first, then subscribe the address: Paperround confirms by itself.',
    password:
      'If you like: user:password, or a token, when your provider can send one. Without it, the address alone counts.',
  },
  save: 'Save',
  forget: 'Take the key away',
  back: 'Settings',
  removal: 'Remove this address',
  removalText: 'Calls to it are no longer taken. What it told is kept.',
  remove: 'Remove',
  refusals: {
    'needs-signing-key': 'no key was set',
    'needs-topic': 'no topic was set',
    'wrong-credentials': 'user, password or token were not those of the key',
    'wrong-signature': 'the signature does not fit the key',
    stale: 'it was signed too long ago',
    replayed: 'its signature was used before, with something else',
    'other-topic': 'it was of another topic',
    unreadable: 'it was not what this provider sends',
    unreachable: 'Amazon could not be reached to check it',
  },
};
export type HooksWords = typeof hooksEn;

export const hookNoticesEn = {
  'hook-made': 'The address is ready.',
  'hook-removed': 'Removed. Calls to this address are no longer taken.',
};
