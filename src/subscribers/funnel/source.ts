import { linkKeyOf, tidyPageAddress } from '../../platform/link-key.ts';

/** A sign-up, or a box, that does not say where it stood. */
const UNKNOWN = 'unknown';
/** What is beyond the sources that are kept apart. */
export const OTHERS = 'others';

/** As in the record of a sign-up. */
const MAX_LENGTH = 500;

/** Where a box stood, as it is counted: the address of the page without what varies, or the word of a caller. */
export function sourceOf(text: string | null): string {
  const tidy = (text ?? '')
    .replaceAll(/[\s\u0000-\u001f\u007f]+/g, ' ')
    .trim()
    .slice(0, MAX_LENGTH)
    .toWellFormed();
  return (tidyPageAddress(tidy) ?? tidy).slice(0, MAX_LENGTH) || UNKNOWN;
}

/** Sources with the same key are one: with `www.` and without, http and https. That of an article's page is the article's `link_key`. */
export const keyOf = (source: string): string => linkKeyOf(tidyPageAddress(source)) ?? source.toLowerCase();
