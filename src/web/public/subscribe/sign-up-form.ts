import { z } from 'zod';
import type { Publication, Topic } from '../../../publications/index.ts';
import type { Rhythm } from '../../../rhythms/index.ts';
import { signUpFields } from '../../../subscribers/index.ts';
import { languageFor, type ReaderSpeech } from '../../../words/index.ts';
import { ANSWER } from './require-check.ts';

/** A field that stays empty unless a program fills in everything it finds (BOMB-03). */
export const TRAP = 'leave_this_empty';

type Channel = 'form' | 'json';

/** What somebody can choose in a box. */
interface Choices {
  topics: Topic[];
  /** Newsletters that can be had with it. */
  beside: Publication[];
}

const MOST_KEPT = 200;
const kept = new Map<string, ReturnType<typeof makeForm>>();

/** The box's fields, from a form or JSON; fields we do not know are let pass, because sites add their own. */
export function signUpForm({ topics, beside }: Choices, channel: Channel) {
  // A schema is compiled when it is first used, which takes far longer than to use it.
  const slugs = beside.map(({ slug }) => slug);
  const key = JSON.stringify([channel, topics.map(({ id, slug }) => [id, slug]), slugs]);
  const known = kept.get(key);
  if (known) return known;
  const form = makeForm(topics, slugs, channel);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, form);
  return form;
}

/** @param beside slugs */
function makeForm(topics: Pick<Topic, 'id' | 'slug'>[], beside: string[], channel: Channel) {
  const fields = signUpFields(topics);
  return z.preprocess(
    asGiven,
    z.object({
      ...fields,
      // The reader of a form did not type these and cannot mend them.
      ...(channel === 'form' && {
        timeZone: fields.timeZone.catch(null),
        language: fields.language.catch(null),
      }),
      also: alsoField(beside).default([]),
      preset: shortText,
      stamp: shortText,
      frame: shortText,
      [ANSWER]: z.string().max(4000).catch('').default(''),
      // Whether the next page, or the box, should know the address: programs that do not ask get the same bytes for all.
      ticket: z
        .unknown()
        .optional()
        .transform((wanted) => wanted === true || wanted === '1'),
      [TRAP]: shortText,
    }),
  );
}

/**
 * What somebody chose: a program says what it wants; in a form, the choice that was set when it was shown is none that anybody made.
 */
export function chosenRhythm(
  channel: 'form' | 'json',
  { rhythm, preset }: { rhythm: Rhythm | null; preset: string },
  { defaultRhythm }: Pick<Publication, 'defaultRhythm'>,
): Rhythm | null {
  return channel === 'form' && rhythm === (preset || defaultRhythm) ? null : rhythm;
}

/** The language of the page that somebody signed up on; null: the publication's, which nobody chose. */
export const chosenLanguage = ({ language }: ReaderSpeech, publication: Publication): string | null =>
  languageFor(language, publication.language) === publication.language ? null : language;

/**
 * The fields that somebody gave. What a page adds of its own, the reader cannot mend: an empty field counts as none, one that
 * comes twice counts once, and a page's long address is cut.
 */
function asGiven(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const given = Object.entries(body).flatMap(([field, value]: [string, unknown]) => {
    if (field === 'topics' || field === 'also')
      return [[field, [value ?? []].flat().filter((slug) => slug !== '')]];
    const [first = null] = Array.isArray(value) ? value.filter((one) => one !== '') : [value];
    if (first === null || (first === '' && field !== 'email')) return [];
    return [[field, field === 'source' && typeof first === 'string' ? oneLine(first) : first]];
  });
  return Object.fromEntries(given);
}

const alsoField = (beside: string[]) =>
  z
    .array(
      z.string().refine((slug) => beside.includes(slug), 'There is no such newsletter to get with this one.'),
    )
    .max(20, 'These are more newsletters than there are.');

const oneLine = (text: string) =>
  text
    .replaceAll(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ')
    .slice(0, 500)
    .replace(/[\ud800-\udbff]$/, '');

const shortText = z.string().max(200).catch('').default('');

/** What was typed, to show again beside a message. */
export interface Typed {
  email: string;
  rhythm: string;
  timeZone: string;
  topics: string[];
  also: string[];
}

export function typedIn(body: unknown): Typed {
  const fields = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const { email, topics, also, rhythm, timeZone } = fields;
  const texts = (value: unknown) => [value].flat().filter((one) => typeof one === 'string');
  const text = (value: unknown) => (typeof value === 'string' ? value.slice(0, 320) : '');
  return {
    email: text(email),
    rhythm: text(rhythm),
    timeZone: text(timeZone),
    topics: texts(topics),
    also: texts(also),
  };
}
