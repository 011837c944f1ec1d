import type { Template } from '../compile/render-template.ts';
import { printedSheet } from './print-digest.ts';
import { randomDigest } from './random-digest.ts';
import { differenceOf } from './same-html.ts';
import { pressParts } from './set-digest-press.ts';
import { setPress } from './set-press.ts';
import { planOf } from './sheet.ts';
import { wholeDigest } from './whole-digest.ts';

/** Where a digest that was put together parts from the same one compiled in one go. */
export interface TemplateFault {
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
  template = 'digest',
  seeds,
}: {
  template?: Template;
  seeds: number[];
}): Promise<TemplateFault | undefined> {
  for (const seed of seeds) {
    const difference = await differenceAt(seed, template);
    if (difference) return { seed, ...difference };
  }
  return undefined;
}

async function differenceAt(
  seed: number,
  template: Template,
): Promise<Omit<TemplateFault, 'seed'> | undefined> {
  const { input, edition } = randomDigest(seed);
  const parts = pressParts(input);
  if ('fault' in parts) throw new Error(`The random digest ${seed} has a fault.`);
  const press = await setPress({ ...parts, template });
  const around = { more: edition.more, keepAsItWas: edition.keepAsItWas };
  const { sheet, texts, html } = printedSheet(press, planOf(press, edition.articleIds), around);
  const whole = await wholeDigest({ ...parts, template }, sheet, texts, around);
  const difference = differenceOf(whole, html.html);
  return difference && { compiled: difference.one, printed: difference.other };
}
