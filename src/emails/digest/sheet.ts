import { speechIn } from '../../words/index.ts';
import type { DigestPress } from './digest-press.ts';
import type { Form, Shape } from './forms.ts';

/** Articles by their ids, the most important first, and how they stand together. */
export interface Plan {
  ids: number[];
  /** Headings of an editor over the first story. */
  above: string[];
  /** What is below the first story; no heading: empty. */
  groups: { heading: string; ids: number[] }[];
}

/** What stands where in one digest. */
export interface Sheet {
  rows: number[];
  above: string[];
  lead: Placed | undefined;
  groups: { heading: string; stories: Placed[] }[];
  leftOut: number[];
}

export interface Placed {
  id: number;
  form: Form;
  level: 'h2' | 'h3';
}

/** Lines of the list on top; a single article needs none. */
const MOST_ROWS: Record<Shape, number> = { daily: 10, weekly: 5, 'busy-day': 10, 'catch-up': 7, own: 0 };

/** By the topics of a week in the order of their first article; what has none comes last. */
export function planOf(press: DigestPress, ids: number[]): Plan {
  const below = press.shape === 'busy-day' ? ids : ids.slice(1);
  if (press.shape !== 'weekly') return { ids, above: [], groups: [{ heading: '', ids: below }] };
  const byTopic = new Map<string, number[]>();
  for (const id of below) {
    const topic = press.stories[id]?.topic ?? '';
    byTopic.set(topic, [...(byTopic.get(topic) ?? []), id]);
  }
  const { further } = speechIn(press.language).words.digest;
  const named = [...byTopic].filter(([topic]) => topic !== '');
  const nameless = byTopic.get('') ?? [];
  const groups = named.map(([heading, some]) => ({ heading, ids: some }));
  const last = { heading: named.length > 0 ? further : '', ids: nameless };
  return { ids, above: [], groups: nameless.length > 0 ? [...groups, last] : groups };
}

/** How often `sheetOf` can shorten: every article twice, the last first and the lead only when all others are gone. */
export const stepsOf = ({ ids }: Plan): number => 2 * ids.length;

/** @param step how many stories are shortened: to their titles from the end, then away from the end. */
export function sheetOf(shape: Shape, plan: Plan, step: number): Sheet {
  const { ids, above } = plan;
  const shortened = shorten(ids, step);
  const shown = ids.filter((id) => shortened.get(id) !== 'left-out');
  const formOf = (id: number, usual: Form): Form => {
    const form = shortened.get(id);
    return form === undefined || form === 'left-out' ? usual : form;
  };
  const [first] = ids;
  const hasLead = shape !== 'busy-day' && first !== undefined;
  const leadForm = hasLead ? formOf(first, 'lead') : 'compact';
  const level = above.length > 0 ? 'h3' : 'h2';
  const groups = plan.groups.map(({ heading, ids: members }) => ({
    heading,
    stories: members
      .filter((id) => shortened.get(id) !== 'left-out')
      .map((id, place): Placed => ({
        id,
        form: formOf(id, place === 0 || !IS_BRIEF[shape] ? 'compact' : 'brief'),
        level: heading === '' ? 'h2' : 'h3',
      })),
  }));
  const small = hasLead && leadForm !== 'lead' ? [{ id: first, form: leadForm, level } as const] : [];
  const most = MOST_ROWS[shape];
  return {
    rows: shown.length > 1 ? shown.slice(0, most) : [],
    above,
    lead: hasLead && leadForm === 'lead' ? { id: first, form: 'lead', level } : undefined,
    groups: [{ heading: '', stories: small }, ...groups].filter(({ stories }) => stories.length > 0),
    leftOut: ids.filter((id) => shortened.get(id) === 'left-out'),
  };
}

/** Shapes of which only the first of a group has a picture. */
const IS_BRIEF: Record<Shape, boolean> = {
  daily: false,
  weekly: true,
  'busy-day': false,
  'catch-up': true,
  own: false,
};

/** What the size of an email leaves of the stories; those that are not in it keep their form. */
function shorten(ids: number[], step: number): Map<number, 'compact' | 'headline' | 'left-out'> {
  const [first, ...others] = ids;
  const fromEnd = others.toReversed();
  const shortened = new Map<number, 'compact' | 'headline' | 'left-out'>();
  for (const id of fromEnd.slice(0, step)) shortened.set(id, 'headline');
  for (const id of fromEnd.slice(0, Math.max(0, step - others.length))) shortened.set(id, 'left-out');
  const lead = step - 2 * others.length;
  if (first !== undefined && lead > 0) shortened.set(first, lead === 1 ? 'compact' : 'headline');
  return shortened;
}
