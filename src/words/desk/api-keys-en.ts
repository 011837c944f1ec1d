import { countEn } from './count.ts';

/** Keys for programs. */
export const apiKeysEn = {
  lede: 'Programs use a key to reach what the [API](/api/docs) offers. Make one for each program, and let it do only what it needs.',
  ready: (name: string) => `The key **${name}** is ready. Copy it now: it is not shown again.`,
  keys: 'Keys',
  none: 'There are no keys.',
  name: 'Name',
  begins: 'Begins with',
  may: 'May',
  actions: 'Actions',
  made: 'made',
  lastUsed: 'Last used',
  notUsed: 'not used yet',
  expires: 'Expires',
  never: 'Never',
  after: (days: number) => `After ${countEn(days, 'day', 'days')}`,
  expired: 'expired',
  revoked: 'revoked',
  revoke: 'Revoke',
  revokeNamed: (name: string) => `Revoke ${name}`,
  purpose: 'What will you use the new key for?',
  where: 'Only in these publications',
  whereHint: 'Tick none for all of them, those to come included.',
  onlyIn: (names: string) => `only ${names}`,
  make: 'Make a key',
  scopes: {
    'subscribers:read': 'see readers',
    'subscribers:write': 'add, change and erase readers',
    'articles:write': 'push and change articles',
    'sends:read': 'see sends',
    'sends:write': 'write letters',
    'sends:send': 'let mail go',
    settings: 'change settings',
    admin: 'everything',
  },
};
export type ApiKeysWords = typeof apiKeysEn;
