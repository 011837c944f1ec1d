import { withoutMarkers } from './compile/slots.ts';

/** One line of plain text: control characters and runs of white space become one space, slot look-alikes vanish. */
export function oneLine(text: string): string {
  return withoutMarkers(text)
    .toWellFormed()
    .replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** At most `limit` UTF-16 units, cut between words and never inside a character; an ellipsis tells of the cut. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const segments = graphemes.segment(text.slice(0, limit + 40));
  let kept = '';
  for (const { segment } of segments) {
    if (kept.length + segment.length > limit - 1) break;
    kept += segment;
  }
  const lastSpace = kept.lastIndexOf(' ');
  if (lastSpace > limit / 2) kept = kept.slice(0, lastSpace);
  return `${kept.replace(/[\s.,;:–-]+$/, '')}…`;
}

/** The address if it is an absolute http(s) one, spelled without spaces and quotes; else null (HTM-08). */
export function webUrl(url: string | null | undefined, base?: string | null): string | null {
  if (!url) return null;
  const parsed = URL.parse(withoutMarkers(url), base ?? undefined);
  return parsed && /^https?:$/.test(parsed.protocol) && !parsed.username ? parsed.href : null;
}
