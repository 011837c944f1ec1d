import { z } from 'zod';
import { LONGEST_LINKS, NO_NAME } from '../../../../sends/index.ts';

const lookingQuery = z.object({
  as: z.string().trim().max(600).catch(''),
  width: z.enum(['phone', 'desktop']).catch('phone'),
  show: z.enum(['pictures', 'no-pictures', 'text']).catch('pictures'),
  dark: z.enum(['dark', 'gmail', 'outlook']).catch('dark'),
});

/** How one looks at an email. All of it is in the address, so that a view can be passed on. */
export type Looking = z.output<typeof lookingQuery>;

export const readLooking = (query: Record<string, unknown>): Looking => lookingQuery.parse(query);

/** The address of one of the ways is the reader's; the two others have names. */
export const addressIn = ({ as }: Looking): string => (as === NO_NAME || as === LONGEST_LINKS ? '' : as);

/** The page with this view; what is usual is left out. */
export function viewPath(page: string, looking: Looking): string {
  const usual = readLooking({});
  const query = new URLSearchParams(
    Object.entries(looking).filter(([name, value]) => value !== usual[name as keyof Looking]),
  );
  return query.size > 0 ? `${page}?${query}` : page;
}
