import { RHYTHMS, type Rhythm } from '../rhythms/index.ts';
import { z } from 'zod';
import { line, requiredLine } from '../platform/input.ts';
import { storable } from '../platform/storable.ts';
import { publicationFields } from '../publications/index.ts';
import type { WallTime } from './wall-time.ts';

/** What readers read. */
export interface LetterTexts {
  subject: string;
  preheader: string;
  markdown: string;
}

export interface LetterAudience {
  /** Slugs of the topics whose followers get it; empty: everybody. */
  topics: string[];
  /** Only readers of this rhythm; null: all. */
  rhythm: Rhythm | null;
  /** Only readers of the segment with this number, as it is when the letter goes out; null: all. */
  segment: number | null;
}

/** Before anybody chose. */
export const EVERYBODY: LetterAudience = { topics: [], rhythm: null, segment: null };

/** What an editor wrote, beside the send it goes out as. */
export interface Letter extends LetterAudience {
  preheader: string;
  markdown: string;
  /** Counts the changes, from 1 on. */
  version: number;
  /** When it was last changed. */
  writtenAt: Date;
  /** Null when it was scheduled for an instant, or not at all. */
  schedule: WallTime | null;
}

/** Characters that go out; mail programs show less. */
export const MOST_CHARACTERS = { subject: 250, preheader: 250, markdown: 100_000 };

const audienceFields = z.strictObject({
  topics: z.array(requiredLine('A topic', 60)).max(50, 'Name 50 topics or fewer.').default([]),
  rhythm: z.union([z.null(), z.enum(RHYTHMS, 'The rhythm must be each, daily or weekly.')]).default(null),
  segment: z
    .union([z.null(), z.int('The segment must be its number.').min(1, 'The segment must be its number.')])
    .default(null)
    .describe('Only readers of this segment, as it is when the send goes out'),
});

export const newLetter = z.strictObject({
  subject: requiredLine('The subject', MOST_CHARACTERS.subject),
  preheader: line('The preheader', MOST_CHARACTERS.preheader).default(''),
  markdown: z
    .string({ error: 'The markdown must be text.' })
    .max(MOST_CHARACTERS.markdown, `The markdown must have ${MOST_CHARACTERS.markdown} characters or fewer.`),
  audience: audienceFields.default(EVERYBODY),
});

export const letterChanges = z.strictObject({
  subject: newLetter.shape.subject.optional(),
  preheader: line('The preheader', MOST_CHARACTERS.preheader).optional(),
  markdown: newLetter.shape.markdown.optional(),
  audience: audienceFields.optional(),
});

/** A draft holds more than a letter may, so that nobody's words are refused. */
const unfinished = (name: string, goesOut: string, maximum: number) =>
  z
    .string({ error: `${name} must be text.` })
    .max(maximum, `${name} must have ${maximum} characters or fewer, also in a draft.`)
    .describe(`${goesOut} when it goes out; a draft may hold more`)
    .optional();

/** What somebody is writing, before anybody asks whether it can go out. */
export const draftFields = z.strictObject({
  subject: unfinished('The subject', `One line of 1 to ${MOST_CHARACTERS.subject} characters`, 5000),
  preheader: unfinished('The preheader', `One line of ${MOST_CHARACTERS.preheader} characters at most`, 5000),
  markdown: unfinished(
    'The markdown',
    `${MOST_CHARACTERS.markdown} characters at most`,
    5 * MOST_CHARACTERS.markdown,
  ),
  audience: audienceFields.optional(),
});

/** The same as it can be stored: one kind of line end, none in what is one line. */
export const storableDraft = draftFields.transform(({ subject, preheader, markdown, audience }) => ({
  subject: subject === undefined ? undefined : oneLine(subject),
  preheader: preheader === undefined ? undefined : oneLine(preheader),
  markdown: markdown === undefined ? undefined : storable(markdown).replace(/\r\n?/g, '\n'),
  audience,
}));

const oneLine = (text: string) => storable(text).replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ');

/** The version of a draft that somebody has before them. */
export const seenVersion = z
  .int('The version must be a whole number.')
  .min(1, 'The version must be 1 or more.');

/** `at`: an instant with its offset, or a wall-clock time; without it, now. At least `undoSeconds` are left to take it back. */
export const scheduleFields = z.strictObject({
  at: requiredLine('The time', 40).optional(),
  timeZone: publicationFields.shape.timeZone.optional(),
  version: seenVersion.optional().describe('409 when the letter has changed since this version'),
  undoSeconds: publicationFields.shape.undoSeconds.default(0),
});

export type NewLetter = z.input<typeof newLetter>;
export type LetterChanges = z.input<typeof letterChanges>;
export type DraftFields = z.input<typeof draftFields>;
export type ScheduleInput = z.input<typeof scheduleFields>;
