import type { App } from '../../platform/app.ts';
import { openMailAddress, readMailAddress } from '../../subscribers/index.ts';
import { isInboundDomain } from '../../publications/index.ts';
import { refusal, type Refusal } from './refusals.ts';

/** With a token or without one: a report may come to an address that lost its own. RFC 5321 §4.5.1 wants `postmaster`. */
const NAMES = /^(?:(?:bounce|unsubscribe|confirm|abuse)(?:\+.*)?|subscribe\+.*|help(?:\+.*)?|postmaster)$/i;

/**
 * Why mail to an address is refused; nothing when it is taken. Forged tokens are taken, and nothing follows from them (BNC-01): a refusal
 * would make the server in front of us write to whoever is named as the sender.
 */
export async function whyRefused(app: App, address: string): Promise<Refusal | undefined> {
  const at = address.lastIndexOf('@');
  const [local, domain] = [address.slice(0, at), address.slice(at + 1).toLowerCase()];
  if (at < 1 || !(await isInboundDomain(app.db, domain))) return refusal('not-ours');
  if (!NAMES.test(local)) return refusal('unknown');
  const isSignUp = /^subscribe\+/i.test(local);
  return isSignUp && !(await openMailAddress(app, address)) ? refusal('unknown') : undefined;
}

/**
 * Whom to keep a mail for: of several addresses that each say something of their own, each has a mail to itself. Who leaves two
 * newsletters with one mail leaves both.
 */
export function eachOfOurs(app: Pick<App, 'keys'>, to: string[]): string[][] {
  const ours = new Set(to.filter((one) => readMailAddress(app, one)).map((one) => one.toLowerCase()));
  return ours.size > 1 ? [...ours].map((one) => [one]) : [to];
}
