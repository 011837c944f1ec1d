import type { ArticleModel } from './article-model.ts';
import { footerText, RULE } from '../frame/footer-text.ts';
import { END_OF_WORDS } from '../frame/own-parts.ts';
import { followText } from '../frame/follow.ts';
import { noticeText, rhythmText } from '../frame/rhythm.ts';
import { blocksToText, paragraphs, wrap } from '../frame/text-part.ts';

/**
 * The text part, from the same model as the HTML (HDR-04). Some programs show its beginning beside the subject: so it begins
 * with the words of the preheader, and the title stands below, as the source of what was quoted.
 */
export function articleText(model: ArticleModel, blocks: string[]): string {
  const { say } = model;
  return paragraphs(
    wrap(model.standfirst),
    blocksToText(blocks),
    `${[model.title, model.byline].filter(Boolean).map(wrap).join('\n\n')}${END_OF_WORDS}`,
    model.url && `${say.readOnSite}:\n${model.url}`,
    model.commentsUrl && `${say.comment}:\n${model.commentsUrl}`,
    model.follow.links.length > 0 && followText(model.follow),
    model.related.length > 0 && relatedText(model),
    ...model.notices.map(noticeText),
    RULE,
    rhythmText(model.rhythm),
    footerText(model),
  );
}

function relatedText({ say, related }: ArticleModel): string {
  return [
    `${say.related}:`,
    ...related.map(({ title, meta, url }) => [wrap(title), meta, url].filter(Boolean).join('\n')),
  ].join('\n\n');
}
