import type { OwnTemplates } from '../model.ts';
import { ownParts, ownPlan } from './digest-email.ts';
import type { DigestPress } from './digest-press.ts';
import { printedSheet } from './print-digest.ts';
import { randomDigest } from './random-digest.ts';
import { differenceOf } from './same-html.ts';
import { pressParts } from './set-digest-press.ts';
import { setPress } from './set-press.ts';
import { planOf, type Around, type Plan } from './sheet.ts';
import { wholeDigest } from './whole-digest.ts';

/** Where a digest that was put together parts from the same one compiled in one go. */
export interface DigestTemplateFault {
  /** Of the random digest that shows it. */
  seed: number;
  compiled: string;
  printed: string;
}

/**
 * Why digests cannot be printed from a template: one of its blocks depends on what stands beside it, so a block that was
 * compiled alone looks otherwise. Undefined: random digests came out the same both ways.
 * @throws AppError `template-fault` with line and reason
 */
export async function digestTemplateFault({
  templates,
  seeds,
}: {
  templates?: OwnTemplates;
  seeds: number[];
}): Promise<DigestTemplateFault | undefined> {
  for (const seed of seeds) {
    const { input, edition, own } = randomDigest(seed);
    const around = {
      more: edition.more,
      keepAsItWas: edition.keepAsItWas,
      corrections: edition.corrections ?? [],
    };
    const difference =
      (await differenceIn(
        templates,
        pressParts(input),
        (press) => planOf(press, edition.articleIds),
        around,
      )) ??
      (await differenceIn(templates, ownParts(own), () => ownPlan(own.pieces), {
        more: 0,
        keepAsItWas: undefined,
        corrections: [],
      }));
    if (difference) return { seed, compiled: difference.one, printed: difference.other };
  }
  return undefined;
}

async function differenceIn(
  templates: OwnTemplates | undefined,
  found: ReturnType<typeof pressParts>,
  plan: (press: DigestPress) => Plan,
  around: Around,
) {
  if ('fault' in found) throw new Error('A random digest has a fault.');
  const parts = { ...found, templates };
  const press = await setPress(parts);
  const { sheet, texts, html } = printedSheet(press, plan(press), around);
  return differenceOf(await wholeDigest(parts, sheet, texts, around), html.html);
}
