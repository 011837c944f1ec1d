import { z } from 'zod';
import { line, requiredLine } from '../platform/input.ts';
import { publicationFields } from '../publications/index.ts';
import type { WallTime } from './wall-time.ts';

export const RHYTHMS = ['each', 'daily', 'weekly'] as const;

/** What an editor wrote, beside the send it goes out as. */
export interface Letter {
  preheader: string;
  markdown: string;
  /** Slugs of the topics whose followers get it; empty: everybody. */
  topics: string[];
  /** Only readers of this rhythm; null: all. */
  rhythm: (typeof RHYTHMS)[number] | null;
  /** Null when it was scheduled for an instant, or not at all. */
  schedule: WallTime | null;
}

/** Characters; an email shows less. */
const MAX_MARKDOWN = 100_000;

const audienceFields = z.strictObject({
  topics: z.array(requiredLine('A topic', 60)).max(50, 'Name 50 topics or fewer.').default([]),
  rhythm: z.union([z.null(), z.enum(RHYTHMS, 'The rhythm must be each, daily or weekly.')]).default(null),
});

export const newLetter = z.strictObject({
  subject: requiredLine('The subject', 250),
  preheader: line('The preheader', 250).default(''),
  markdown: z
    .string({ error: 'The markdown must be text.' })
    .max(MAX_MARKDOWN, `The markdown must have ${MAX_MARKDOWN} characters or fewer.`),
  audience: audienceFields.default({ topics: [], rhythm: null }),
});

export const letterChanges = z.strictObject({
  subject: newLetter.shape.subject.optional(),
  preheader: line('The preheader', 250).optional(),
  markdown: newLetter.shape.markdown.optional(),
  audience: audienceFields.optional(),
});

/** `at`: an instant with its offset, or a wall-clock time; without it, now. */
export const scheduleFields = z.strictObject({
  at: requiredLine('The time', 40).optional(),
  timeZone: publicationFields.shape.timeZone.optional(),
});

export type NewLetter = z.input<typeof newLetter>;
export type LetterChanges = z.input<typeof letterChanges>;
export type ScheduleInput = z.input<typeof scheduleFields>;
