import { createHash } from 'node:crypto';
import { renderInChild } from './compile-in-child.ts';
import type { CompiledEmail } from './slots.ts';

/** Enough for many publications with a few choices of topics each. */
const MAX_KEPT = 200;
const kept = new Map<string, Promise<CompiledEmail>>();

/**
 * A system mail compiled once per model: a burst of confirmations costs one MJML run. What differs from mail to mail has
 * to be a slot.
 * @param parts subject and text part, with the same slots as the model
 */
export function compileSystemEmail(
  template: string,
  model: object,
  parts: { subject: string; text: string },
): Promise<CompiledEmail> {
  const key = createHash('sha256')
    .update(JSON.stringify([template, model, parts]))
    .digest('base64');
  const known = kept.get(key);
  if (known) return known;
  const compiled = renderInChild(template, { mail: model }).then((html) => ({ ...parts, html }));
  kept.set(key, compiled);
  // A fault is told to whoever waits, and tried afresh for the next.
  compiled.catch(() => kept.delete(key));
  const [oldest] = kept.keys();
  if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
  return compiled;
}
