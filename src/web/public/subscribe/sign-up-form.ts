import { z } from 'zod';
import type { Topic } from '../../../publications/index.ts';
import { signUpFields } from '../../../subscribers/index.ts';

/** A field that stays empty unless a program fills in everything it finds (BOMB-03). */
export const TRAP = 'leave_this_empty';

/** The box's fields, from a form or JSON; fields we do not know are let pass, because sites add their own. */
export function signUpForm(topics: Topic[]) {
  const { topics: slugs, ...fields } = signUpFields(topics);
  return z.object({
    ...fields,
    // A form with one box ticked sends a string.
    topics: z.preprocess((value) => (typeof value === 'string' ? [value] : value), slugs),
    stamp: shortText,
    frame: shortText,
    [TRAP]: shortText,
  });
}

const shortText = z.string().max(200).catch('').default('');

/** What was typed, to show again beside a message. */
export interface Typed {
  email: string;
  topics: string[];
}

export function typedIn(body: unknown): Typed {
  const fields = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const { email, topics } = fields;
  return {
    email: typeof email === 'string' ? email.slice(0, 320) : '',
    topics: [topics].flat().filter((topic) => typeof topic === 'string'),
  };
}
