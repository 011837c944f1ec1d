import { BULK_ACTIONS, type BulkAction } from '../../../subscribers/index.ts';
import { readFilter, type FilterFields } from '../../reader-filter.ts';

/** Whom somebody picked in the list, and what for; all of it stands in the address of the page that asks. */
export interface PickedForm {
  action: BulkAction;
  /** A rhythm, the slug of a topic, or a day. */
  value: string;
  /** Undefined: all that the filter finds. */
  ids: number[] | undefined;
  filter: FilterFields;
}

/** A page of the list has no more. */
const MOST_IDS = 500;

const textOf = (sent: unknown) => (typeof sent === 'string' ? sent : '');

/** Undefined where nobody is picked, or nothing to do with them. @param sent of an address or a form. */
export function readPickedForm(sent: Record<string, unknown>): PickedForm | undefined {
  const [act = '', value = ''] = textOf(sent['act']).split(':', 2);
  const action = BULK_ACTIONS.find((one) => one === act);
  if (!action) return undefined;
  const ids = [sent['ids'] ?? []]
    .flat()
    .flatMap((text) => textOf(text).split(','))
    .filter((text) => /^[1-9]\d{0,14}$/.test(text))
    .map(Number)
    .slice(0, MOST_IDS);
  const all = sent['all'] !== undefined;
  if (!all && ids.length === 0) return undefined;
  return { action, value, ids: all ? undefined : ids, filter: all ? readFilter(sent) : {} };
}

/** As hidden fields of the form that does it. */
export const fieldsOf = ({ action, value, ids, filter }: PickedForm): Record<string, string | undefined> => ({
  ...filter,
  act: `${action}:${value}`,
  ...(ids ? { ids: ids.join(',') } : { all: '1' }),
});
