import type { StrandKind, Words } from '../../words/index.ts';
import { clip } from '../clean-text.ts';
import { slot } from '../compile/slots.ts';
import { paragraphs, wrap } from './text-part.ts';

/** What an article's readers may follow; a Strand fits. */
export interface Offer {
  /** What runs through several articles; the id is such as `author:ada-berg`. */
  strands: { id: string; kind: StrandKind; name: string }[];
  /** After so many without an article of it, that ends. */
  quietDays: number;
}

/** What an article's mail says of it. */
export interface FollowBlock {
  heading: string;
  how: string;
  /** Empty: there is nothing. */
  links: { label: string; url: string }[];
}

const LONGEST_LABEL = 80;

export const followBlock = ({ follow }: Words, { strands, quietDays }: Offer): FollowBlock => ({
  heading: follow.heading,
  how: follow.how(quietDays),
  links: strands.map(({ id, kind, name }) => ({
    label: follow.link[kind](clip(name, LONGEST_LABEL)),
    url: `${slot('rhythmUrl')}/follow?of=${encodeURIComponent(id)}`,
  })),
});

export const followText = ({ heading, how, links }: FollowBlock): string =>
  paragraphs(wrap(heading), wrap(how), ...links.map(({ label, url }) => `${wrap(label)}:\n${url}`)).trimEnd();
