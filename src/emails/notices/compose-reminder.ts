import { dayText } from '../../words/index.ts';
import { slot } from '../compile/slots.ts';
import { senderParagraphs } from '../frame/footer-text.ts';
import { frameOf } from '../frame/frame.ts';
import { paragraphs, wrap } from '../frame/text-part.ts';
import type { Brand, EmailParts } from '../model.ts';
import { composeSystemEmail } from './system-email.ts';

/** The one reminder of a sign-up that nobody has confirmed: the button again, and when the address is forgotten (BOMB-06). */
export async function composeReminder(of: {
  brand: Brand;
  confirmUrl: string;
  neverAgainUrl: string;
  aboutUrl: string;
  requestedAt: Date;
  /** When the address is deleted, unless they confirm. */
  deletedAt: Date;
  timeZone: string;
  repliesConfirm?: boolean;
}): Promise<EmailParts> {
  const { speech, ...frame } = frameOf(of.brand);
  const { name } = frame.brand;
  const { words, language } = speech;
  const { reminder: say, confirmation } = words;
  const mail = {
    ...frame,
    title: say.subject(name),
    preheader: say.preheader,
    heading: say.heading,
    body: say.body(name, slot('askedOn')),
    ifNot: say.ifNot(slot('deletedOn')),
    button: confirmation.button,
    byReply: of.repliesConfirm ? confirmation.byReply : '',
    neverAgainAsk: confirmation.neverAgainAsk,
    neverAgain: confirmation.neverAgain,
    whatIsThis: confirmation.whatIsThis(name),
    why: confirmation.why(name),
    imprint: words.imprint,
    slots: {
      confirmUrl: slot('confirmUrl'),
      neverAgainUrl: slot('neverAgainUrl'),
      aboutUrl: slot('aboutUrl'),
    },
  };
  const askedOn = dayText(of.requestedAt, language, of.timeZone);
  const deletedOn = dayText(of.deletedAt, language, of.timeZone);
  const text = paragraphs(
    wrap(say.body(name, askedOn)),
    `${mail.button}:\n${of.confirmUrl}`,
    wrap(mail.byReply),
    wrap(say.ifNot(deletedOn)),
    `${wrap(mail.neverAgainAsk)}\n${of.neverAgainUrl}`,
    `${wrap(mail.whatIsThis)}\n${of.aboutUrl}`,
    wrap(mail.why),
    ...senderParagraphs(frame, mail.imprint, frame.brand.siteUrl),
  );
  const { confirmUrl, neverAgainUrl, aboutUrl } = of;
  const values = { askedOn, deletedOn, confirmUrl, neverAgainUrl, aboutUrl };
  return composeSystemEmail('reminder', mail, { subject: mail.title, text, values });
}
