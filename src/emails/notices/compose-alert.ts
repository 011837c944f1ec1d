import { clip, oneLine } from '../clean-text.ts';
import { preheaderOf, frameOf } from '../frame/frame.ts';
import {
  alertMailWords,
  alertSays,
  deskLanguageOf,
  momentText,
  replyOf,
  type AlertNews,
} from '../../words/index.ts';
import type { Brand, EmailParts } from '../model.ts';
import { renderInChild } from '../compile/compile-in-child.ts';
import { paragraphs, wrap } from '../frame/text-part.ts';

const LONGEST_SUBJECT = 120;

/** An alert to an admin, in the language of the newsletter where the desk speaks it. */
export async function composeAlert(of: {
  brand: Brand;
  alert: { news: AlertNews; since: Date };
  /** IANA name of the zone of the moment, which is named in the mail. */
  timeZone: string;
  adminUrl: string;
}): Promise<EmailParts> {
  const language = deskLanguageOf(of.brand.language);
  const { speech, ...frame } = frameOf({ ...of.brand, language });
  const { name } = frame.brand;
  const { news, since } = of.alert;
  const say = alertMailWords(language);
  const { headline, what, advice, ...told } = alertSays(news, language);
  const about = oneLine(told.about);
  const mail = {
    ...frame,
    title: clip(`${headline}: ${about}`, LONGEST_SUBJECT),
    preheader: preheaderOf(what, advice),
    heading: headline,
    facts: [
      { name: say.about, value: about },
      { name: say.newsletter, value: name },
      { name: say.since, value: momentText(since, language, of.timeZone) },
    ],
    what: oneLine(what),
    reply: oneLine(replyOf(news)),
    replyLabel: say.reply,
    advice: oneLine(advice),
    button: say.button,
    adminUrl: of.adminUrl,
    why: say.why,
    imprint: speech.words.imprint,
  };
  const text = paragraphs(
    wrap(mail.what),
    [headline, ...mail.facts.map((fact) => `${fact.name}: ${fact.value}`)].map(wrap).join('\n'),
    mail.reply && `${mail.replyLabel}\n${wrap(mail.reply)}`,
    wrap(mail.advice),
    `${mail.button}:\n${mail.adminUrl}`,
    wrap(mail.why),
    [name, ...frame.address].map(wrap).join('\n'),
  );
  return { subject: mail.title, html: await renderInChild('alert', { mail }), text };
}
