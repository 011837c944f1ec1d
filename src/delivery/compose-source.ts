import MailComposer from 'nodemailer/lib/mail-composer';
import type { Mail } from '../platform/mailer.ts';

/** The message as it goes over the wire: CRLF line ends, 7 bit (HDR-02). */
export function composeSource(mail: Mail): Promise<Buffer> {
  return new MailComposer({
    from: mail.from,
    to: [mail.to],
    replyTo: mail.replyTo,
    subject: mail.subject,
    html: mail.html,
    text: mail.text,
    messageId: mail.messageId,
    date: mail.date,
    headers: mail.headers.map(({ name, value }) => ({ key: name, value })),
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: '\r\n',
  })
    .compile()
    .build();
}
