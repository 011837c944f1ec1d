import { addressesIn, field, rawField, type Head } from '../mail/head.ts';
import type { Mail } from '../mail/read-mail.ts';
import type { Known } from './kind.ts';

/** Why a mail must not be answered (BNC-04). */
export type NoAnswer =
  | 'unreadable'
  | 'no-return-path'
  | 'automatic'
  | 'of-a-machine'
  | 'bulk'
  | 'list'
  | 'own'
  | 'no-sender';

const MACHINE =
  /^(?:mailer[-_.]?daemon|postmaster|daemon|root|no[-_.]?reply|do[-_.]?not[-_.]?reply|bounces?|owner|majordomo|listserv|mdaemon|abuse)(?:[-_.+].*)?$|^owner-|-(?:owner|request|bounces?|confirm)(?:\+.*)?$/i;
/** What programs set that do not know Auto-Submitted, and what asks for silence. */
const SILENT_FIELDS = [
  'x-autoreply',
  'x-autorespond',
  'x-auto-reply',
  'x-autoresponder',
  'x-failed-recipients',
  'x-vacation',
  'x-loop',
];

/**
 * Whether anything may ever be sent because of a mail. One reason is enough, and nobody who might answer by itself gets an answer.
 * @param isUnderstood it is a bounce, a complaint, an automatic answer or a challenge.
 */
export function whyNoAnswer(
  { head, type }: Mail,
  { from, isOurs }: Known,
  isUnderstood: boolean,
): NoAnswer | null {
  if (from === '' || /^<\s*>$/.test(rawField(head, 'return-path'))) return 'no-return-path';
  if (isOwn(head, isOurs)) return 'own';
  if (isUnderstood || type === 'multipart/report' || isAutomatic(head)) return 'automatic';
  const senders = [
    from ?? '',
    ...addressesIn(field(head, 'from')),
    ...addressesIn(field(head, 'sender')),
  ].filter(Boolean);
  if (senders.some((address) => MACHINE.test(address.slice(0, address.lastIndexOf('@')))))
    return 'of-a-machine';
  if (/^(?:bulk|junk|list|auto[_-]?reply)\b/i.test(rawField(head, 'precedence'))) return 'bulk';
  if (
    ['list-id', 'list-unsubscribe', 'list-post', 'list-help', 'mailing-list'].some((name) => head.has(name))
  )
    return 'list';
  return senders.length === 0 ? 'no-sender' : null;
}

function isAutomatic(head: Head): boolean {
  const submitted = rawField(head, 'auto-submitted').toLowerCase();
  return (
    (submitted !== '' && !/^no\b/.test(submitted)) ||
    SILENT_FIELDS.some((name) => head.has(name)) ||
    /\b(?:all|autoreply|oof|dr|rn|nrn)\b/i.test(rawField(head, 'x-auto-response-suppress'))
  );
}

/** Our own mail, on its way round. */
function isOwn(head: Head, isOurs: Known['isOurs']): boolean {
  if (/:paperround$/i.test(rawField(head, 'feedback-id'))) return true;
  const ids = ['message-id', 'list-id'].flatMap((name) => [
    ...rawField(head, name).matchAll(/<([^<>\s]{1,250})>/g),
  ]);
  return ids.some(([, id = '']) => isOurs?.(id) === true);
}
