import { footerText, RULE } from '../frame/footer-text.ts';
import { rhythmText } from '../frame/rhythm.ts';
import { blocksToText, paragraphs, wrap } from '../frame/text-part.ts';
import type { Written } from '../letter/written.ts';
import type { DigestModel } from './digest-model.ts';
import type { Shown } from './forms.ts';

/** What the editor wrote: some programs show the beginning of the text part beside the subject (HDR-04). */
export const openingText = ({ preheader, opening }: Written) =>
  paragraphs(wrap(preheader), blocksToText(opening)).trimEnd();

export function storyText({ topic, title, standfirst, meta, url }: Shown): string {
  const about = [topic, meta].filter(Boolean).join(' · ');
  return [wrap(title), standfirst && wrap(standfirst), about, url].filter(Boolean).join('\n');
}

export const headingText = (heading: string) => `${RULE}\n${wrap(heading)}`;

/** The rhythms, why the mail came and who sent it. */
export const endText = (model: DigestModel) =>
  paragraphs(RULE, model.rhythm && rhythmText(model.rhythm), footerText(model)).trimEnd();
