import type { Cut, Piece } from '../compile/spots.ts';
import type { Rhythm } from '../../words/index.ts';
import type { Form, Shape } from './forms.ts';

/** Ready pieces of every digest of one day, language and shape; plain JSON. `printDigest` puts them together. */
export interface DigestPress {
  shape: Shape;
  language: string;
  dir: 'ltr' | 'rtl';
  /** Of what articles and editor say. */
  contentDir: 'ltr' | 'rtl';
  siteUrl: string;
  /** The editor's; empty: made of the headlines. `title` is the same without a reader's name. */
  subject: string;
  title: string;
  /** Empty: it tells how many articles there are. */
  heading: string;
  /** What stands beside the subject where an editor wrote something; empty: made of an edition. */
  preheader: string;
  /** Why the reader gets it. */
  why: string;
  frame: Cut;
  blocks: Record<'list' | 'above' | 'group_headed' | 'group_bare' | 'more', Cut>;
  notices: Record<Rhythm, { html: Piece; text: string }>;
  stories: Record<number, PressStory>;
  corrections: Record<number, PressCorrection>;
  /** Of the text part what is above and below the stories, and whether the heading is among it or is the subject. */
  texts: { opening: string; end: string; hasHeading: boolean };
}

export interface PressStory {
  title: string;
  topic: string;
  standfirst: string;
  minutes: number;
  /** A line of the list on top; its number goes between. */
  row: Cut;
  html: Record<Form, Piece>;
  text: Record<Form, string>;
}

export interface PressCorrection {
  title: string;
  about: string;
  /** Of the note. */
  beginning: string;
  html: Piece;
  text: string;
}

export function storyIn(press: DigestPress, id: number): PressStory {
  const story = press.stories[id];
  if (!story) throw new Error(`The press has no article ${id}.`);
  return story;
}

export function correctionIn(press: DigestPress, id: number): PressCorrection {
  const correction = press.corrections[id];
  if (!correction) throw new Error(`The press has no correction ${id}.`);
  return correction;
}
