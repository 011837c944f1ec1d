import { parseEmailAddress, type EmailAddress } from './email-address.ts';

/** What nobody sees: marks of zero width and direction, soft hyphens, variation selectors. */
const UNSEEN = /[\u034f\ufe00-\ufe0f\p{Cf}]/gu;
/** Between letters of some scripts these two are part of a domain (RFC 5892, A.1 and A.2). */
const JOINED = /(?<=[^\p{ASCII}\p{Cf}])[\u200c\u200d](?=[^\p{ASCII}\p{Cf}])/gu;

/** An address cannot begin with any of these, nor end with any of those. */
const BEFORE = /^[\s,;:“”„‟«»‹›‘’‚‛「『【]+/u;
const AFTER = /[\s>)\]},;:.!?"'`*_|“”„‟«»‹›‘’‚‛」』】…。、/]+$/u;
/** These count as brackets around it only when the other one is there, too. */
const CLOSING: Record<string, string> = {
  '"': '"',
  "'": "'",
  '`': "`'",
  '*': '*',
  _: '_',
  '|': '|',
  '(': ')',
  '[': ']',
  '{': '}',
  '<': '>',
};

/**
 * The address in what a person typed or pasted, or undefined: without `mailto:`, brackets, quotation marks, a full stop
 * behind it and what cannot be seen; full-width letters as plain ones. What stands inside the address stays as strict as ever.
 */
export function parseTypedAddress(text: string): EmailAddress | undefined {
  if (text.length > 600) return undefined;
  return parseEmailAddress(bare(plainLetters(seen(text))).replace(/\s*@\s*/, '@'));
}

function seen(text: string): string {
  const joiners = new Set([...text.matchAll(JOINED)].map(({ index }) => index));
  return text.replace(UNSEEN, (mark, at: number) => (joiners.has(at) ? mark : ''));
}

/** Full-width forms (U+FF01 to U+FF5E), and the small and wide `@` and full stop of East Asian keyboards. */
function plainLetters(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/gu, (wide) => String.fromCharCode((wide.codePointAt(0) ?? 0) - 0xfee0))
    .replaceAll('\ufe6b', '@')
    .replace(/[\u3002\uff61\ufe52]/gu, '.');
}

/** Takes away what stands around it, layer by layer: `"<mailto:ada@example.org>",`. */
function bare(text: string): string {
  let inner = text.trim();
  for (let before = ''; before !== inner;) {
    before = inner;
    inner = withoutScheme(unwrapped(withoutName(inner).replace(BEFORE, '')));
  }
  return inner;
}

function unwrapped(text: string): string {
  const end = AFTER.exec(text)?.[0] ?? '';
  const middle = text.slice(0, text.length - end.length);
  const closing = Array.from(CLOSING[middle.charAt(0)] ?? '');
  if (!closing.some((sign) => end.includes(sign))) return middle;
  // One layer at a time: what is within may be wrapped, too.
  const last = Math.max(...closing.map((sign) => text.lastIndexOf(sign)));
  return text.slice(1, last);
}

/** `Ada Lovelace <ada@example.org>`, as mail programs copy it. */
const withoutName = (text: string): string => /^[^<>@]*<([^<>]+)>[\s.,;]*$/u.exec(text)?.[1] ?? text;

function withoutScheme(text: string): string {
  const [, address] = /^mailto:([^?]*)/i.exec(text) ?? [];
  if (address === undefined) return text;
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
