import { renderInChild } from '../compile/compile-in-child.ts';
import { frameOf } from '../frame/frame.ts';
import { momentText } from '../../words/index.ts';
import type { Brand, EmailParts } from '../model.ts';
import { paragraphs, wrap } from '../frame/text-part.ts';

/** The link by which an editor signs in without a password. English only, as the admin's pages are. */
export async function composeSignInLink(of: {
  brand: Brand;
  signInUrl: string;
  requestedAt: Date;
  /** IANA name of the zone of the moment, which is named in the mail. */
  timeZone: string;
  /** How long the link works. */
  minutes: number;
}): Promise<EmailParts> {
  const { speech, ...frame } = frameOf({ ...of.brand, language: 'en' });
  const { name } = frame.brand;
  const body = `On ${momentText(of.requestedAt, 'en', of.timeZone)}, somebody asked for a link to sign in to the Paperround of ${name}.`;
  const validity = `The link works once, for ${of.minutes} minutes. If you ask for a newer link, this one stops working.`;
  const mail = {
    ...frame,
    title: `Your link to sign in to ${name}`,
    preheader: validity,
    heading: 'Sign in',
    body,
    validity,
    button: 'Open the sign-in page',
    signInUrl: of.signInUrl,
    why: 'If it was not you, ignore this email. Nobody can sign in without the link, and your password stays the same.',
    imprint: speech.words.imprint,
  };
  const text = paragraphs(
    wrap(mail.validity),
    `${mail.button}:\n${mail.signInUrl}`,
    wrap(mail.body),
    wrap(mail.why),
    [name, ...frame.address].map(wrap).join('\n'),
  );
  return { subject: mail.title, html: await renderInChild('sign-in-link', { mail }), text };
}
