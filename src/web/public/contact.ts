import type { Publication } from '../../publications/index.ts';

/** Whom a reader can write to. */
export const contactOf = ({ replyTo, fromAddress }: Pick<Publication, 'replyTo' | 'fromAddress'>): string =>
  replyTo ?? fromAddress;
