import type { ComposedMail, Mail } from '../../platform/mail/mailer.ts';
import { createSkeleton } from './skeleton.ts';

/**
 * The message as it goes over the wire: CRLF line ends, 7 bit (HDR-02); the same bytes for the same mail (HDR-07). Composed
 * like the messages of a send, so what is right there is right here.
 * @throws AppError for a line break or NUL in anything that becomes a header (HDR-08).
 */
export function composeSource(mail: Mail | ComposedMail): Buffer {
  if ('source' in mail) return mail.source;
  const { from, replyTo, subject, date, to, messageId } = mail;
  const headers = mail.headers.map(({ name, value }) => ({ name, value: [value] }));
  // Nothing is filled in, so there is nothing to escape.
  const escapeHtml = (value: string) => value;
  const frame = { from, replyTo, subject, date, headers, html: [mail.html], text: [mail.text], escapeHtml };
  return createSkeleton(frame).render({ to, messageId, values: {} }, Buffer.alloc(0));
}
