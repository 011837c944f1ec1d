import { oneLine } from './clean-text.ts';
import { frameOf } from './frame.ts';
import type { Brand, EmailParts } from './model.ts';
import { slot, splice } from './slots.ts';
import { compileSystemEmail } from './system-email.ts';
import { paragraphs, wrap } from './text-part.ts';

/** Tells a new subscriber that it worked, and where the controls are. */
export async function composeWelcome(of: {
  brand: Brand;
  /** Names of the chosen topics; empty: everything. */
  topics: string[];
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
    body: say.body(name),
    topics: topics.length > 0 ? `${words.topics}: ${topics.join(', ')}` : '',
    control: say.control,
    unsubscribe: words.unsubscribe,
    preferences: words.preferences,
    imprint: words.imprint,
    why: say.why(name, site),
    slots: { unsubscribeUrl: slot('unsubscribeUrl'), preferencesUrl: slot('preferencesUrl') },
  };
  const text = paragraphs(
    name,
    mail.heading,
    wrap(mail.body),
    wrap(mail.topics),
    wrap(mail.control),
    `${mail.preferences}:\n${mail.slots.preferencesUrl}`,
    `${mail.unsubscribe}:\n${mail.slots.unsubscribeUrl}`,
    wrap(mail.why),
    [name, ...frame.address].map(wrap).join('\n'),
  );
  const compiled = await compileSystemEmail('welcome', mail, { subject: mail.title, text });
  return splice(compiled, { unsubscribeUrl: of.unsubscribeUrl, preferencesUrl: of.preferencesUrl });
}
