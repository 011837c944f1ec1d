import { CODES, WORDS, type Blame, type SenderMatter } from './reply-evidence.ts';

/** Microsoft's way to say that its directory knows no such reader. */
const NOT_IN_DIRECTORY = /^5\.4\.1$/;
const NOT_IN_DIRECTORY_WORDS = /\brecipient address rejected: access denied/;

/** How heavily each blame weighs by the enhanced code and the words. */
export function weigh(enhanced: string, words: string): Record<Blame, number> {
  const found: Record<Blame, number> = { mailbox: 0, reader: 0, sender: 0, relay: 0, size: 0 };
  if (NOT_IN_DIRECTORY.test(enhanced) && NOT_IN_DIRECTORY_WORDS.test(words)) return { ...found, mailbox: 12 };
  for (const { blame, weight, pattern } of CODES) if (pattern.test(enhanced)) found[blame] += weight;
  const heaviest: Record<Blame, number> = { mailbox: 0, reader: 0, sender: 0, relay: 0, size: 0 };
  for (const { blame, weight, pattern } of WORDS)
    if (weight > heaviest[blame] && pattern.test(words)) heaviest[blame] = weight;
  for (const blame of Object.keys(found) as Blame[]) found[blame] += heaviest[blame];
  return found;
}

/** Less than that says nothing clear. */
export const CLEAR = 5;

/** What a refusal for good is about: a mailbox only when nothing else weighs as much (SMTP-01). Undefined when nothing is clear. */
export function leadingBlame({
  mailbox,
  reader,
  sender,
  relay,
  size,
}: Record<Blame, number>): Blame | undefined {
  const ours = Math.max(sender, relay, size);
  if (Math.max(mailbox, reader, ours) < CLEAR) return undefined;
  if (mailbox > Math.max(reader, ours)) return 'mailbox';
  if (reader >= ours && reader >= mailbox) return 'reader';
  if (relay === ours) return 'relay';
  return size === ours ? 'size' : 'sender';
}

/** RFC 7372 and what Google and Microsoft add to it: who sends did not prove it. */
const IDENTITY_CODES = /^[45]\.7\.(?:[2-9]\d|\d{3})$/;

/** What a refusal that blames the sender is about. */
export function senderMatter(enhanced: string, words: string): SenderMatter {
  if (IDENTITY_CODES.test(enhanced)) return 'identity';
  const found = [
    ...CODES.filter(({ pattern }) => pattern.test(enhanced)),
    ...WORDS.filter(({ pattern }) => pattern.test(words)),
  ];
  const told = found.filter(({ about }) => about !== undefined);
  return told.toSorted((one, other) => other.weight - one.weight)[0]?.about ?? 'content';
}
