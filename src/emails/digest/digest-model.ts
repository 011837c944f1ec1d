import { slot } from '../compile/slots.ts';
import type { Frame } from '../frame/frame.ts';
import type { Rhythm, Speech, Words } from '../../words/index.ts';
import type { Story } from './story.ts';

interface Marks {
  open: string;
  close: string;
}

/** What digest.mjml is made of. Whatever need not be there is a list, so that a press has one of each kind. */
export interface DigestModel extends Frame {
  title: string;
  preheader: string;
  heading: string;
  /** How much there is to read; empty: none. */
  facts: string;
  /** Why articles come together in one mail; empty: none. */
  note: string;
  hasIntroduction: boolean;
  notices: Notice[];
  lists: { rows: (Pick<Story, 'title' | 'url'> & { number: string; marks: Marks })[] }[];
  /** Headings of the editor over the first story. */
  above: string[];
  leads: StoryBlock[];
  groups: { heading: string; stories: StoryBlock[]; marks: Marks }[];
  /** How many articles follow on the site. */
  mores: string[];
  rhythm: RhythmBlock | null;
  marks: Record<'notice' | 'list' | 'above' | 'more', Marks>;
  say: Pick<Words, 'unsubscribe' | 'preferences' | 'imprint'> & { readStory: string; why: string };
  slots: { body: string; unsubscribeUrl: string; preferencesUrl: string };
}

export type StoryBlock = Omit<Story, 'minutes'> & { level: 'h2' | 'h3'; marks: Marks };

/** A line for those whose rhythm the publication changed. */
export interface Notice {
  words: string;
  keep: string;
  url: string;
}

export interface RhythmBlock {
  heading: string;
  why: string;
  options: { label: string; means: string; isNow: boolean; url: string }[];
}

const NO_MARKS: Marks = { open: '', close: '' };

/** Nothing but what surrounds the stories; `parts` has the rest. */
export function digestModel(
  frame: Frame,
  { words }: Speech,
  why: string,
  parts: Partial<DigestModel>,
): DigestModel {
  return {
    ...frame,
    title: '',
    preheader: '',
    heading: '',
    facts: '',
    note: '',
    hasIntroduction: false,
    notices: [],
    lists: [],
    above: [],
    leads: [],
    groups: [],
    mores: [],
    rhythm: null,
    marks: { notice: NO_MARKS, list: NO_MARKS, above: NO_MARKS, more: NO_MARKS },
    say: {
      readStory: words.digest.readStory,
      unsubscribe: words.unsubscribe,
      preferences: words.preferences,
      imprint: words.imprint,
      why,
    },
    slots: {
      body: slot('body'),
      unsubscribeUrl: slot('unsubscribeUrl'),
      preferencesUrl: slot('preferencesUrl'),
    },
    ...parts,
  };
}

/** @param now none: the mail belongs to no rhythm. */
export function rhythmBlock({ rhythm }: Words, now: Rhythm | undefined): RhythmBlock {
  return {
    heading: rhythm.heading,
    why: now === undefined ? rhythm.whyNone : rhythm.why[now],
    options: (['each', 'daily', 'weekly'] as const).map((one) => ({
      label: one === now ? rhythm.now(rhythm.labels[one]) : rhythm.labels[one],
      means: rhythm.means[one],
      isNow: one === now,
      url: rhythmUrl(one),
    })),
  };
}

export function noticeOf({ rhythm }: Words, before: Rhythm): Notice {
  return { words: rhythm.changed[before], keep: rhythm.keep, url: rhythmUrl(before) };
}

/** A page with one button, set to this rhythm. */
const rhythmUrl = (to: Rhythm) => `${slot('rhythmUrl')}?to=${to}`;
