import type { ArticleModel } from './article-model.ts';
import { blocksToText, paragraphs, wrap } from '../frame/text-part.ts';

const RULE = '-'.repeat(40);

/**
 * The text part, from the same model as the HTML (HDR-04). Some programs show its beginning beside the subject: so it begins
 * with the words of the preheader, and the title stands below, as the source of what was quoted.
 */
export function articleText(model: ArticleModel, blocks: string[]): string {
  const { say, slots, brand } = model;
  return paragraphs(
    wrap(model.standfirst),
    blocksToText(blocks),
    wrap(model.title),
    wrap(model.byline),
    model.url && `${say.readOnSite}:\n${model.url}`,
    model.commentsUrl && `${say.comment}:\n${model.commentsUrl}`,
    model.related.length > 0 && relatedText(model),
    RULE,
    wrap(say.why),
    `${say.unsubscribe}:\n${slots.unsubscribeUrl}`,
    `${say.preferences}:\n${slots.preferencesUrl}`,
    brand.imprintUrl && `${say.imprint}:\n${brand.imprintUrl}`,
    brand.privacy && `${brand.privacy.word}:\n${brand.privacy.url}`,
    [brand.name, ...model.address].map(wrap).join('\n'),
  );
}

function relatedText({ say, related }: ArticleModel): string {
  return [`${say.related}:`, ...related.map(({ title, url }) => `${wrap(title)}\n${url}`)].join('\n\n');
}
