import { z } from 'zod';
import { isTimeZone } from '../../../platform/time-zone.ts';
import { languagesOf, type Publication, type Topic } from '../../../publications/index.ts';
import { RHYTHMS } from '../../../rhythms/index.ts';
import type { Subscriber, SubscriberChanges } from '../../../subscribers/index.ts';
import type { PreferencesWords } from '../../../words/index.ts';

/** What the form shows: as it is stored, or as it was typed. */
export interface ShownChoices {
  name: string;
  rhythm: string;
  localHour: string;
  timeZone: string;
  busyDayCap: string;
  language: string;
  scope: string;
  /** Slugs. */
  topics: string[];
}

const text = (value: number | string | null) => (value === null ? '' : String(value));

export function storedChoices(subscriber: Subscriber, topics: Topic[]): ShownChoices {
  const followed = topics.filter(({ id }) => subscriber.topicIds.includes(id));
  return {
    name: subscriber.name,
    rhythm: subscriber.rhythm,
    localHour: text(subscriber.localHour),
    timeZone: text(subscriber.timeZone),
    busyDayCap: text(subscriber.busyDayCap),
    language: text(subscriber.language),
    scope: followed.length === 0 ? 'all' : 'some',
    topics: followed.map(({ slug }) => slug),
  };
}

/** What was typed, to show again beside a message; fields that were not sent are as they are stored. */
export function typedChoices(body: unknown, stored: ShownChoices): ShownChoices {
  const { topics, ...fields } = (body ?? {}) as Record<string, unknown>;
  const typed = Object.entries(fields).filter(([, value]) => typeof value === 'string');
  const isNamed = topics !== undefined || fields['scope'] !== undefined;
  return {
    ...stored,
    ...Object.fromEntries(typed),
    topics: isNamed ? [topics].flat().filter((slug) => typeof slug === 'string') : stored.topics,
  };
}

/** Field of the form with the choices it was opened with, as JSON. */
export const BEFORE = 'before';

/**
 * What was changed since the form was opened, so that one that was open elsewhere, or with a robot, takes nothing back (CNF-05). A form
 * that does not say what it was opened with changes all that it names.
 */
export function ownChoices(body: unknown): Record<string, unknown> {
  const { [BEFORE]: before, ...fields } = asForm(body);
  const opened = openedWith(before);
  if (!opened) return fields;
  const sameScope = fields['scope'] === opened['scope'];
  const hasSameTopics = sameScope && asList(fields['topics']) === asList(opened['topics']);
  return Object.fromEntries(
    Object.entries(fields).filter(([name, value]) =>
      name === 'scope' || name === 'topics' ? !hasSameTopics : value !== opened[name],
    ),
  );
}

/** JSON has numbers, and null for the choice of the publication. */
const asForm = (body: unknown): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(body ?? {}).map(([name, value]: [string, unknown]) => [
      name,
      typeof value === 'number' || value === null ? text(value) : value,
    ]),
  );

const asList = (topics: unknown) => JSON.stringify([topics ?? []].flat().map(String).toSorted());

function openedWith(before: unknown): Record<string, unknown> | undefined {
  try {
    const opened: unknown = JSON.parse(String(before));
    return typeof opened === 'object' && opened !== null ? { ...opened } : undefined;
  } catch {
    return undefined;
  }
}

/** What the publication offers, and what the reader has. */
export function languagesToChoose(
  publication: Publication,
  { language }: Pick<Subscriber, 'language'>,
): string[] {
  const offered: string[] = languagesOf(publication);
  return [...new Set([...offered, ...(language === null ? [] : [language])])];
}

/** An empty choice is the publication's. */
const orPublics = <Inner extends z.ZodType>(inner: Inner) =>
  z.union([z.literal('').transform(() => null), inner]).optional();

const wholeNumber = (most: number, message: string) =>
  z
    .string()
    .regex(/^\d{1,2}$/, message)
    .transform(Number)
    .refine((number) => number <= most, message);

/** The form; what is left out of it stays as it is. */
export function choicesForm(known: Topic[], languages: string[], { faults }: PreferencesWords) {
  const slugs = z.preprocess(
    (value) => (value === undefined ? undefined : [value].flat()),
    z.array(z.string()).optional(),
  );
  return z
    .object({
      name: z
        .string()
        .trim()
        .max(100, faults.name)
        .regex(/^[^\p{Cc}\u2028\u2029]*$/u, faults.name)
        .optional(),
      rhythm: z.enum(RHYTHMS, faults.rhythm).optional(),
      localHour: orPublics(wholeNumber(23, faults.hour)),
      timeZone: orPublics(z.string().max(60).refine(isTimeZone, faults.zone)),
      busyDayCap: orPublics(wholeNumber(50, faults.cap)),
      language: orPublics(z.string().refine((tag) => languages.includes(tag), faults.language)),
      scope: z.enum(['all', 'some']).optional(),
      topics: slugs,
    })
    .transform(({ scope, topics, ...choices }, context) => {
      const topicIds = topicIdsOf(scope, topics, known);
      if (Array.isArray(topicIds) || topicIds === undefined) return { ...choices, topicIds };
      context.addIssue({ code: 'custom', path: ['topics'], message: faults[topicIds] });
      return z.NEVER;
    });
}

function topicIdsOf(
  scope: 'all' | 'some' | undefined,
  slugs: string[] | undefined,
  known: Topic[],
): number[] | 'noTopic' | 'goneTopic' | undefined {
  if (scope === 'all') return [];
  if (scope === undefined && slugs === undefined) return undefined;
  const ids = (slugs ?? []).map((slug) => known.find((topic) => topic.slug === slug)?.id);
  if (ids.includes(undefined)) return 'goneTopic';
  if (scope === 'some' && ids.length === 0) return 'noTopic';
  return [...new Set(ids)].filter((id) => id !== undefined);
}

/** Only what differs: a choice that was there already is none that somebody made now. */
export function changesTo(subscriber: Subscriber, choices: SubscriberChanges): SubscriberChanges {
  const differs = ([field, value]: [string, unknown]) => {
    const stored = subscriber[field as keyof SubscriberChanges];
    return value !== undefined && JSON.stringify(value) !== JSON.stringify(stored);
  };
  return Object.fromEntries(Object.entries(choices).filter(differs));
}
