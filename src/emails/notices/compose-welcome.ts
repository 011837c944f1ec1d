import { besideText, weekdayMomentText, type Rhythm, type Speech } from '../../words/index.ts';
import { oneLine } from '../clean-text.ts';
import { senderParagraphs } from '../frame/footer-text.ts';
import { frameOf } from '../frame/frame.ts';
import type { Brand, EmailParts } from '../model.ts';
import { slot } from '../compile/slots.ts';
import { composeSystemEmail } from './system-email.ts';
import { paragraphs, wrap } from '../frame/text-part.ts';

/** Tells a new subscriber that it worked, and where the controls are. */
export async function composeWelcome(of: {
  brand: Brand;
  /** Names of the chosen topics; empty: everything. */
  topics: string[];
  /** How often mail comes, and when the first does in the zone of the reader; undefined: with the next article. */
  mails: { rhythm: Rhythm; firstAt: Date | undefined; timeZone: string };
  /** The publication offers topics. */
  hasTopics: boolean;
  unsubscribeUrl: string;
  preferencesUrl: string;
}): Promise<EmailParts> {
  const { speech, ...frame } = frameOf(of.brand);
  const { name, site } = frame.brand;
  const { words } = speech;
  const say = words.welcome;
  const topics = of.topics.map(oneLine);
  const mail = {
    ...frame,
    title: say.subject(name),
    preheader: say.body(name),
    heading: say.heading,
    body: [say.body(name), ...comingMails(of.mails, speech)].join(' '),
    topics: topics.length > 0 ? `${words.topics}: ${besideText(topics, speech.language)}` : '',
    control: say.control(of.hasTopics),
    unsubscribe: words.unsubscribe,
    preferences: words.preferences,
    imprint: words.imprint,
    why: say.why(name, site),
    slots: { unsubscribeUrl: slot('unsubscribeUrl'), preferencesUrl: slot('preferencesUrl') },
  };
  const { unsubscribeUrl, preferencesUrl } = of;
  const text = paragraphs(
    wrap(mail.body),
    wrap(mail.topics),
    wrap(mail.control),
    `${mail.preferences}:\n${preferencesUrl}`,
    `${mail.unsubscribe}:\n${unsubscribeUrl}`,
    wrap(mail.why),
    ...senderParagraphs(frame, mail.imprint),
  );
  const values = { unsubscribeUrl, preferencesUrl };
  return composeSystemEmail('welcome', mail, { subject: mail.title, text, values });
}

function comingMails(
  { rhythm, firstAt, timeZone }: { rhythm: Rhythm; firstAt: Date | undefined; timeZone: string },
  { words: { welcome: say }, language }: Speech,
): string[] {
  const first = firstAt && weekdayMomentText(firstAt, language, timeZone);
  return [say.mails[rhythm], first === undefined ? say.firstWithArticle : say.first(first)];
}
