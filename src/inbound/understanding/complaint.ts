import { addressesIn, field, rawField, readHead, type Head } from '../mail/head.ts';
import type { Mail } from '../mail/read-mail.ts';
import type { Verdict } from './kind.ts';
import type { Original } from './original.ts';

/** RFC 5965 §3.1, RFC 6591 for auth-failure; not-spam takes a complaint back. */
const WITHOUT_COMPLAINT: Record<string, Pick<Verdict, 'kind' | 'reason'> | undefined> = {
  'auth-failure': { kind: 'sender-fault', reason: 'identity' },
  'not-spam': { kind: 'unknown', reason: 'not-spam' },
};

/** So many people of one report are read. */
const MOST_PEOPLE = 100;

/** The verdicts of a complaint, one a reader; nothing when the mail is none. Addresses may be redacted: tokens and Message-ID count (BNC-06). */
export function complaintsOf(mail: Mail, original: Original): Verdict[] | undefined {
  const part = mail.parts.find(({ type }) => type === 'message/feedback-report');
  if (part === undefined) return microsoftComplaint(mail, original);
  const report = readHead(part.text().replace(/^\s+/, ''));
  const type = rawField(report, 'feedback-type').toLowerCase();
  const { kind, reason } = WITHOUT_COMPLAINT[type] ?? { kind: 'complaint', reason: 'feedback' };
  const people = [...peopleOf(report), ...original.to].slice(0, MOST_PEOPLE);
  const named = peopleOf(report).length > 0 ? peopleOf(report).slice(0, MOST_PEOPLE) : people.slice(0, 1);
  const verdict = { kind, reason, status: null, by: 'arf', words: type || null } as const;
  return named.length === 0
    ? [{ ...verdict, recipient: null }]
    : named.map((recipient) => ({ ...verdict, recipient }));
}

const peopleOf = (report: Head): string[] => {
  const values = ['original-rcpt-to', 'removal-recipient'].flatMap((name) => report.get(name) ?? []);
  return [...new Set(values.flatMap(addressesIn))];
};

/** Outlook.com's reports have no fields: the message itself is attached, with its reader in a field of Microsoft's. */
function microsoftComplaint(mail: Mail, { head, to }: Original): Verdict[] | undefined {
  const reader = addressesIn(rawField(head, 'x-hmxmroriginalrecipient'))[0];
  const isTheirs =
    /^staff@hotmail\.com$/i.test(addressesIn(field(mail.head, 'from'))[0] ?? '') ||
    /^complaint about message from \d/i.test(field(mail.head, 'subject'));
  if (reader === undefined && !isTheirs) return undefined;
  const recipient = reader ?? to[0] ?? null;
  return [
    {
      kind: 'complaint',
      recipient,
      status: null,
      by: 'microsoft-complaint',
      reason: 'feedback',
      words: null,
    },
  ];
}
