import { addressesIn, readHead, type Head } from '../mail/head.ts';
import type { Mail, Part } from '../mail/read-mail.ts';

/** The fields of a report on one recipient (RFC 3464 §2.3). Empty where they are missing. */
export interface ReportedRecipient {
  /** Final-Recipient, or Original-Recipient where the message was to that one and was forwarded. */
  address: string;
  action: string;
  status: string;
  diagnostic: string;
}

const STATUS_TYPES = new Set(['message/delivery-status', 'message/global-delivery-status']);

/** A report lives in a part of its own; broken ones call it text. */
const isStatus = (part: Part): boolean =>
  STATUS_TYPES.has(part.type) ||
  (part.type === 'text/plain' &&
    /^(?:[\w-]+: .*\n)*(?:Final|Original)-Recipient:/i.test(part.text().slice(0, 2000)));

/** So many recipients of one report are read. */
const MOST_RECIPIENTS = 100;

/** The recipients that the mail reports on, in its order. @param to whom the message was to. */
export function reportedRecipients({ parts }: Mail, to: string[]): ReportedRecipient[] {
  return parts
    .filter(isStatus)
    .flatMap((part) => groupsOf(part.text()))
    .slice(0, MOST_RECIPIENTS)
    .map((head) => readRecipient(head, to));
}

/** Fields that only a group on one recipient has. */
const OF_RECIPIENT = /^(final-recipient|original-recipient):/i;

/** Groups of fields with a recipient. Where the blank line between two is missing, a second Final-Recipient begins another. */
function groupsOf(text: string): Head[] {
  const groups: string[][] = [[]];
  let seen = new Set<string>();
  for (const line of text.split('\n')) {
    const [, name = ''] = OF_RECIPIENT.exec(line) ?? [];
    const key = name.toLowerCase();
    if (line.trim() === '' || seen.has(key)) {
      groups.push([]);
      seen = new Set();
    }
    if (key !== '') seen.add(key);
    if (line.trim() !== '') groups.at(-1)?.push(line);
  }
  return groups
    .map((lines) => readHead(lines.join('\n')))
    .filter((head) => head.has('final-recipient') || head.has('original-recipient'));
}

function readRecipient(head: Head, to: string[]): ReportedRecipient {
  const value = (name: string) => head.get(name)?.at(-1) ?? '';
  const addresses = ['final-recipient', 'original-recipient']
    .map((name) => addressOf(value(name)))
    .filter(Boolean);
  const known = addresses.find((address) => to.some((one) => one.toLowerCase() === address.toLowerCase()));
  return {
    address: known ?? addresses[0] ?? '',
    action: value('action').trim(),
    status: value('status').trim(),
    diagnostic: value('diagnostic-code').replace(/^\s*[\w-]+\s*;\s*/, ''),
  };
}

/** `rfc822; address`, or in UTF-8 with `\x{…}` (RFC 6533), or with `+2B` (RFC 3461). */
function addressOf(value: string): string {
  const [, type = '', rest = ''] = /^\s*([\w-]+)\s*;([^]*)$/.exec(value) ?? [null, '', value];
  const plain = rest.replace(/\\x\{([\dA-F]{1,6})\}/gi, (_, hex: string) =>
    String.fromCodePoint(Number.parseInt(hex, 16) % 0x11_00_00),
  );
  const decoded =
    type.toLowerCase() === 'utf-8'
      ? plain
      : plain.replace(/\+([\dA-F]{2})(?=[^@]*@)/g, (all, hex: string) =>
          /^(?:2B|3D)$/.test(hex) ? String.fromCharCode(Number.parseInt(hex, 16)) : all,
        );
  return addressesIn(decoded)[0] ?? '';
}
