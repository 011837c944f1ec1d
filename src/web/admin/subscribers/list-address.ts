import type { Sort } from '../../../segments/index.ts';
import { readFilter, sortField, type FilterFields } from '../../reader-filter.ts';

/** What a list of readers shows; all of it stands in its address. */
export interface ListChoice {
  filter: FilterFields;
  sort: Sort;
}

/** The newest first. */
export const USUAL_SORT: Sort = '-joined';

/** The same list with something else in place of what it has; undefined takes it away. */
export function addressOfList(
  base: string,
  { filter, sort }: ListChoice,
  other: Record<string, string | undefined> = {},
): string {
  const fields = { ...filter, sort: sort === USUAL_SORT ? undefined : sort, ...other };
  const query = new URLSearchParams(
    Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  return query.size === 0 ? base : `${base}?${query}`;
}

export const choiceOf = (query: Record<string, unknown>): ListChoice => ({
  filter: readFilter(query),
  sort: sortField.safeParse(query['sort']).data ?? USUAL_SORT,
});

/** The page of a segment, beside the list. */
export const segmentAddress = (base: string, id: string) => base.replace(/subscribers$/, `segments/${id}`);
