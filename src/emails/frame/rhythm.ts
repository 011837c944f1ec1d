import { slot } from '../compile/slots.ts';
import type { Rhythm, Words } from '../../words/index.ts';
import { paragraphs, wrap } from './text-part.ts';

/** How many mails there could be, with the present rhythm marked, and a pause. */
export interface RhythmBlock {
  heading: string;
  why: string;
  options: { label: string; means: string; mark: '●' | '○' | ''; url: string }[];
}

/** A line for those whose rhythm the publication changed. */
export interface Notice {
  words: string;
  keep: string;
  url: string;
}

const RHYTHMS: Rhythm[] = ['each', 'daily', 'weekly'];

/** @param now `any`: the mail belongs to no rhythm. */
export function rhythmBlock({ rhythm }: Words, now: Rhythm | 'any'): RhythmBlock {
  return {
    heading: rhythm.heading,
    why: now === 'any' ? rhythm.whyNone : rhythm.why[now],
    options: [
      ...RHYTHMS.map((one) => ({
        label: one === now ? rhythm.now(rhythm.labels[one]) : rhythm.labels[one],
        means: rhythm.means[one],
        mark: one === now ? ('●' as const) : ('○' as const),
        url: rhythmUrl(one),
      })),
      { label: rhythm.pause, means: rhythm.untilDate, mark: '', url: `${slot('preferencesUrl')}#pause` },
    ],
  };
}

export function noticeOf({ rhythm }: Words, before: Rhythm): Notice {
  return { words: rhythm.changed[before], keep: rhythm.keep, url: rhythmUrl(before) };
}

/** A page with one button, set to this rhythm. */
const rhythmUrl = (to: Rhythm) => `${slot('rhythmUrl')}?to=${to}`;

export function rhythmText({ heading, why, options }: RhythmBlock): string {
  const lines = options.map(({ label, means, mark, url }) =>
    mark === '●' ? `* ${label}: ${means}` : `${label}: ${means}\n${url}`,
  );
  return paragraphs(wrap(heading), wrap(why), ...lines).trimEnd();
}

export const noticeText = ({ words, keep, url }: Notice) => `${wrap(words)}\n${keep}:\n${url}`;
