import { countDe } from './count.ts';
import type { ApiKeysWords } from './api-keys-en.ts';

export const apiKeysDe: ApiKeysWords = {
  lede: 'Mit einem Schlüssel erreichen Programme, was die [API](/api/docs) bietet. Erzeugen Sie für jedes Programm einen eigenen, und erlauben Sie nur, was es braucht.',
  ready: (name) =>
    `Der Schlüssel **${name}** ist fertig. Kopieren Sie ihn jetzt: Er wird nicht noch einmal gezeigt.`,
  keys: 'Schlüssel',
  none: 'Es gibt keine Schlüssel.',
  name: 'Name',
  begins: 'Beginnt mit',
  may: 'Darf',
  actions: 'Aktionen',
  made: 'erzeugt',
  lastUsed: 'Zuletzt benutzt',
  notUsed: 'noch nicht benutzt',
  expires: 'Läuft ab',
  never: 'Nie',
  after: (days) => `Nach ${countDe(days, 'Tag', 'Tagen')}`,
  expired: 'abgelaufen',
  revoked: 'widerrufen',
  revoke: 'Widerrufen',
  revokeNamed: (name) => `${name} widerrufen`,
  purpose: 'Wofür ist der neue Schlüssel?',
  where: 'Nur in diesen Publikationen',
  whereHint: 'Ohne Auswahl gilt er für alle, auch für künftige.',
  onlyIn: (names) => `nur ${names}`,
  make: 'Schlüssel erzeugen',
  scopes: {
    'subscribers:read': 'Leser sehen',
    'subscribers:write': 'Leser hinzufügen, ändern und löschen',
    'articles:write': 'Artikel einliefern und ändern',
    'sends:read': 'Sendungen sehen',
    'sends:write': 'Briefe schreiben',
    'sends:send': 'Versenden',
    settings: 'Einstellungen ändern',
    admin: 'alles',
  },
};
