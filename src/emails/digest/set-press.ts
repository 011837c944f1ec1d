import { renderTemplate } from '../compile/render-template.ts';
import { blockMarks, cutOf, fillCut, NO_CUT, spot, takeOut, wordsPiece, type Cut } from '../compile/spots.ts';
import { audiencePreheader } from '../frame/frame.ts';
import { rightToLeft, turnerOf } from '../frame/text-part.ts';
import { beginningOf, type Written } from '../letter/written.ts';
import type { OwnTemplates } from '../model.ts';
import type { Rhythm, Speech } from '../../words/index.ts';
import { noticeOf, noticeText, rhythmBlock } from '../frame/rhythm.ts';
import { digestModel, type DigestModel, type StoryBlock, type Voices } from './digest-model.ts';
import type { DigestPress, PressStory } from './digest-press.ts';
import { endText, openingText, storyText } from './digest-text.ts';
import { FORMS, kindOf, shownAs, specimenOf, type Form, type Shape } from './forms.ts';
import { correctionSpecimens, setCorrection, type Correction } from './set-corrections.ts';
import type { Story } from './story.ts';

export interface PressParts extends Voices {
  shape: Shape;
  /** What the editor wrote. */
  written: Written;
  /** Empty: made of what an edition holds. */
  subject: string;
  heading: string;
  /** Whose digest it is; null: no rhythm is offered. */
  rhythm: Rhythm | 'any' | null;
  stories: Map<number, Story>;
  corrections: Map<number, Correction>;
  templates: OwnTemplates | undefined;
}

/** Compiles the template once, with one block of each kind that is needed, and fills every story into every form. */
export async function setPress(parts: PressParts): Promise<DigestPress> {
  const { shape, frame, content, speech, written } = parts;
  const turns = { ours: turnerOf(frame), theirs: turnerOf(content) };
  const model = specimenModel(parts);
  const html = await renderTemplate({ name: 'digest', own: parts.templates }, { mail: model });
  const { rest, blocks } = takeOut(
    written.toSlots(html.split(model.slots.body).join(written.blocks.join('\n'))),
  );
  const beside = written.preheader || beginningOf(written.opening);
  return {
    shape,
    language: frame.lang,
    dir: frame.dir,
    contentDir: content.dir,
    siteUrl: frame.brand.siteUrl,
    subject: written.toSlots(parts.subject),
    title: written.toWords(parts.subject),
    heading: written.toSlots(parts.heading),
    preheader: beside === '' ? '' : written.toSlots(audiencePreheader(beside, parts.why)),
    why: parts.why,
    frame: rest,
    blocks: Object.fromEntries(BLOCKS.map((name) => [name, blocks[name] ?? NO_CUT])) as DigestPress['blocks'],
    notices: setNotices(speech, blocks['notice'] ?? NO_CUT),
    stories: Object.fromEntries(
      [...parts.stories].map(([id, story]) => [id, setStory(story, shape, blocks, turns.theirs)]),
    ),
    corrections: Object.fromEntries(
      [...parts.corrections].map(([id, correction]) => [
        id,
        setCorrection(correction, speech, blocks, turns),
      ]),
    ),
    texts: {
      opening: written.toSlots(turns.theirs(openingText(written))),
      end: frame.dir === 'rtl' ? rightToLeft(endText(model)) : endText(model),
      hasHeading: shape === 'own' || written.heading !== '',
    },
  };
}

const BLOCKS = ['list', 'above', 'group_headed', 'group_bare', 'more'] as const;

/** A digest with every kind of block in it, once, between marks. */
export function specimenModel(parts: PressParts): DigestModel {
  const { shape, speech, written, rhythm, stories, corrections } = parts;
  const { leads, below } = specimens([...stories.values()], shape);
  const isOwn = shape === 'own';
  return digestModel(parts, {
    title: spot('title'),
    preheader: spot('preheader'),
    heading: spot('heading'),
    facts: isOwn ? '' : spot('facts'),
    note: shape === 'busy-day' || shape === 'catch-up' ? spot('note') : '',
    hasIntroduction: written.blocks.length > 0,
    notices: isOwn ? [] : [{ words: spot('words'), keep: spot('keep'), url: spot('url') }],
    corrections: correctionSpecimens(corrections, sectionMarks),
    lists: isOwn ? [] : [{ rows: [rowSpecimen(true), rowSpecimen(false)] }],
    above: isOwn ? [spot('heading')] : [],
    leads,
    groups: [
      { heading: spot('heading'), stories: below, marks: sectionMarks('group_headed') },
      { heading: '', stories: below.slice(0, 1), marks: sectionMarks('group_bare') },
    ],
    mores: [spot('more')],
    rhythm: rhythm && rhythmBlock(speech.words, rhythm),
    marks: {
      notice: sectionMarks('notice'),
      list: sectionMarks('list'),
      above: sectionMarks('above'),
      more: sectionMarks('more'),
    },
  });
}

function specimens(stories: Story[], shape: Shape): { leads: StoryBlock[]; below: StoryBlock[] } {
  const found = new Map<string, StoryBlock>();
  for (const story of stories) {
    for (const form of FORMS) {
      const shown = shownAs(story, form, shape);
      const kind = kindOf(shown, form);
      const marks = form === 'lead' ? sectionMarks(kind) : blockMarks(kind);
      if (!found.has(kind)) found.set(kind, { ...specimenOf(shown), level: 'h2', marks });
    }
  }
  const ofKind = (kind: string) => [...found].filter(([name]) => name.startsWith(kind)).map(([, one]) => one);
  return { leads: ofKind('lead'), below: ofKind('story') };
}

const rowSpecimen = (hasUrl: boolean) => ({
  number: spot('number'),
  title: spot('title'),
  url: hasUrl ? spot('url') : null,
  marks: blockMarks(rowKind(hasUrl)),
});
const rowKind = (hasUrl: boolean) => `row_${hasUrl ? 1 : 0}`;

/** Between sections of MJML no bare text may stand. */
function sectionMarks(name: string) {
  const { open, close } = blockMarks(name);
  return { open: `<mj-raw>${open}</mj-raw>`, close: `<mj-raw>${close}</mj-raw>` };
}

function setStory(
  story: Story,
  shape: Shape,
  blocks: Record<string, Cut>,
  turn: (text: string) => string,
): PressStory {
  const { title, topic, standfirst, minutes, url } = story;
  const values = Object.fromEntries(
    Object.entries(story).map(([name, value]) => [name, wordsPiece(String(value ?? ''))]),
  );
  const inEach = <T>(make: (form: Form) => T) =>
    Object.fromEntries(FORMS.map((form) => [form, make(form)])) as Record<Form, T>;
  const row = fillCut(blocks[rowKind(url !== null)] ?? NO_CUT, {
    ...values,
    number: wordsPiece(spot('number')),
  });
  return {
    title,
    topic,
    standfirst,
    minutes,
    row: cutOf(row.html),
    html: inEach((form) => fillCut(blocks[kindOf(shownAs(story, form, shape), form)] ?? NO_CUT, values)),
    text: inEach((form) => turn(storyText(shownAs(story, form, shape)))),
  };
}

function setNotices({ words }: Speech, block: Cut): DigestPress['notices'] {
  const set = (before: Rhythm) => {
    const notice = noticeOf(words, before);
    const { words: said, keep, url } = notice;
    const html = fillCut(block, {
      words: wordsPiece(said),
      keep: wordsPiece(keep),
      url: wordsPiece(url),
    });
    return { html, text: noticeText(notice) };
  };
  return { each: set('each'), daily: set('daily'), weekly: set('weekly') };
}
