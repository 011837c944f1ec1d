import type { Rhythm } from '../../words/index.ts';
import { speechIn } from '../../words/index.ts';
import type { DigestPress } from './digest-press.ts';
import type { Form, Shape } from './forms.ts';

/** What stands around the articles of a content. */
export interface Around {
  more: number;
  keepAsItWas: Rhythm | undefined;
  corrections: number[];
}

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
export const stepsOf = ({ ids }: Pick<Plan, 'ids'>): number => 2 * ids.length;

/** @param step how many stories are shortened: to their titles from the end, then away from the end. */
export function sheetOf(shape: Shape, plan: Plan, step: number): Sheet {
  const { ids, above } = plan;
  const shortened = shorten(ids, step);
  const lead = leadOf(shape, plan, shortened);
  const small = lead && lead.form !== 'lead' ? [lead] : [];
  const shown = ids.filter((id) => shortened.get(id) !== 'left-out');
  const groups = plan.groups.map(({ heading, ids: members }) => ({
    heading,
    stories: members
      .filter((id) => shown.includes(id))
      .map((id, place): Placed => ({
        id,
        form: formIn(shortened, id, place < PICTURES[shape] ? 'compact' : 'brief'),
        level: heading === '' ? 'h2' : 'h3',
      })),
  }));
  return {
    rows: shown.length > 1 ? shown.slice(0, MOST_ROWS[shape]) : [],
    above,
    lead: lead?.form === 'lead' ? lead : undefined,
    groups: [{ heading: '', stories: small }, ...groups].filter(({ stories }) => stories.length > 0),
    leftOut: ids.slice(shown.length),
  };
}

/** On a busy day all stories are alike. */
function leadOf(shape: Shape, { ids: [first], above }: Plan, shortened: Shortened): Placed | undefined {
  if (shape === 'busy-day' || first === undefined) return undefined;
  return { id: first, form: formIn(shortened, first, 'lead'), level: above.length > 0 ? 'h3' : 'h2' };
}

function formIn(shortened: Shortened, id: number, usual: Form): Form {
  const form = shortened.get(id);
  return form === undefined || form === 'left-out' ? usual : form;
}

/** How many stories of a group have a picture. */
const PICTURES: Record<Shape, number> = {
  daily: Infinity,
  weekly: 1,
  'busy-day': Infinity,
  'catch-up': 0,
  own: Infinity,
};

type Shortened = Map<number, 'compact' | 'headline' | 'left-out'>;

/** What the size of an email leaves of the stories; those that are not in it keep their form. */
function shorten(ids: number[], step: number): Shortened {
  const [first, ...others] = ids;
  const fromEnd = others.toReversed();
  const shortened: Shortened = new Map();
  for (const id of fromEnd.slice(0, step)) shortened.set(id, 'headline');
  for (const id of fromEnd.slice(0, Math.max(0, step - others.length))) shortened.set(id, 'left-out');
  const lead = step - 2 * others.length;
  if (first !== undefined && lead > 0) shortened.set(first, lead === 1 ? 'compact' : 'headline');
  return shortened;
}
