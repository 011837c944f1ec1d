import { addressIn, dayText, momentText } from '../../words/index.ts';
import { slot } from '../compile/slots.ts';
import { senderParagraphs } from '../frame/footer-text.ts';
import { frameOf, preheaderOf } from '../frame/frame.ts';
import { paragraphs, wrap } from '../frame/text-part.ts';
import type { Brand, EmailParts } from '../model.ts';
import { composeSystemEmail } from './system-email.ts';

interface AboutMove {
  brand: Brand;
  /** The other address, masked. */
  other: string;
  /** What the button opens. */
  url: string;
  at: Date;
  /** IANA name of the publication's zone, which is named in the mail. */
  timeZone: string;
}

/** Asks at a new address whether mail should come there; without marketing, and without anything a stranger typed (BOMB-06). */
export function composeNewAddress(of: AboutMove & { linkDays: number }): Promise<EmailParts> {
  const { speech, ...frame } = frameOf(of.brand);
  const { name } = frame.brand;
  const { address: say, confirmation } = speech.words;
  return compose(of, {
    title: say.ask.subject(name),
    heading: say.ask.heading,
    body: (moment, other) => say.ask.body(name, other, moment),
    button: say.ask.button,
    after: [say.ask.validity(of.linkDays), confirmation.ignore],
    why: say.ask.why(name),
  });
}

/** What the new address gets when it has the newsletter already; the button opens its own choices (ENU-02). */
export function composeTakenAddress(of: AboutMove): Promise<EmailParts> {
  const { speech, ...frame } = frameOf(of.brand);
  const { name } = frame.brand;
  const { address: say, confirmation, preferences } = speech.words;
  return compose(of, {
    title: say.taken.heading(name),
    heading: say.taken.heading(name),
    body: (moment, other) => say.taken.body(name, other, moment),
    button: preferences,
    after: [confirmation.ignore],
    why: say.ask.why(name),
  });
}

/** Tells the old address of the move; the button leads to the way back. */
export function composeMovedAddress(of: AboutMove & { undoUntil: Date }): Promise<EmailParts> {
  const { speech, ...frame } = frameOf(of.brand);
  const { name } = frame.brand;
  const { moved: say } = speech.words.address;
  return compose(of, {
    title: say.subject(name),
    heading: say.heading,
    body: (moment, other) => say.body(name, other, moment),
    before: say.undo(dayText(of.undoUntil, speech.language, of.timeZone)),
    button: say.button,
    after: [],
    why: say.why(name),
  });
}

interface Sentences {
  title: string;
  heading: string;
  body(moment: string, other: string): string;
  /** Over the button. */
  before?: string;
  button: string;
  after: string[];
  why: string;
}

function compose(of: AboutMove, say: Sentences): Promise<EmailParts> {
  const { speech, ...frame } = frameOf(of.brand);
  const { body, before = '', ...words } = say;
  const mail = {
    ...frame,
    ...words,
    preheader: preheaderOf(say.heading, say.why),
    body: body(slot('moment'), slot('other')),
    before: before === '' ? '' : slot('before'),
    imprint: speech.words.imprint,
    slots: { url: slot('url') },
  };
  const moment = momentText(of.at, speech.language, of.timeZone);
  const other = addressIn(speech.language, of.other);
  const text = paragraphs(
    wrap(body(moment, other)),
    ...(before === '' ? [] : [wrap(before)]),
    `${say.button}:\n${of.url}`,
    ...say.after.map((sentence) => wrap(sentence)),
    wrap(say.why),
    ...senderParagraphs(frame, mail.imprint),
  );
  const values = { moment, other, before, url: of.url };
  return composeSystemEmail('one-button', mail, { subject: say.title, text, values });
}
