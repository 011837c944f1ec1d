import { z } from 'zod';
import { isTimeZone } from '../../platform/time-zone.ts';
import { parseTypedAddress } from '../../platform/mail/typed-address.ts';
import { line } from '../../platform/input.ts';
import { isLanguage, type Topic } from '../../publications/index.ts';
import { RHYTHMS } from '../../rhythms/index.ts';

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

export const rhythmField = z.enum(RHYTHMS, 'The rhythm must be each, daily or weekly.');

export const timeZoneField = z
  .string()
  .max(60)
  .refine(isTimeZone, 'The time zone must be a name such as Europe/Berlin.');

const MAX_CAP = 50;

const languageField = z
  .string()
  .max(35)
  .refine(isLanguage, 'The language must be a tag such as en or de-AT.');

/** How a reader gets mail, beside topics and time zone; what is left out stays. */
export const waysFields = {
  rhythm: rhythmField.nullable().optional(),
  localHour: z
    .int('The hour must be a whole number.')
    .min(0, 'The hour is 0 to 23.')
    .max(23, 'The hour is 0 to 23.')
    .nullable()
    .optional(),
  busyDayCap: z
    .int('The most mails a day must be a whole number.')
    .min(0, 'The most mails a day is 0 (no limit) to 50.')
    .max(MAX_CAP, 'The most mails a day is 0 (no limit) to 50.')
    .nullable()
    .optional(),
  pausedUntil: z.iso
    .datetime({ offset: true, error: 'The end of the pause must be a moment such as 2027-05-01T09:30:00Z.' })
    .transform((text) => new Date(text))
    .nullable()
    .optional(),
  language: languageField.nullable().optional(),
};

/** Fields that a sign-up has, whoever sends it. @param topics what the publication offers, named by slug. */
export function signUpFields(topics: Pick<Topic, 'id' | 'slug'>[]) {
  return {
    email: emailField,
    name: line('The name', 100).default(''),
    topics: topicsField(topics).default([]),
    rhythm: rhythmField.nullable().default(null),
    timeZone: timeZoneField.nullable().default(null),
    language: languageField.nullable().default(null),
    source: line('The source', 500).default(''),
  };
}

/** Slugs of topics in, their ids out. */
export function topicsField(topics: Pick<Topic, 'id' | 'slug'>[]) {
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
