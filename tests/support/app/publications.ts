import type { App } from '../../../src/platform/app.ts';
import { createPublication, type Publication } from '../../../src/publications/index.ts';

let serial = 0;

/** A publication that may send; `fields` override. */
export function makePublication(app: App, fields: Record<string, unknown> = {}): Promise<Publication> {
  serial += 1;
  return createPublication(app, {
    slug: `gazette-${serial}`,
    name: 'The Gazette',
    siteUrl: 'https://gazette.example',
    fromAddress: 'news@gazette.example',
    postalAddress: 'Gazette Ltd, 1 Market Square, 10115 Berlin, Germany',
    timeZone: 'Europe/Berlin',
    holdMinutes: 0,
    ...fields,
  });
}
