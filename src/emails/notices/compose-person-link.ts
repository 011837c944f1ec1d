import { renderInChild } from '../compile/compile-in-child.ts';
import { frameOf } from '../frame/frame.ts';
import {
  deskLanguageOf,
  invitationMailWords,
  type FactorChange,
  type InvitationMailWords,
} from '../../words/index.ts';
import type { Brand, EmailParts } from '../model.ts';
import { paragraphs, wrap } from '../frame/text-part.ts';

export type { FactorChange };

/** A mail that leads a person in: an invitation, or a link to set a password. In the language of the person, or of the newsletter. */
export async function composePersonLink(of: {
  brand: Brand;
  kind: keyof InvitationMailWords;
  /** Of `factors-changed`. */
  what?: FactorChange;
  url: string;
  /** How long the link works. */
  days: number;
}): Promise<EmailParts> {
  const language = deskLanguageOf(of.brand.language);
  const { speech, ...frame } = frameOf({ ...of.brand, language });
  const say = invitationMailWords(language)[of.kind];
  const { name } = frame.brand;
  const mail = {
    ...frame,
    title: say.subject(name),
    preheader: say.body(name, of.what),
    heading: say.heading,
    body: say.body(name, of.what),
    validity: say.validity(of.days),
    button: say.button,
    signInUrl: of.url,
    why: say.why,
    imprint: speech.words.imprint,
  };
  const text = paragraphs(
    wrap(mail.body),
    `${mail.button}:\n${mail.signInUrl}`,
    wrap(mail.validity),
    wrap(mail.why),
    [name, ...frame.address].map(wrap).join('\n'),
  );
  return { subject: mail.title, html: await renderInChild('sign-in-link', { mail }), text };
}
