import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import type { App } from '../../../src/platform/app.ts';
import {
  activateDkimKeys,
  createDkimKeys,
  recordOf,
  type DkimKey,
} from '../../../src/sender-domains/index.ts';

/** A DNS with just these TXT records, by name. */
export type Zone = Record<string, string>;

export const zoneOf = (keys: Parameters<typeof recordOf>[0][]): Zone =>
  Object.fromEntries(keys.map(recordOf).map(({ name, value }) => [name, value]));

/** What the resolver of node:dns gives for a zone, in pieces of 255 characters. */
export const resolverOf = (zone: Zone) => async (name: string) => {
  const value = zone[name];
  if (value === undefined) throw Object.assign(new Error(`no ${name}`), { code: 'ENOTFOUND' });
  return [value.match(/.{1,255}/g) ?? []];
};

/** Keys of a domain that sign at once. */
export async function activeKeys(
  app: App,
  domain: string,
  fields: { selector?: string; algorithm?: string } = {},
): Promise<DkimKey[]> {
  const made = await createDkimKeys(app, { domain, algorithm: 'both', ...fields });
  const active = await Promise.all(
    made.map(({ selector }) => activateDkimKeys(app, { domain, selector }, resolverOf(zoneOf(made)))),
  );
  return active.flat();
}

/** What mailauth, strictly by the RFCs, says of each signature: `algorithm selector result`. */
export async function verdicts(source: Buffer, zone: Zone): Promise<string[]> {
  const { results } = await dkimVerify(source, { resolver: resolverOf(zone), strict: true });
  return results.map(({ algo, selector, status }) => `${algo ?? ''} ${selector ?? ''} ${status.result}`);
}
