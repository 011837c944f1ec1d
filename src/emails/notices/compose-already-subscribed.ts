import { senderParagraphs } from '../frame/footer-text.ts';
import { frameOf, preheaderOf } from '../frame/frame.ts';
import { momentText } from '../../words/index.ts';
import type { Brand, EmailParts } from '../model.ts';
import { slot } from '../compile/slots.ts';
import { codeText, spaced } from './code-text.ts';
import { composeSystemEmail } from './system-email.ts';
import { paragraphs, wrap } from '../frame/text-part.ts';

/** What an address that is on the list already gets for a second sign-up (ENU-02). */
export async function composeAlreadySubscribed(of: {
  brand: Brand;
  /** Six digits, and how long they work. */
  code: string;
  codeMinutes: number;
  preferencesUrl: string;
  requestedAt: Date;
  /** IANA name of the publication's zone, which is named in the mail. */
  timeZone: string;
}): Promise<EmailParts> {
  const { speech, ...frame } = frameOf(of.brand);
  const { name, site } = frame.brand;
  const say = speech.words.alreadySubscribed;
  const mail = {
    ...frame,
    title: speech.words.code.subject(slot('code'), name),
    preheader: preheaderOf(say.heading, say.control),
    heading: say.heading,
    body: say.body(name, site, slot('moment')),
    codeLabel: say.codeLabel,
    codeWorks: speech.words.code.works(of.codeMinutes),
    control: say.control,
    ignore: say.ignore,
    preferences: speech.words.preferences,
    imprint: speech.words.imprint,
    why: say.why(name),
    slots: { spacedCode: slot('spacedCode'), preferencesUrl: slot('preferencesUrl') },
  };
  const { code, preferencesUrl } = of;
  const subject = speech.words.code.subject(code, name);
  const moment = momentText(of.requestedAt, speech.language, of.timeZone);
  const text = paragraphs(
    wrap(say.body(name, site, moment)),
    codeText(mail.codeLabel, of.code),
    wrap(mail.codeWorks),
    wrap(mail.control),
    `${mail.preferences}:\n${preferencesUrl}`,
    wrap(mail.ignore),
    wrap(mail.why),
    ...senderParagraphs(frame, mail.imprint),
  );
  const values = { moment, code, spacedCode: spaced(code), preferencesUrl };
  return composeSystemEmail('already-subscribed', mail, { subject, text, values });
}
