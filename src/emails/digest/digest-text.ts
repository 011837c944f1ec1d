import { footerText, RULE } from '../frame/footer-text.ts';
import { END_OF_WORDS } from '../frame/own-parts.ts';
import { rhythmText } from '../frame/rhythm.ts';
import { blocksToText, paragraphs, turnerOf, wrap } from '../frame/text-part.ts';
import type { Written } from '../letter/written.ts';
import type { DigestModel } from './digest-model.ts';
import { correctionIn, storyIn, type DigestPress } from './digest-press.ts';
import type { Texts } from './digest-words.ts';
import type { Shown } from './forms.ts';
import type { Around, Placed, Sheet } from './sheet.ts';

/** What the editor wrote: some programs show the beginning of the text part beside the subject (HDR-04). */
export const openingText = ({ preheader, opening }: Written) =>
  paragraphs(wrap(preheader), blocksToText(opening)).trimEnd();

export function storyText({ topic, title, standfirst, meta, url }: Shown): string {
  const about = [topic, meta].filter(Boolean).join(' · ');
  return [wrap(title), standfirst && wrap(standfirst), about, url].filter(Boolean).join('\n');
}

const headingText = (heading: string) => `${RULE}\n${wrap(heading)}`;

/** The rhythms, why the mail came and who sent it. */
export const endText = (model: DigestModel) =>
  paragraphs(END_OF_WORDS + RULE, model.rhythm && rhythmText(model.rhythm), footerText(model)).trimEnd();

/** The text part, of ready pieces: it begins with the words that the preheader begins with (HDR-04). */
export function textPart(
  press: DigestPress,
  sheet: Sheet,
  texts: Texts,
  { keepAsItWas, corrections }: Around,
): string {
  const textOf = ({ id, form }: Placed) => storyIn(press, id).text[form];
  const ours = turnerOf(press);
  const theirs = turnerOf({ dir: press.contentDir });
  return paragraphs(
    press.texts.opening || theirs(wrap(texts.opening)),
    !press.texts.hasHeading && ours(wrap(texts.heading)),
    keepAsItWas && ours(press.notices[keepAsItWas].text),
    ours(wrap(texts.facts)),
    ours(wrap(texts.note)),
    ...corrections.map((id) => correctionIn(press, id).text),
    theirs(sheet.rows.map((id, place) => wrap(`${place + 1}. ${storyIn(press, id).title}`)).join('\n')),
    ...sheet.above.map(headingText).map(theirs),
    sheet.lead && textOf(sheet.lead),
    ...sheet.groups.flatMap(({ heading, stories }) => [
      heading !== '' && theirs(headingText(heading)),
      ...stories.map(textOf),
    ]),
    texts.more !== '' && ours(`${texts.more}:\n${press.siteUrl}`),
    press.texts.end,
  );
}
