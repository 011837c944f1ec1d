import { clip } from '../clean-text.ts';
import { audiencePreheader } from '../frame/frame.ts';
import { directionOf, speechIn } from '../../words/index.ts';
import type { DigestPress, PressCorrection, PressStory } from './digest-press.ts';

const LONGEST = 90;
/** Lists of mails cut a long one at its beginning there. */
const LONGEST_RIGHT_TO_LEFT = 40;
/** A title has a shorter one in it, before a colon or a dash, when that has so many letters. */
const SHORTEST_TITLE = 12;
const MOST_TITLES = 2;
const SHOWN_IN_PREHEADER = 3;

/** The news first: "The night ferry stays, Free lunch for all pupils, and 5 more". */
export function headlineSubject(
  titles: string[],
  { language, contentDir }: Pick<DigestPress, 'language' | 'contentDir'>,
): string {
  const { words, language: spoken } = speechIn(language);
  const shown = titles.slice(0, contentDir === 'rtl' ? 1 : MOST_TITLES);
  const more = titles.length - shown.length;
  // Words of ours in the other direction would tear the line apart.
  const join = (parts: string[]) =>
    directionOf(spoken) === contentDir
      ? words.digest.subject(parts, more)
      : [...parts, ...(more > 0 ? [`+${more}`] : [])].join(' ');
  const limit = contentDir === 'rtl' ? LONGEST_RIGHT_TO_LEFT : LONGEST;
  let room = limit - join(shown.map(() => '')).length;
  return join(
    shown.map((title, place) => {
      const short = shortTitle(title, Math.floor(room / (shown.length - place)));
      room -= short.length;
      return short;
    }),
  );
}

/** Of a digest that carries nothing but a correction. */
export function correctionSubject(
  { title }: PressCorrection,
  { language, contentDir }: Pick<DigestPress, 'language' | 'contentDir'>,
): string {
  const { words } = speechIn(language);
  return clip(words.correction.subject(title), contentDir === 'rtl' ? LONGEST_RIGHT_TO_LEFT : LONGEST);
}

function shortTitle(title: string, limit: number): string {
  if (title.length <= limit) return title;
  const [first = ''] = title.split(/(?::| [–—|-]) /);
  if (first.length >= SHORTEST_TITLE && first.length <= limit) return first;
  return clip(title, limit);
}

/** What stands beside the subject, and what the text part begins with where nobody wrote anything. */
export function besideIt(press: DigestPress, stories: PressStory[]): { preheader: string; opening: string } {
  const { why, texts } = press;
  if (press.preheader !== '') return { preheader: press.preheader, opening: texts.opening };
  const titles = stories.map(({ title }) => title).slice(0, SHOWN_IN_PREHEADER);
  const standfirst = press.shape === 'own' ? '' : (stories[0]?.standfirst ?? '');
  if (standfirst === '') {
    const opening = titles.join(' · ');
    return { preheader: audiencePreheader(opening, why), opening: press.shape === 'own' ? '' : opening };
  }
  return {
    preheader: audiencePreheader(standfirst, [...titles.slice(1), why].join(' · ')),
    opening: standfirst,
  };
}

/** The same where there is a correction and no story. */
export function besideCorrection(
  { preheader, texts }: DigestPress,
  { about, beginning }: PressCorrection,
): { preheader: string; opening: string } {
  if (preheader !== '') return { preheader, opening: texts.opening };
  return { preheader: audiencePreheader(about, beginning), opening: about };
}
