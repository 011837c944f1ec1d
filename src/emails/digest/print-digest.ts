import { MAX_HTML_BYTES } from '../compile/size-budget.ts';
import { fillCut, joinPieces, NOTHING, pieceOf, wordsPiece, type Piece } from '../compile/spots.ts';
import { blanksAfter } from '../frame/frame.ts';
import { paragraphs, rightToLeft, wrap } from '../frame/text-part.ts';
import type { EmailParts } from '../model.ts';
import type { Rhythm } from '../../words/index.ts';
import { storyIn, type DigestPress } from './digest-press.ts';
import type { Form } from './forms.ts';
import { headingText } from './digest-text.ts';
import { textsOf, type Texts } from './digest-words.ts';
import { planOf, sheetOf, stepsOf, type Placed, type Plan, type Sheet } from './sheet.ts';

/** One content: what all readers with the same articles get. */
export interface DigestEdition {
  /** In order; the first is the lead. */
  articleIds: number[];
  /** Beyond the maximum. */
  more: number;
  /** The readers' rhythm before the publication changed its default: a line offers it. */
  keepAsItWas?: Rhythm;
  /** Of a catch-up: articles that are not shown. */
  beyond?: number;
}

export interface PrintedDigest extends EmailParts {
  /** What the size of an email left of some articles (HTM-01). */
  shortened: { articleId: number; form: 'compact' | 'headline' | 'left-out' }[];
}

/** Puts ready pieces together, with slots for what differs from reader to reader. The same edition gives the same bytes. */
export function printDigest(press: DigestPress, edition: DigestEdition): PrintedDigest {
  const { articleIds, more, beyond = 0, keepAsItWas } = edition;
  return printPlan(press, planOf(press, articleIds), { more: more + beyond, keepAsItWas });
}

export interface Around {
  more: number;
  keepAsItWas: Rhythm | undefined;
}

export function printPlan(press: DigestPress, plan: Plan, around: Around): PrintedDigest {
  const { sheet, texts, html } = printedSheet(press, plan, around);
  return {
    subject: texts.subject,
    html: html.html,
    text: textPart(press, sheet, texts, around),
    shortened: shortenedIn(sheetOf(press.shape, plan, 0), sheet),
  };
}

interface Printed {
  sheet: Sheet;
  texts: Texts;
  html: Piece;
}

/** Shortens as little as the size budget asks for. */
export function printedSheet(press: DigestPress, plan: Plan, around: Around): Printed {
  const print = (step: number): Printed => {
    const sheet = sheetOf(press.shape, plan, step);
    const texts = textsOf(press, plan, sheet, around.more);
    return { sheet, texts, html: htmlOf(press, sheet, texts, around) };
  };
  const whole = print(0);
  const over = whole.html.bytes - MAX_HTML_BYTES;
  if (over <= 0) return whole;
  const last = stepsOf(plan);
  let step = Math.min(last, stepThatSaves(press, plan, whole.sheet, over));
  let fitting = print(step);
  // The guess counts no lines around the stories, so it is a step or two too small or too large.
  while (fitting.html.bytes > MAX_HTML_BYTES && step < last) fitting = print((step += 1));
  for (; step > 1; step -= 1) {
    const longer = print(step - 1);
    if (longer.html.bytes > MAX_HTML_BYTES) break;
    fitting = longer;
  }
  return fitting;
}

/** How often to shorten until the stories alone have lost so many octets. */
function stepThatSaves(press: DigestPress, { ids }: Plan, whole: Sheet, over: number): number {
  const usual = new Map(placedIn(whole).map(({ id, form }) => [id, form]));
  const fromEnd = ids.slice(1).toReversed();
  const bytes = (id: number, form: Form) => storyIn(press, id).html[form].bytes;
  const savings = [
    ...fromEnd.map((id) => bytes(id, usual.get(id) ?? 'compact') - bytes(id, 'headline')),
    ...fromEnd.map((id) => bytes(id, 'headline')),
  ];
  let saved = 0;
  const step = savings.findIndex((some) => (saved += some) >= over);
  return step < 0 ? stepsOf({ ids }) : step + 1;
}

const placedIn = ({ lead, groups }: Sheet): Placed[] => [
  ...(lead ? [lead] : []),
  ...groups.flatMap(({ stories }) => stories),
];

function htmlOf(press: DigestPress, sheet: Sheet, texts: Texts, { keepAsItWas }: Around): Piece {
  const { blocks } = press;
  const rows = sheet.rows.map((id, place) =>
    fillCut(storyIn(press, id).row, { number: wordsPiece(String(place + 1)) }),
  );
  const groups = sheet.groups.map(({ heading, stories }) =>
    fillCut(heading === '' ? blocks.group_bare : blocks.group_headed, {
      heading: wordsPiece(heading),
      story: joinPieces(stories.map((placed) => placedHtml(press, placed))),
    }),
  );
  const above = sheet.above.map((heading) => fillCut(blocks.above, { heading: wordsPiece(heading) }));
  return fillCut(press.frame, {
    title: wordsPiece(texts.title),
    preheader: joinPieces([wordsPiece(texts.preheader), pieceOf(blanksAfter(texts.preheader))]),
    heading: wordsPiece(texts.heading),
    facts: wordsPiece(texts.facts),
    note: wordsPiece(texts.note),
    notice: keepAsItWas === undefined ? NOTHING : press.notices[keepAsItWas].html,
    list: rows.length === 0 ? NOTHING : fillCut(blocks.list, { row: joinPieces(rows) }),
    above: joinPieces(above),
    lead: sheet.lead ? placedHtml(press, sheet.lead) : NOTHING,
    group: joinPieces(groups),
    more: texts.more === '' ? NOTHING : fillCut(blocks.more, { more: wordsPiece(texts.more) }),
  });
}

function placedHtml(press: DigestPress, { id, form, level }: Placed): Piece {
  const piece = storyIn(press, id).html[form];
  if (level === 'h2') return piece;
  return { ...piece, html: piece.html.replace('<h2', '<h3').replace('</h2>', '</h3>') };
}

function textPart(press: DigestPress, sheet: Sheet, texts: Texts, { keepAsItWas }: Around): string {
  const storyText = ({ id, form }: Placed) => storyIn(press, id).text[form];
  const own = press.shape === 'own';
  const text = paragraphs(
    press.texts.opening || wrap(texts.opening),
    !own && wrap(texts.heading),
    keepAsItWas && press.notices[keepAsItWas].text,
    wrap(texts.facts),
    wrap(texts.note),
    sheet.rows.map((id, place) => wrap(`${place + 1}. ${storyIn(press, id).title}`)).join('\n'),
    ...sheet.above.map(headingText),
    sheet.lead && storyText(sheet.lead),
    ...sheet.groups.flatMap(({ heading, stories }) => [
      heading !== '' && headingText(heading),
      ...stories.map(storyText),
    ]),
    texts.more !== '' && `${texts.more}:\n${press.siteUrl}`,
    press.texts.end,
  );
  return press.dir === 'rtl' ? rightToLeft(text) : text;
}

function shortenedIn(whole: Sheet, sheet: Sheet): PrintedDigest['shortened'] {
  const forms = new Map(placedIn(sheet).map(({ id, form }) => [id, form]));
  return placedIn(whole).flatMap(({ id, form: usual }) => {
    const form = forms.get(id) ?? 'left-out';
    return form === usual || form === 'lead' || form === 'brief' ? [] : [{ articleId: id, form }];
  });
}
