import { slot } from '../compile/slots.ts';
import { endSlots, endWords, type EndSlots, type EndWords } from '../frame/end-of-mail.ts';
import { foreignIn, type Foreign } from '../frame/foreign.ts';
import type { Frame } from '../frame/frame.ts';
import type { Notice, RhythmBlock } from '../frame/rhythm.ts';
import type { Speech } from '../../words/index.ts';
import type { Story } from './story.ts';

interface Marks {
  open: string;
  close: string;
}

/** In what a digest speaks to its readers, and in what its articles and its editor do. */
export interface Voices {
  /** In the language of the readers. */
  frame: Frame;
  speech: Speech;
  /** Why they get it. */
  why: string;
  /** In the language of the publication. */
  content: Frame;
}

/** What digest.mjml is made of. Whatever need not be there is a list, so that a press has one of each kind. */
export interface DigestModel extends Frame {
  foreign: Foreign;
  title: string;
  preheader: string;
  heading: string;
  /** How much there is to read; empty: none. */
  facts: string;
  /** Why articles come together in one mail; empty: none. */
  note: string;
  hasIntroduction: boolean;
  notices: Notice[];
  corrections: CorrectionBlock[];
  lists: { rows: (Pick<Story, 'title' | 'url'> & { number: string; marks: Marks })[] }[];
  /** Headings of the editor over the first story. */
  above: string[];
  leads: StoryBlock[];
  groups: { heading: string; stories: StoryBlock[]; marks: Marks }[];
  /** How many articles follow on the site. */
  mores: string[];
  rhythm: RhythmBlock | null;
  marks: Record<'notice' | 'list' | 'above' | 'more', Marks>;
  say: EndWords & { readStory: string; readCorrected: string; why: string };
  slots: EndSlots & { body: string };
}

export type StoryBlock = Omit<Story, 'minutes'> & { level: 'h2' | 'h3'; marks: Marks };

export interface CorrectionBlock {
  heading: string;
  about: string;
  url: string | null;
  /** HTML. */
  body: string;
  marks: Marks;
}

const NO_MARKS: Marks = { open: '', close: '' };

/** Nothing but what surrounds the stories; `parts` has the rest. */
export function digestModel(voices: Voices, parts: Partial<DigestModel>): DigestModel {
  const { frame, why } = voices;
  const { words } = voices.speech;
  return {
    ...frame,
    foreign: foreignIn(voices),
    title: '',
    preheader: '',
    heading: '',
    facts: '',
    note: '',
    hasIntroduction: false,
    notices: [],
    corrections: [],
    lists: [],
    above: [],
    leads: [],
    groups: [],
    mores: [],
    rhythm: null,
    marks: { notice: NO_MARKS, list: NO_MARKS, above: NO_MARKS, more: NO_MARKS },
    say: {
      readStory: words.digest.readStory,
      readCorrected: words.correction.button,
      ...endWords(words),
      why,
    },
    slots: { body: slot('body'), ...endSlots() },
    ...parts,
  };
}
