import { MAX_HTML_BYTES } from '../compile/size-budget.ts';
import type { Piece } from '../compile/spots.ts';
import type { EmailParts } from '../model.ts';
import type { Rhythm } from '../../words/index.ts';
import { correctionIn, storyIn, type DigestPress } from './digest-press.ts';
import type { Form } from './forms.ts';
import { htmlOf } from './digest-html.ts';
import { textPart } from './digest-text.ts';
import { textsOf, type Texts } from './digest-words.ts';
import { planOf, sheetOf, stepsOf, type Around, type Placed, type Plan, type Sheet } from './sheet.ts';

/** One content: what all readers with the same articles get. */
export interface DigestEdition {
  /** In order; the first is the lead. */
  articleIds: number[];
  /** Beyond the maximum. */
  more: number;
  /** The readers' rhythm before the publication changed its default: a line offers it. */
  keepAsItWas?: Rhythm;
  /** On top, for readers whose mail had the mistake. */
  corrections?: number[];
}

export interface PrintedDigest extends EmailParts {
  /** What the size of an email left of some articles (HTM-01). */
  shortened: { articleId: number; form: 'compact' | 'headline' | 'left-out' }[];
  /** Those that it has room for. */
  corrections: number[];
}

/** Puts ready pieces together, with slots for what differs from reader to reader. The same edition gives the same bytes. */
export function printDigest(press: DigestPress, edition: DigestEdition): PrintedDigest {
  const { articleIds, more, keepAsItWas, corrections = [] } = edition;
  return printPlan(press, planOf(press, articleIds), {
    more,
    keepAsItWas,
    corrections: fitting(press, corrections),
  });
}

/** Corrections are never shortened, so they leave half of an email to its articles; what has no room comes in the next one. */
export const CORRECTIONS_BYTES = MAX_HTML_BYTES / 2;

/** The first goes in any case. */
function fitting(press: DigestPress, ids: number[]): number[] {
  let bytes = 0;
  return ids.filter((id, place) => {
    const { html } = correctionIn(press, id);
    if (place > 0 && bytes + html.bytes > CORRECTIONS_BYTES) return false;
    bytes += html.bytes;
    return true;
  });
}

export function printPlan(press: DigestPress, plan: Plan, around: Around): PrintedDigest {
  const { sheet, texts, html } = printedSheet(press, plan, around);
  return {
    subject: texts.subject,
    html: html.html,
    text: textPart(press, sheet, texts, around),
    shortened: shortenedIn(sheetOf(press.shape, plan, 0), sheet),
    corrections: around.corrections,
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
    const texts = textsOf(press, plan, sheet, around);
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

function shortenedIn(whole: Sheet, sheet: Sheet): PrintedDigest['shortened'] {
  const forms = new Map(placedIn(sheet).map(({ id, form }) => [id, form]));
  return placedIn(whole).flatMap(({ id, form: usual }) => {
    const form = forms.get(id) ?? 'left-out';
    return form === usual || form === 'lead' || form === 'brief' ? [] : [{ articleId: id, form }];
  });
}
