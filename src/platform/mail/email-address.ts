import { domainToASCII } from 'node:url';

/** An address a newsletter can be sent to. */
export interface EmailAddress {
  /** The identity of a subscriber: everything folded to lower case, the domain as an A-label (ADR-01). */
  key: string;
  /** What goes into the envelope: the local part as typed, the domain as an A-label. */
  delivery: string;
  domain: string;
}

const ATOM = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
/** RFC 5321 §4.5.3.1: a path has 256 octets with its angle brackets. */
const MAX_OCTETS = 254;
const MAX_LOCAL_OCTETS = 64;

/** The address, or undefined for anything that ADR-03 refuses: quotes, comments, IP literals, one label, non-ASCII local parts (ADR-05). */
export function parseEmailAddress(text: string): EmailAddress | undefined {
  if (text.length > 320) return undefined;
  const at = text.indexOf('@');
  if (at < 1 || at !== text.lastIndexOf('@')) return undefined;
  const local = text.slice(0, at);
  if (local.length > MAX_LOCAL_OCTETS || !ATOM.test(local)) return undefined;
  const domain = hostName(text.slice(at + 1));
  if (domain === undefined) return undefined;
  const delivery = `${local}@${domain}`;
  return delivery.length > MAX_OCTETS ? undefined : { key: delivery.toLowerCase(), delivery, domain };
}

/**
 * Who is probably behind an address, for limits only and never as an identity (ADR-02): without `+tag`, and at Gmail
 * without dots, because dot variants are used to bomb one inbox with mail.
 */
export function abuseKey({ key, domain }: Pick<EmailAddress, 'key' | 'domain'>): string {
  const [plain = ''] = key.slice(0, key.lastIndexOf('@')).split('+');
  if (domain !== 'gmail.com' && domain !== 'googlemail.com') return `${plain}@${domain}`;
  return `${plain.replaceAll('.', '')}@gmail.com`;
}

/** A host name of two labels or more, as a lower-case A-label; undefined for all else. */
export function hostName(text: string): string | undefined {
  // The converter also folds full-width dots and percent signs: only letters, digits, hyphens and dots may go in.
  if (!/^[\p{L}\p{N}\p{M}.-]+$/u.test(text)) return undefined;
  const ascii = domainToASCII(text).toLowerCase();
  const labels = ascii.split('.');
  if (labels.length < 2 || !labels.every((label) => LABEL.test(label))) return undefined;
  return /^\d+$/.test(labels.at(-1) ?? '') ? undefined : ascii;
}
