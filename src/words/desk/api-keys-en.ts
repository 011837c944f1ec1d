/** Keys for programs. */
export const apiKeysEn = {
  lede: 'Programs use a key to reach everything that the [API](/api/docs) offers. Make one for each program.',
  ready: (name: string) => `The key **${name}** is ready. Copy it now: it is not shown again.`,
  none: 'There are no keys.',
  made: 'made',
  lastUsed: 'last used',
  notUsed: 'not used yet',
  revoked: 'revoked',
  revoke: 'Revoke',
  revokeNamed: (name: string) => `Revoke ${name}`,
  purpose: 'What will you use the new key for?',
  make: 'Make a key',
};
export type ApiKeysWords = typeof apiKeysEn;
