import type { Publication } from '../../../publications/index.ts';

/** The fields of the settings form, named as the publication's own. */
export const SETTINGS = [
  'name',
  'description',
  'siteUrl',
  'postalAddress',
  'imprintUrl',
  'timeZone',
  'language',
  'fromName',
  'fromAddress',
  'replyTo',
  'holdMinutes',
  'articleBody',
  'retryHours',
  'accentColor',
  'logoUrl',
  'consentText',
] as const;

export function settingsValues(publication: Publication): Record<string, string> {
  return Object.fromEntries(SETTINGS.map((field) => [field, String(publication[field] ?? '')]));
}

/** What the form means: numbers as numbers, an empty postal address as none; browsers end lines with CRLF. */
export function settingsChanges(values: Record<string, string>): Record<string, unknown> {
  const { holdMinutes, retryHours, postalAddress, ...others } = values;
  return {
    ...others,
    ...(holdMinutes === undefined ? {} : { holdMinutes: numberIn(holdMinutes) }),
    ...(retryHours === undefined ? {} : { retryHours: numberIn(retryHours) }),
    ...(postalAddress === undefined
      ? {}
      : { postalAddress: postalAddress.replaceAll('\r\n', '\n').trim() || null }),
  };
}

const numberIn = (text: string) => (text.trim() === '' ? NaN : Number(text));
