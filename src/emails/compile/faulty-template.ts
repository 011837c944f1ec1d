import type { LiquidError } from 'liquidjs';
import { AppError } from '../../platform/errors.ts';
import type { TemplateFault, TemplateProblem } from '../../words/index.ts';
import { variablesIn } from './variables.ts';

/** A template that makes no mail, with all that was found. */
export class FaultyTemplate extends AppError {
  readonly faults: TemplateFault[];

  constructor(message: string, faults: TemplateFault[], cause?: unknown) {
    super('template-fault', message, { cause });
    this.faults = faults;
  }
}

/** What a template lacks or must not have, wherever that is in it. */
export const faultOf = (template: string, problem: TemplateProblem): TemplateFault => ({
  ...problem,
  template,
  line: 0,
  column: 0,
});

/** What Liquid says of a template. @param name the one that was asked for; a part of it may be to blame. */
export function faultyLiquid(error: LiquidError, name: string, model: object): FaultyTemplate {
  const [line = 0, column = 0] = error.token.getPosition();
  const fault = { template: error.token.file ?? name, line, column };
  const [reason = ''] = error.message.split(', file:');
  const problem = liquidProblem(reason.replace(/, line:\d+.*$/s, ''), model);
  const message = `The template ${name} has an error: ${error.message}.`;
  return new FaultyTemplate(message, [{ ...problem, ...fault }], error);
}

const LIQUID: [RegExp, (found: string) => TemplateProblem][] = [
  [/^undefined filter: (.*)/s, (name) => ({ kind: 'unknown-filter', name })],
  [/^tag "(end.*)" not found/s, (name) => ({ kind: 'unexpected-end', name })],
  [/^tag "(.*)" not found/s, (name) => ({ kind: 'unknown-tag', name })],
  [/^(?:tag |output )"?(.*?)"? not closed/s, (what) => ({ kind: 'not-closed', what })],
  [/^ENOENT: Failed to lookup "+(.*?)"+ in/s, (name) => ({ kind: 'no-part', name })],
  [/render limit exceeded/, () => ({ kind: 'takes-too-long' })],
  [
    /(?:alloc|parse length) limit exceeded|Maximum call stack|Invalid string length/,
    () => ({ kind: 'makes-too-much' }),
  ],
];

function liquidProblem(reason: string, model: object): TemplateProblem {
  const [, name] = /^undefined variable: (.*)/s.exec(reason) ?? [];
  if (name !== undefined) return unknownVariable(name, model);
  for (const [pattern, problem] of LIQUID) {
    const found = pattern.exec(reason);
    if (found) return problem(found[1] ?? '');
  }
  return { kind: 'other', reply: reason };
}

function unknownVariable(name: string, model: object): TemplateProblem {
  const meant = closest(
    name,
    variablesIn(model).map((variable) => variable.name),
  );
  return { kind: 'unknown-variable', name, ...(meant !== undefined && { meant }) };
}

/** What looks most like a name; undefined where nothing does. */
function closest(name: string, known: string[]): string | undefined {
  let [best, fewest] = [undefined as string | undefined, Math.max(2, Math.floor(name.length / 4)) + 1];
  for (const one of known) {
    const slips = slipsBetween(name, one);
    if (slips < fewest) [best, fewest] = [one, slips];
  }
  return best;
}

/** Letters to add, take out or change. */
function slipsBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (const [place, letter] of Array.from(one).entries()) {
    const next = [place + 1];
    for (let at = 1; at <= other.length; at += 1) {
      const changed = (row[at - 1] ?? 0) + (letter === other[at - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
