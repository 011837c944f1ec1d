import { z } from 'zod';
import { isWebAddress } from '../platform/input.ts';
import { parseTypedAddress } from '../platform/mail/typed-address.ts';

const ONE_OF = 'Name either an article or a send.';

/** An address as sign-up takes it. In a query, a plus that is not encoded arrives as a blank. */
const email = z
  .string({
    error: ({ input }) =>
      input === undefined ? 'email is missing. Give the address of the reader.' : 'Give email once.',
  })
  .max(600, 'email is too long for an address.')
  .transform((text, context) => {
    const address = parseTypedAddress(text) ?? parseTypedAddress(text.trim().replaceAll(' ', '+'));
    if (address) return address.key;
    context.addIssue({ code: 'custom', message: 'email must be an email address.' });
    return z.NEVER;
  });

const id = z
  .string()
  .trim()
  .regex(/^[1-9]\d{0,14}$/)
  .transform(Number);

const send = z
  .string({ error: 'send must be the id of a send.' })
  .trim()
  .regex(/^[1-9]\d{0,14}$/, 'send must be the id of a send.')
  .transform(Number);

const ARTICLE = 'article must be the id of an article, or its address.';
const article = z.union([id, z.string().trim().max(2000).refine(isWebAddress, ARTICLE)], { error: ARTICLE });

/** Who is asked about, and what: an article or a send. The API and the command line share it. */
export const question = z
  .strictObject({ email, article: article.optional(), send: send.optional() })
  .transform(({ email, article, send }, context) => {
    if (article !== undefined && send === undefined) return { email, article, send };
    if (send !== undefined && article === undefined) return { email, article, send };
    context.addIssue({ code: 'custom', path: [article === undefined ? 'article' : 'send'], message: ONE_OF });
    return z.NEVER;
  });

export type Question = z.output<typeof question>;
