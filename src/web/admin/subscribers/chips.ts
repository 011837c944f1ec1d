import { RHYTHMS } from '../../../rhythms/index.ts';
import { SUBSCRIBER_STATUSES } from '../../../subscribers/index.ts';
import type { Topic } from '../../../publications/index.ts';
import type { Desk } from '../../../words/index.ts';
import type { FilterFields } from '../../reader-filter.ts';

export type FilterName = Exclude<keyof FilterFields, 'q' | 'segment'>;

interface Choice {
  value: string;
  text: string;
}

/** A filter with its label; without options it is typed. */
export interface FilterControl {
  name: FilterName;
  label: string;
  options?: Choice[];
}

const DAYS = [1, 7, 30, 90, 365];

/** Every filter in the order in which it is shown. */
export function filterControls({ words }: Desk, topics: Topic[]): FilterControl[] {
  const say = words.subscribers;
  const either = [
    { value: 'yes', text: say.yes },
    { value: 'no', text: say.no },
  ];
  return [
    {
      name: 'status',
      label: say.status,
      options: SUBSCRIBER_STATUSES.map((value) => ({ value, text: say.statuses[value] })),
    },
    {
      name: 'topic',
      label: say.topic,
      options: topics.map(({ slug, name }) => ({ value: slug, text: name })),
    },
    {
      name: 'rhythm',
      label: say.rhythm,
      options: RHYTHMS.map((value) => ({ value, text: say.rhythms[value] })),
    },
    {
      name: 'joined',
      label: say.joined,
      options: DAYS.map((days) => ({ value: String(days), text: say.lastDays(days) })),
    },
    { name: 'source', label: say.source },
    { name: 'domain', label: say.domain },
    { name: 'language', label: say.language },
    { name: 'paused', label: say.paused, options: either },
    { name: 'bounced', label: say.bounced, options: either },
  ];
}

/** What a filter is set to, as people read it. */
export function shownValue({ words }: Desk, { name, options }: FilterControl, value: string): string {
  const known = options?.find((option) => option.value === value)?.text;
  return known ?? (name === 'joined' ? words.subscribers.lastDays(Number(value)) : value);
}
