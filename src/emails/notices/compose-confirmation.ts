import { oneLine } from '../clean-text.ts';
import { senderParagraphs } from '../frame/footer-text.ts';
import { frameOf } from '../frame/frame.ts';
import { besideText, listText, momentText } from '../../words/index.ts';
import type { Brand, EmailParts } from '../model.ts';
import { slot } from '../compile/slots.ts';
import { codeText, spaced } from './code-text.ts';
import { composeSystemEmail } from './system-email.ts';
import { paragraphs, wrap } from '../frame/text-part.ts';

/** The double opt-in mail: what was asked, where, when, how to confirm, how to be left alone for good; nothing else (BOMB-06). */
export async function composeConfirmation(of: {
  brand: Brand;
  /** Six digits. */
  code: string;
  confirmUrl: string;
  neverAgainUrl: string;
  /** The page that says what the newsletter is. */
  aboutUrl: string;
  requestedAt: Date;
  /** IANA name of the publication's zone, which is named in the mail. */
  timeZone: string;
  /** Names of the chosen topics; empty: everything. */
  topics: string[];
  /** Names of the newsletters that were asked for together with this one. */
  together?: string[];
  /** How long the code works, and the link. */
  codeMinutes: number;
  linkDays: number;
  repliesConfirm?: boolean;
}): Promise<EmailParts> {
  const { speech, ...frame } = frameOf(of.brand);
  const { name, site } = frame.brand;
  const say = speech.words.confirmation;
  const topics = of.topics.map(oneLine);
  const together = (of.together ?? []).map(oneLine);
  const mail = {
    ...frame,
    title: speech.words.code.subject(slot('code'), name),
    preheader: say.preheader,
    heading: say.heading,
    request: say.request(name, site, slot('moment')),
    topics: topics.length > 0 ? `${speech.words.topics}: ${besideText(topics, speech.language)}` : '',
    together: together.length > 0 ? say.together(listText(together, speech.language)) : '',
    codeLabel: say.codeLabel,
    orButton: say.orButton,
    button: say.button,
    validity: say.validity(of.codeMinutes, of.linkDays),
    byReply: of.repliesConfirm ? say.byReply : '',
    ignore: say.ignore,
    neverAgainAsk: say.neverAgainAsk,
    neverAgain: say.neverAgain,
    whatIsThis: say.whatIsThis(name),
    why: say.why(name),
    imprint: speech.words.imprint,
    slots: {
      spacedCode: slot('spacedCode'),
      confirmUrl: slot('confirmUrl'),
      neverAgainUrl: slot('neverAgainUrl'),
      aboutUrl: slot('aboutUrl'),
    },
  };
  const moment = momentText(of.requestedAt, speech.language, of.timeZone);
  const subject = speech.words.code.subject(of.code, name);
  const text = paragraphs(
    wrap(subject),
    codeText(mail.codeLabel, of.code),
    wrap(mail.orButton),
    `${mail.button}:\n${of.confirmUrl}`,
    wrap(say.request(name, site, moment)),
    wrap(mail.topics),
    wrap(mail.together),
    wrap(mail.byReply),
    wrap(mail.validity),
    wrap(mail.ignore),
    `${wrap(mail.neverAgainAsk)}\n${of.neverAgainUrl}`,
    `${wrap(mail.whatIsThis)}\n${of.aboutUrl}`,
    wrap(mail.why),
    ...senderParagraphs(frame, mail.imprint, frame.brand.siteUrl),
  );
  const { code, confirmUrl, neverAgainUrl, aboutUrl } = of;
  const values = { moment, code, spacedCode: spaced(code), confirmUrl, neverAgainUrl, aboutUrl };
  return composeSystemEmail('confirmation', mail, { subject, text, values });
}
