import { besideText, speechIn } from '../../words/index.ts';
import { correctionIn, storyIn, type DigestPress, type PressStory } from './digest-press.ts';
import { besideCorrection, besideIt, correctionSubject, headlineSubject } from './digest-subject.ts';
import type { Around, Plan, Sheet } from './sheet.ts';

/** More would put readers off. */
const MOST_MINUTES = 60;

/** All that is worded afresh for each edition; plain text. */
export interface Texts {
  subject: string;
  title: string;
  preheader: string;
  opening: string;
  heading: string;
  facts: string;
  note: string;
  more: string;
}

export function textsOf(press: DigestPress, { ids }: Plan, sheet: Sheet, around: Around): Texts {
  const { words } = speechIn(press.language);
  const { digest } = words;
  const stories = ids.map((id) => storyIn(press, id));
  const shown = stories.slice(0, ids.length - sheet.leftOut.length);
  const [first] = around.corrections.map((id) => correctionIn(press, id));
  const alone = stories.length === 0 ? first : undefined;
  const made = alone ? correctionSubject(alone, press) : headlineSubject(titlesOf(stories), press);
  const subject = press.subject || made;
  const more = around.more + sheet.leftOut.length;
  const notes = { 'busy-day': digest.busy(ids.length), 'catch-up': digest.afterPause };
  return {
    subject,
    title: press.title || subject,
    ...(alone ? besideCorrection(press, alone) : besideIt(press, stories)),
    heading: press.heading || (alone ? words.correction.heading : digest.busyDay(ids.length)),
    facts: press.shape === 'own' || alone ? '' : factsOf(press, shown, sheet),
    note: (!alone && notes[press.shape as keyof typeof notes]) || '',
    more: more > 0 ? words.moreOnSite(more) : '',
  };
}

const titlesOf = (stories: PressStory[]) => stories.map(({ title }) => title);

function factsOf({ language }: DigestPress, stories: PressStory[], { rows }: Sheet): string {
  const { digest } = speechIn(language).words;
  const size = besideText([digest.articles(stories.length), minutesOf(stories, digest.minutes)], language);
  const isPart = rows.length > 0 && rows.length < stories.length;
  return isPart ? besideText([size, digest.startWith(rows.length)], language, 'semicolon') : size;
}

function minutesOf(stories: PressStory[], say: (count: number) => string): string {
  if (stories.some(({ minutes }) => minutes === 0)) return '';
  const sum = stories.reduce((minutes, story) => minutes + story.minutes, 0);
  return sum > 1 && sum <= MOST_MINUTES ? say(sum) : '';
}
