import { escapeHtml } from '../../platform/html/escape-html.ts';
import type { Frame } from './frame.ts';

/** How words of the publication stand in a mail in another language; empty and the same where it is one. */
export interface Foreign {
  /** Attributes of what holds them. */
  marks: string;
  /** Attributes of the mail's own words among them. */
  backMarks: string;
  /** Where their lines begin. */
  start: Frame['start'];
}

/** @param frame of the mail @param content of the publication */
export function foreignIn({ frame, content }: Record<'frame' | 'content', Frame>): Foreign {
  const { start } = content;
  if (content.lang === frame.lang) return { marks: '', backMarks: '', start };
  return {
    marks: ` lang="${escapeHtml(content.lang)}" dir="${content.dir}"`,
    backMarks: ` lang="${escapeHtml(frame.lang)}"`,
    start,
  };
}
