import { z } from 'zod';
import { REASON_CODES } from '../../words/index.ts';

/** A reason as the API tells it: `says` is in the language that the request prefers, of English and German. */
export const toldReason = z.object({
  code: z.enum(REASON_CODES),
  params: z.record(z.string(), z.unknown()),
  says: z.string(),
});
