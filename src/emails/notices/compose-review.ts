import { clip, oneLine } from '../clean-text.ts';
import { preheaderOf, frameOf } from '../frame/frame.ts';
import { deskLanguageOf, momentText, reviewMailWords, type ReviewMailWords } from '../../words/index.ts';
import type { Brand, EmailParts } from '../model.ts';
import { renderInChild } from '../compile/compile-in-child.ts';
import { paragraphs, wrap } from '../frame/text-part.ts';

const LONGEST_SUBJECT = 120;

/** Asks an editor to look at a send, in the language of the newsletter where the desk speaks it. */
export async function composeReview(of: {
  brand: Brand;
  kind: 'clock' | 'second-person';
  subject: string;
  onSilence: 'send' | 'hold';
  /** Null: not counted. */
  readers: number | null;
  goesOutAt: Date | null;
  askedBy: { kind: 'user' | keyof ReviewMailWords['people']; name: string } | null;
  /** IANA name of the zone of the moment, which is named in the mail. */
  timeZone: string;
  reviewUrl: string;
}): Promise<EmailParts> {
  const language = deskLanguageOf(of.brand.language);
  const { speech, ...frame } = frameOf({ ...of.brand, language });
  const say = reviewMailWords(language);
  const { goesOutAt, readers, askedBy, timeZone } = of;
  const subject = oneLine(of.subject);
  const time = { hour: '2-digit', minute: '2-digit', timeZone } as const;
  const until = goesOutAt && goesOutAt.toLocaleTimeString(language === 'de' ? 'de-DE' : 'en-GB', time);
  const silence = of.kind === 'clock' ? say.silence[of.onSilence] : say.silence['second-person'];
  const mail = {
    ...frame,
    title: clip(say.subject({ subject, until: of.kind === 'clock' ? until : null }), LONGEST_SUBJECT),
    preheader: preheaderOf(silence, say.link),
    heading: say.heading[of.kind],
    facts: [
      { name: say.about, value: subject },
      { name: say.newsletter, value: frame.brand.name },
      ...(goesOutAt ? [{ name: say.goesOut, value: momentText(goesOutAt, language, timeZone) }] : []),
      ...(readers === null ? [] : [{ name: say.readers, value: readers.toLocaleString(language) }]),
      ...(askedBy ? [{ name: say.askedBy, value: oneLine(personText(askedBy, say)) }] : []),
    ],
    what: silence,
    reply: '',
    replyLabel: '',
    advice: say.link,
    button: say.button,
    adminUrl: of.reviewUrl,
    why: say.why,
    imprint: speech.words.imprint,
  };
  const text = paragraphs(
    wrap(mail.what),
    [mail.heading, ...mail.facts.map((fact) => `${fact.name}: ${fact.value}`)].map(wrap).join('\n'),
    `${mail.button}:\n${mail.adminUrl}`,
    wrap(mail.advice),
    wrap(mail.why),
    [frame.brand.name, ...frame.address].map(wrap).join('\n'),
  );
  return { subject: mail.title, html: await renderInChild('alert', { mail }), text };
}

function personText(
  { kind, name }: { kind: 'user' | keyof ReviewMailWords['people']; name: string },
  { people }: ReviewMailWords,
): string {
  if (kind === 'user') return name;
  return kind === 'api-key' ? people['api-key'](name) : people[kind];
}
