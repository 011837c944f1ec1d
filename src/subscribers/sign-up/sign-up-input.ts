import { z } from 'zod';
import { isTimeZone } from '../../platform/time-zone.ts';
import { parseTypedAddress } from '../../platform/mail/typed-address.ts';
import { line } from '../../platform/input.ts';
import type { Topic } from '../../publications/index.ts';

/** An address as a person types or pastes it. */
export const emailField = z
  .string({ error: 'Please enter your email address.' })
  .trim()
  .min(1, 'Please enter your email address.')
  .transform((text, context) => {
    const address = parseTypedAddress(text);
    if (address) return address;
    context.addIssue({
      code: 'custom',
      message: 'Please enter a valid email address, such as name@example.org.',
    });
    return z.NEVER;
  });

const RHYTHM_FAULT = 'So far, "each" is the only rhythm: one email for each article.';

export const timeZoneField = z
  .string()
  .max(60)
  .refine(isTimeZone, 'The time zone must be a name such as Europe/Berlin.');

/** Fields that a sign-up has, whoever sends it. @param topics what the publication offers, named by slug. */
export function signUpFields(topics: Topic[]) {
  return {
    email: emailField,
    name: line('The name', 100).default(''),
    topics: topicsField(topics).default([]),
    rhythm: z.literal('each', RHYTHM_FAULT).default('each'),
    timeZone: timeZoneField.nullable().default(null),
    source: line('The source', 500).default(''),
  };
}

/** Slugs of topics in, their ids out. */
export function topicsField(topics: Topic[]) {
  return z
    .array(
      z.string().transform((slug, context) => {
        const topic = topics.find((topic) => topic.slug === slug);
        if (topic) return topic.id;
        context.addIssue({ code: 'custom', message: 'There is no such topic here.' });
        return z.NEVER;
      }),
    )
    .max(50, 'These are more topics than there are.')
    .transform((ids) => [...new Set(ids)]);
}
