import { serveParent } from '../../platform/processes/serve-parent.ts';
import type { CleanJob, Cleaned } from './clean-in-child.ts';
import { asWindows1252 } from './decode-bytes.ts';
import { cleanHtml, firstImage } from './clean-html.ts';

serveParent(({ summary, html, url, title }: CleanJob): Cleaned => {
  const clean = (source: string) =>
    cleanHtml(asWindows1252(source.replaceAll('\u0000', '')).toWellFormed(), url, { page: url, title });
  const cleaned = { summary: clean(summary), html: clean(html) };
  return { ...cleaned, image: firstImage(cleaned.html) ?? firstImage(cleaned.summary) };
});
