import { momentText } from '../../words/index.ts';
import { slot } from '../compile/slots.ts';
import { senderParagraphs } from '../frame/footer-text.ts';
import { frameOf } from '../frame/frame.ts';
import { paragraphs, wrap } from '../frame/text-part.ts';
import type { Brand, EmailParts } from '../model.ts';
import { composeSystemEmail } from './system-email.ts';

/** The link to a reader's own data: whoever has a forwarded mail of theirs must not have it. */
export async function composeOwnData(of: {
  brand: Brand;
  url: string;
  requestedAt: Date;
  /** IANA name of the publication's zone, which is named in the mail. */
  timeZone: string;
}): Promise<EmailParts> {
  const { speech, ...frame } = frameOf(of.brand);
  const { name } = frame.brand;
  const { ownData: say, confirmation, imprint } = speech.words;
  const mail = {
    ...frame,
    title: say.subject(name),
    preheader: say.validity,
    heading: say.heading,
    body: say.body(name, slot('moment')),
    button: say.button,
    before: '',
    after: [say.validity, confirmation.ignore],
    why: say.why(name),
    imprint,
    slots: { url: slot('url') },
  };
  const moment = momentText(of.requestedAt, speech.language, of.timeZone);
  const text = paragraphs(
    wrap(say.body(name, moment)),
    `${say.button}:\n${of.url}`,
    ...mail.after.map((sentence) => wrap(sentence)),
    wrap(mail.why),
    ...senderParagraphs(frame, imprint),
  );
  return composeSystemEmail('one-button', mail, {
    subject: mail.title,
    text,
    values: { moment, url: of.url },
  });
}
