import type { Publication } from '../../../publications/index.ts';

/** The fields of the settings form, named as the publication's own. */
const SETTINGS = [
  'name',
  'description',
  'siteUrl',
  'postalAddress',
  'imprintUrl',
  'privacyUrl',
  'isListed',
  'timeZone',
  'language',
  'fromName',
  'fromAddress',
  'replyTo',
  'holdMinutes',
  'floodLimit',
  'articleBody',
  'retryHours',
  'undoSeconds',
  'tooLateHours',
  'transports',
  'accentColor',
  'logoUrl',
  'consentText',
] as const;

export function settingsValues(publication: Publication): Record<string, string> {
  const values = Object.fromEntries(SETTINGS.map((field) => [field, String(publication[field] ?? '')]));
  return { ...values, transports: publication.transports.join(', ') };
}

/** What the form means: numbers as numbers, an empty flood limit as one that is learnt, names with commas as a list, an empty postal address as none; browsers end lines with CRLF. */
export function settingsChanges(values: Record<string, string>): Record<string, unknown> {
  const { isListed, floodLimit, transports, postalAddress, ...others } = values;
  return {
    ...others,
    ...numbersAmong(others),
    ...(isListed === undefined ? {} : { isListed: isListed === 'true' }),
    ...(floodLimit === undefined ? {} : { floodLimit: floodLimit.trim() === '' ? null : Number(floodLimit) }),
    ...(transports === undefined ? {} : { transports: namesIn(transports) }),
    ...(postalAddress === undefined
      ? {}
      : { postalAddress: postalAddress.replaceAll('\r\n', '\n').trim() || null }),
  };
}

const namesIn = (text: string) =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
/** Those of our fields that are numbers, as such. */
const NUMBERS = new Set(['holdMinutes', 'retryHours', 'undoSeconds', 'tooLateHours']);
const numbersAmong = (values: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(values)
      .filter(([name]) => NUMBERS.has(name))
      .map(([name, text]) => [name, numberIn(text)]),
  );
const numberIn = (text: string) => (text.trim() === '' ? NaN : Number(text));
