import { serveParent } from '../platform/serve-parent.ts';
import type { CleanJob, Cleaned } from './clean-in-child.ts';
import { cleanHtml, firstImage } from './parsing/clean-html.ts';

serveParent(({ summary, html, url }: CleanJob): Cleaned => {
  const clean = (source: string) => cleanHtml(source.replaceAll('\u0000', '').toWellFormed(), url);
  const cleaned = { summary: clean(summary), html: clean(html) };
  return { ...cleaned, image: firstImage(cleaned.html) ?? firstImage(cleaned.summary) };
});
