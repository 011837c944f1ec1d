import type { Publication } from '../publications/index.ts';
import type { Suppression } from '../subscribers/index.ts';
import { answerSays, type Desk } from '../words/index.ts';

/** Why an address gets no mail, in a sentence. */
export const suppressionSays = (
  { reason, publication, since }: Suppression,
  { timeZone }: Pick<Publication, 'timeZone'>,
  language: Desk['language'],
): string =>
  answerSays(
    {
      code: 'not-suppressed',
      holds: false,
      params: { why: reason, isEverywhere: publication === null, at: since.toISOString(), timeZone },
    },
    language,
  );
