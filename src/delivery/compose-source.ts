import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import { AppError } from '../platform/errors.ts';
import type { Mail } from '../platform/mailer.ts';

/**
 * The message as it goes over the wire: CRLF line ends, 7 bit (HDR-02); the same bytes for the same mail (HDR-07).
 * @throws AppError for a line break or NUL in anything that becomes a header (HDR-08).
 */
export async function composeSource(mail: Mail): Promise<Buffer> {
  refuseHeaderInjection(mail);
  return new MailComposer({
    from: mail.from,
    to: [mail.to],
    replyTo: mail.replyTo === undefined ? undefined : { name: '', address: mail.replyTo },
    subject: mail.subject,
    html: mail.html,
    text: mail.text,
    messageId: mail.messageId,
    date: mail.date,
    headers: mail.headers.map(({ name, value }) => ({ key: name, value: headerValue(name, value) })),
    baseBoundary: createHash('sha256').update(mail.messageId).digest('hex').slice(0, 16),
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: '\r\n',
  })
    .compile()
    .build();
}

/** List-Unsubscribe stays one line: a relay that folds it anew would break the signature (LST-05). */
function headerValue(name: string, value: string): string | { prepared: true; value: string } {
  return name === 'List-Unsubscribe' ? { prepared: true, value } : value;
}

function refuseHeaderInjection(mail: Mail): void {
  const { from, to, replyTo = '', subject, messageId, envelopeFrom, headers } = mail;
  const values = [from.name, from.address, to.name, to.address, replyTo, subject, messageId, envelopeFrom];
  const isBroken =
    [...values, ...headers.map(({ value }) => value)].some((value) => /[\r\n\0]/.test(value)) ||
    headers.some(({ name }) => !/^[A-Za-z0-9-]+$/.test(name));
  if (isBroken)
    throw new AppError('header-injection', 'A header of this mail has a line break: it is not sent.');
}
