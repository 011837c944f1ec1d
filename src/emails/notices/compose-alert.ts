import { clip, oneLine } from '../clean-text.ts';
import { preheaderOf, frameOf } from '../frame/frame.ts';
import { momentText } from '../../words/index.ts';
import type { Brand, EmailParts } from '../model.ts';
import { renderInChild } from '../compile/compile-in-child.ts';
import { paragraphs, wrap } from '../frame/text-part.ts';

const LONGEST_SUBJECT = 120;

/** Word to an admin that something needs a person. English only, as the admin's pages are. */
export async function composeAlert(of: {
  brand: Brand;
  /** Plain text; `reply` is the mail server's. */
  alert: { headline: string; about: string; what: string; advice: string; reply: string; since: Date };
  /** IANA name of the zone of the moment, which is named in the mail. */
  timeZone: string;
  adminUrl: string;
}): Promise<EmailParts> {
  const { speech, ...frame } = frameOf({ ...of.brand, language: 'en' });
  const { name } = frame.brand;
  const { headline, what, advice } = of.alert;
  const about = oneLine(of.alert.about);
  const mail = {
    ...frame,
    title: clip(`${headline}: ${about}`, LONGEST_SUBJECT),
    preheader: preheaderOf(what, advice),
    heading: headline,
    facts: [
      { name: 'About', value: about },
      { name: 'Newsletter', value: name },
      { name: 'Since', value: momentText(of.alert.since, 'en', of.timeZone) },
    ],
    what: oneLine(what),
    reply: oneLine(of.alert.reply),
    advice: oneLine(advice),
    button: 'Open the overview',
    adminUrl: of.adminUrl,
    why: 'You get this email because you are an admin of the Paperround that sends this newsletter.',
    imprint: speech.words.imprint,
  };
  const text = paragraphs(
    wrap(mail.what),
    [headline, ...mail.facts.map((fact) => `${fact.name}: ${fact.value}`)].map(wrap).join('\n'),
    mail.reply && `The mail server’s reply:\n${wrap(mail.reply)}`,
    wrap(mail.advice),
    `${mail.button}:\n${mail.adminUrl}`,
    wrap(mail.why),
    [name, ...frame.address].map(wrap).join('\n'),
  );
  return { subject: mail.title, html: await renderInChild('alert', { mail }), text };
}
