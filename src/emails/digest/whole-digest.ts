import { renderTemplate } from '../compile/render-template.ts';
import { spot } from '../compile/spots.ts';
import { noticeOf, rhythmBlock } from '../frame/rhythm.ts';
import { digestModel, type CorrectionBlock, type DigestModel, type StoryBlock } from './digest-model.ts';
import type { Texts } from './digest-words.ts';
import { shownAs } from './forms.ts';
import type { PressParts } from './set-press.ts';
import type { Around, Placed, Sheet } from './sheet.ts';

const marks = { open: '', close: '' };

/** The same digest compiled in one go, as no reader gets it: what the printed one is compared with. */
export async function wholeDigest(
  parts: PressParts,
  sheet: Sheet,
  texts: Texts,
  { keepAsItWas, corrections }: Around,
): Promise<string> {
  const { speech, written, rhythm } = parts;
  const model: DigestModel = digestModel(parts, {
    title: texts.title,
    preheader: texts.preheader,
    heading: texts.heading,
    facts: texts.facts,
    note: texts.note,
    hasIntroduction: written.blocks.length > 0,
    notices: keepAsItWas === undefined ? [] : [noticeOf(speech.words, keepAsItWas)],
    corrections: corrections.map(correctionOf),
    lists: sheet.rows.length === 0 ? [] : [{ rows: sheet.rows.map(rowOf) }],
    above: sheet.above,
    leads: sheet.lead ? [blockOf(sheet.lead)] : [],
    groups: sheet.groups.map(({ heading, stories }) => ({ heading, stories: stories.map(blockOf), marks })),
    mores: texts.more === '' ? [] : [texts.more],
    rhythm: rhythm && rhythmBlock(speech.words, rhythm),
  });
  const html = await renderTemplate({ name: 'digest', own: parts.templates }, { mail: model });
  const whole = written.toSlots(html.split(model.slots.body).join(written.blocks.join('\n')));
  return corrections.reduce((filled, id) => filled.replace(spot(`note${id}`), () => noteOf(id)), whole);

  function storyOf(id: number) {
    const story = parts.stories.get(id);
    if (!story) throw new Error(`There is no article ${id}.`);
    return story;
  }
  function correctionOf(id: number): CorrectionBlock {
    const { heading, about, url } = correctionIn(id);
    return { heading, about, url, body: spot(`note${id}`), marks };
  }
  function noteOf(id: number): string {
    const { blocks, toSlots } = correctionIn(id).written;
    return toSlots(blocks.join('\n'));
  }
  function correctionIn(id: number) {
    const correction = parts.corrections.get(id);
    if (!correction) throw new Error(`There is no correction ${id}.`);
    return correction;
  }
  function rowOf(id: number, place: number) {
    const { title, url } = storyOf(id);
    return { number: String(place + 1), title, url, marks };
  }
  function blockOf({ id, form, level }: Placed): StoryBlock {
    return { ...shownAs(storyOf(id), form, parts.shape), level, marks };
  }
}
