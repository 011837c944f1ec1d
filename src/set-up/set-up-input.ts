import { slugOf } from '../platform/slug-of.ts';
import { z } from 'zod';
import { parseEmailAddress } from '../platform/mail/email-address.ts';
import { parseTypedAddress } from '../platform/mail/typed-address.ts';
import { InvalidInput, type FieldError } from '../platform/errors.ts';
import { parseInput, webAddress } from '../platform/input.ts';
import { saying } from '../platform/issue-fault.ts';
import { newPublication, publicationFields } from '../publications/index.ts';

/** What a person typed; empty and missing are the same. */
export interface SetUpFields {
  name?: string | undefined;
  slug?: string | undefined;
  /** `news@site.example` or `The Site <news@site.example>`. */
  fromAddress?: string | undefined;
  feedUrl?: string | undefined;
  siteUrl?: string | undefined;
  postalAddress?: string | undefined;
  timeZone?: string | undefined;
  language?: string | undefined;
  /** `each`, `daily` or `weekly`. */
  defaultRhythm?: string | undefined;
  adminEmail?: string | undefined;
  password?: string | undefined;
}

const setUpInput = newPublication.pick({ slug: true, name: true, siteUrl: true, fromAddress: true }).extend({
  fromName: publicationFields.shape.fromName.optional(),
  postalAddress: publicationFields.shape.postalAddress.optional(),
  timeZone: publicationFields.shape.timeZone.optional(),
  language: publicationFields.shape.language.optional(),
  defaultRhythm: publicationFields.shape.defaultRhythm.optional(),
  feedUrl: webAddress('The feed').optional(),
  adminEmail: z
    .string()
    .refine(
      (text) => parseTypedAddress(text) !== undefined,
      saying('The admin’s email is not a valid address.', 'email-address'),
    )
    .optional(),
  password: z.string().optional(),
});

export type SetUpInput = z.output<typeof setUpInput>;

/** @returns the input with what can be derived filled in, or every fault of it. */
export function readSetUpInput(
  fields: SetUpFields,
): { input: SetUpInput; faults: [] } | { input: undefined; faults: FieldError[] } {
  const given: SetUpFields = Object.fromEntries(
    Object.entries(fields)
      .map(([name, value]) => [name, name === 'password' ? value : value?.trim()])
      .filter(([, value]) => value),
  );
  const sender = readSender(given.fromAddress);
  try {
    const input = parseInput(setUpInput, {
      ...given,
      ...sender,
      slug: given.slug ?? (given.name && slugOf(given.name)),
      siteUrl: given.siteUrl ?? siteOf(given.feedUrl, sender.fromAddress),
    });
    return { input, faults: [] };
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return { input: undefined, faults: mended(error.errors, given) };
  }
}

function readSender(text: string | undefined): { fromName?: string; fromAddress?: string } {
  const [, name, address] = /^"?([^"<>]*?)"?\s*<([^<>]*)>$/.exec(text ?? '') ?? [];
  if (address === undefined) return text === undefined ? {} : { fromAddress: text };
  return name ? { fromName: name, fromAddress: address } : { fromAddress: address };
}

function siteOf(feedUrl: string | undefined, fromAddress: string | undefined): string | undefined {
  const feed = feedUrl === undefined ? null : URL.parse(feedUrl);
  if (feed && /^https?:$/.test(feed.protocol)) return feed.origin;
  const domain = fromAddress && parseEmailAddress(fromAddress)?.domain;
  return domain && `https://${domain}`;
}

const MISSING: Partial<Record<string, string>> = {
  name: 'The name is missing.',
  slug: 'The address of the sign-up page is missing, and none can be made from the name.',
  fromAddress: 'The sender address is missing.',
  siteUrl: 'The web site is missing.',
};

const missingFault = (fault: FieldError): FieldError => ({
  ...fault,
  message: MISSING[fault.field] ?? fault.message,
  fault: { code: fault.field === 'slug' ? 'slug-missing' : 'missing', params: {} },
});

/** A missing field says so plainly; what merely follows from another missing field is left out. */
function mended(faults: FieldError[], given: SetUpFields): FieldError[] {
  const byField = new Map<string, FieldError>();
  for (const fault of faults) {
    const isGiven = given[fault.field as keyof SetUpFields] !== undefined;
    if (!byField.has(fault.field)) byField.set(fault.field, isGiven ? fault : missingFault(fault));
  }
  if (!given.slug && byField.has('name')) byField.delete('slug');
  if (!given.siteUrl && byField.has('fromAddress')) byField.delete('siteUrl');
  return [...byField.values()];
}
