import { z } from 'zod';
import { contrast, MIN_CONTRAST, SOFT_INK } from '../platform/colors.ts';
import { hostName, parseEmailAddress } from '../platform/mail/email-address.ts';
import { isTimeZone } from '../platform/time-zone.ts';
import { parseTypedAddress } from '../platform/mail/typed-address.ts';
import { line, requiredLine, webAddress } from '../platform/input.ts';
import { saying } from '../platform/issue-fault.ts';
import { READER_LANGUAGES } from '../words/index.ts';
import {
  isFreeMailDomain,
  isReservedSlug,
  RHYTHMS,
  SIGN_UP_CHECKS,
  TYPEFACES,
  WEEKDAYS,
} from './publication.ts';

const slug = requiredLine('The slug', 60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'The slug can only have small letters, digits and single hyphens.')
  .refine(
    (text) => !isReservedSlug(text),
    saying('This slug is a reserved word: choose another one.', 'reserved-slug'),
  );

const mailbox = (name: string) =>
  requiredLine(name, 600).transform((text, context) => {
    const address = parseTypedAddress(text);
    if (address) return address.delivery;
    const { error, params } = saying(`${name} is not a valid email address.`, 'email-address');
    context.addIssue({ code: 'custom', message: error, params });
    return z.NEVER;
  });

const senderAddress = mailbox('The sender address').refine(
  (text) => !isFreeMailDomain(parseEmailAddress(text)?.domain ?? ''),
  saying(
    'The sender address belongs to a free mail provider, and other servers refuse newsletters from such addresses. Use an address at your own domain.',
    'free-mail-address',
  ),
);

const mailDomain = (name: string) =>
  requiredLine(name, 255).transform((text, context) => {
    const domain = hostName(text.replace(/^@|\.$/g, ''));
    if (domain !== undefined && domain.length <= MAX_DOMAIN) return domain;
    const { error, params } = saying(`${name} must be a domain such as bounces.gazette.example.`, 'domain');
    context.addIssue({ code: 'custom', message: error, params });
    return z.NEVER;
  });

const timeZone = requiredLine('The time zone', 60).refine(
  isTimeZone,
  saying('The time zone must be a name such as Europe/Berlin.', 'time-zone'),
);

const language = requiredLine('The language', 35).refine(
  isLanguage,
  saying('The language must be a tag such as en or de-AT.', 'language'),
);

/** An address has 254 octets at most, and 64 of them may stand before its @. */
const MAX_DOMAIN = 189;

/** Longer than that somebody wants a schedule. */
const MAX_UNDO_SECONDS = 3600;

const KNOWN_LANGUAGES: readonly string[] = READER_LANGUAGES;

const languages = z
  .array(z.string(), 'The languages must be a list.')
  .max(20, 'These are more languages than there are.')
  .refine(
    (tags) => tags.every((tag) => KNOWN_LANGUAGES.includes(tag)),
    saying(`The languages can be ${KNOWN_LANGUAGES.join(', ')}.`, 'choice'),
  )
  .transform((tags) => [...new Set(tags)]);

const optionalWebAddress = (name: string) =>
  z.union([z.literal('').transform(() => null), z.null(), webAddress(name)]);

const timeOfDay = (name: string) =>
  z
    .string({ error: `${name} must be a time such as 07:00.` })
    .trim()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, `${name} must be a time such as 07:00.`);

export const newTopic = z.strictObject({
  slug: requiredLine('The topic slug', 60).regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    'A topic slug can only have small letters, digits and single hyphens.',
  ),
  name: requiredLine('The topic name', 80),
  categories: z.array(requiredLine('A category', 200)).max(100).default([]),
});

export const topicChanges = newTopic
  .omit({ slug: true })
  .extend({ categories: newTopic.shape.categories.unwrap() })
  .partial();

/** Fields a publication has at most; the API, the command line and the set-up page share it. */
export const publicationFields = z.strictObject({
  slug,
  name: requiredLine('The name', 120),
  description: line('The description', 500),
  siteUrl: webAddress('The web site'),
  fromName: requiredLine('The sender name', 120),
  fromAddress: senderAddress,
  replyTo: z.union([z.literal('').transform(() => null), z.null(), mailbox('The reply address')]),
  inboundDomain: z.union([z.literal('').transform(() => null), z.null(), mailDomain('The inbound domain')]),
  postalAddress: z.union([
    z.null(),
    z.string().trim().max(500, 'The postal address must have 500 characters or fewer.'),
  ]),
  timeZone,
  language,
  languages,
  accentColor: z.string().regex(/^#[0-9a-f]{6}$/i, 'The accent colour must look like #1f4ed8.'),
  logoUrl: optionalWebAddress('The logo'),
  groundColor: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, 'The ground must look like #f3f2ee.')
    .refine(
      (color) => contrast(color, SOFT_INK) >= MIN_CONTRAST,
      saying(
        'The ground is too dark: the words at the end of a mail could not be read on it.',
        'dark-ground',
      ),
    ),
  typeface: z.enum(TYPEFACES, 'The typeface must be mixed, newspaper or modern.'),
  footerLine: line('The line above the footer', 300),
  imprintUrl: optionalWebAddress('The imprint'),
  privacyUrl: optionalWebAddress('The privacy policy'),
  isListed: z.boolean('isListed must be true or false.'),
  archive: z.boolean('archive must be true or false.'),
  archiveIndexed: z.boolean('archiveIndexed must be true or false.'),
  signUpCheck: z.enum(SIGN_UP_CHECKS, 'signUpCheck must be auto, always or never.'),
  holdMinutes: z
    .int('The hold must be whole minutes.')
    .min(0, 'The hold must be 0 minutes or more.')
    .max(10_080, 'The hold must be a week (10080 minutes) or less.'),
  floodLimit: z
    .int('The flood limit must be a whole number.')
    .min(1, 'The flood limit must be 1 or more.')
    .max(1000, 'The flood limit must be 1000 or less.')
    .nullable(),
  reviewMinutes: z
    .int('The review must be whole minutes.')
    .min(0, 'The review must be 0 minutes or more.')
    .max(1440, 'The review must be a day (1440 minutes) or less.'),
  onSilence: z.enum(['send', 'hold'], 'What happens on silence must be send or hold.'),
  secondPersonAbove: z
    .int('The number of readers must be a whole number.')
    .min(0, 'The number of readers must be 0 or more.')
    .max(1_000_000_000, 'The number of readers must be 1000000000 or less.')
    .nullable()
    .transform((readers) => readers || null),
  articleBody: z.enum(['summary', 'full'], 'The article body must be summary or full.'),
  checkPages: z.boolean('checkPages must be true or false.'),
  defaultRhythm: z.enum(RHYTHMS, 'The default rhythm must be each, daily or weekly.'),
  dailyAt: timeOfDay('The time of daily digests'),
  weeklyOn: z.enum(WEEKDAYS, 'The day of weekly digests must be monday, tuesday, … or sunday.'),
  weeklyAt: timeOfDay('The time of weekly digests'),
  busyDayCap: z
    .int('The single mails a day must be a whole number.')
    .min(1, 'The single mails a day must be 1 or more.')
    .max(50, 'The single mails a day must be 50 or fewer.')
    .nullable(),
  digestMinArticles: z
    .int('The fewest articles of a digest must be a whole number.')
    .min(1, 'The fewest articles of a digest must be 1 or more.')
    .max(50, 'The fewest articles of a digest must be 50 or fewer.'),
  digestMaxArticles: z
    .int('The most articles of a digest must be a whole number.')
    .min(1, 'The most articles of a digest must be 1 or more.')
    .max(100, 'The most articles of a digest must be 100 or fewer.'),
  retryHours: z
    .int('The hours to keep trying must be a whole number.')
    .min(1, 'Keep trying for 1 hour or more.')
    .max(120, 'Keep trying for five days (120 hours) or less.'),
  undoSeconds: z
    .int('The seconds to undo must be a whole number.')
    .min(0, 'The seconds to undo must be 0 or more.')
    .max(MAX_UNDO_SECONDS, `The seconds to undo must be an hour (${MAX_UNDO_SECONDS}) or less.`),
  tooLateHours: z
    .int('The hours until a send is too late must be a whole number.')
    .min(1, 'A send is too late after 1 hour or more.')
    .max(168, 'A send is too late after a week (168 hours) or less.'),
  waveMinutes: z
    .int('The minutes after the first readers must be a whole number.')
    .min(0, 'The minutes after the first readers must be 0 or more.')
    .max(1440, 'The minutes after the first readers must be a day (1440) or less.'),
  softBounceSends: z
    .int('The sends that come back must be a whole number.')
    .min(2, 'The sends that come back must be 2 or more.')
    .max(50, 'The sends that come back must be 50 or fewer.'),
  softBounceDays: z
    .int('The days over which sends come back must be a whole number.')
    .min(0, 'The days over which sends come back must be 0 or more.')
    .max(180, 'The days over which sends come back must be 180 or fewer.'),
  consentText: line('The consent text', 1000),
  transports: z
    .array(requiredLine('A transport', 60))
    .min(1, 'A publication needs a transport.')
    .max(10, 'A publication can have 10 transports at most.')
    .refine(
      (names) => new Set(names).size === names.length,
      saying('A transport is named twice.', 'named-twice'),
    ),
  topics: z
    .array(newTopic)
    .max(50)
    .refine(
      (topics) => new Set(topics.map((entry) => entry.slug)).size === topics.length,
      'Two topics have the same slug.',
    ),
});

export const newPublication = publicationFields.partial().extend({
  slug,
  name: publicationFields.shape.name,
  siteUrl: publicationFields.shape.siteUrl,
  fromAddress: senderAddress,
  timeZone: timeZone.default('UTC'),
  language: language.default('en'),
});

export const publicationChanges = publicationFields.omit({ slug: true }).partial();

export function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
