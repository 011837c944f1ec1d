import type { ApiKeysWords } from './api-keys-en.ts';

export const apiKeysDe: ApiKeysWords = {
  lede: 'Mit einem Schlüssel erreichen Programme alles, was die [API](/api/docs) bietet. Erzeugen Sie für jedes Programm einen eigenen.',
  ready: (name) =>
    `Der Schlüssel **${name}** ist fertig. Kopieren Sie ihn jetzt: Er wird nicht noch einmal gezeigt.`,
  none: 'Es gibt keine Schlüssel.',
  made: 'erzeugt',
  lastUsed: 'zuletzt benutzt',
  notUsed: 'noch nicht benutzt',
  revoked: 'widerrufen',
  revoke: 'Widerrufen',
  revokeNamed: (name) => `${name} widerrufen`,
  purpose: 'Wofür ist der neue Schlüssel?',
  make: 'Schlüssel erzeugen',
};
