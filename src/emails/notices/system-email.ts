import { createHash } from 'node:crypto';
import { renderInChild } from '../compile/compile-in-child.ts';
import type { EmailParts } from '../model.ts';
import { fillHtml } from '../compile/slots.ts';

/** Enough for many publications with a few choices of topics each. */
const MAX_KEPT = 200;
const kept = new Map<string, Promise<string>>();

/**
 * A system mail whose HTML is compiled once per model: a burst of confirmations costs one MJML run. What differs from mail
 * to mail has to be a slot there; the text part is written afresh, for its lines are broken where the values stand.
 */
export async function composeSystemEmail(
  template: string,
  model: object,
  of: { subject: string; text: string; values: Record<string, string> },
): Promise<EmailParts> {
  const html = await compiledHtml(template, model);
  return { subject: of.subject, text: of.text, html: fillHtml(html, of.values) };
}

function compiledHtml(template: string, model: object): Promise<string> {
  const key = createHash('sha256')
    .update(JSON.stringify([template, model]))
    .digest('base64');
  const known = kept.get(key);
  if (known) return known;
  const compiled = renderInChild(template, { mail: model });
  kept.set(key, compiled);
  // A fault is told to whoever waits, and tried afresh for the next.
  compiled.catch(() => kept.delete(key));
  const [oldest] = kept.keys();
  if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
  return compiled;
}
