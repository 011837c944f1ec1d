import { articleModel, type ArticleEmailInput, type ArticleModel } from './article-model.ts';
import { articleText } from './article-text.ts';
import { clip, oneLine } from '../clean-text.ts';
import { renderTemplate, type Template } from '../compile/render-template.ts';
import { blocksWithin, finishedBytes, MAX_HTML_BYTES } from '../compile/size-budget.ts';
import { escapeHtml } from '../../platform/html/escape-html.ts';
import type { CompiledEmail } from '../compile/slots.ts';
import { htmlToText } from '../frame/text-part.ts';
import type { Words } from '../../words/index.ts';

/** What is shown of a single block that alone is over the budget, in characters. */
const GIANT_BLOCK_EXCERPT = 4_000;

/**
 * The email of one article, with slots for what differs from reader to reader. An email over the size budget loses its
 * related articles first, then the end of its text (HTM-01). The same input gives the same bytes.
 * @throws AppError `template-fault`
 */
export async function articleEmail(input: ArticleEmailInput): Promise<CompiledEmail> {
  const { model, blocks, words } = articleModel(input);
  const fitted = await fit(model, blocks, words, { name: 'article', own: input.brand.templates });
  return {
    subject: model.title,
    html: fitted.html,
    text: articleText(fitted.model, fitted.blocks),
  };
}

interface Fitted {
  model: ArticleModel;
  blocks: string[];
  html: string;
}

async function fit(model: ArticleModel, blocks: string[], words: Words, template: Template): Promise<Fitted> {
  const frame = await renderTemplate(template, { mail: model });
  const html = withBody(frame, model, blocks);
  if (finishedBytes(html) <= MAX_HTML_BYTES) return { model, blocks, html };
  if (model.related.length > 0) return fit({ ...model, related: [] }, blocks, words, template);
  const room = MAX_HTML_BYTES - finishedBytes(frame);
  const shortened = blocksWithin(withoutGiant(blocks, room), room, ending(model, words));
  return { model, blocks: shortened, html: withBody(frame, model, shortened) };
}

function withBody(frame: string, { slots }: ArticleModel, blocks: string[]): string {
  return frame.split(slots.body).join(blocks.join('\n'));
}

/** A first block that alone is too large is shown as the beginning of its text. */
function withoutGiant(blocks: string[], room: number): string[] {
  const [first = ''] = blocks;
  if (Buffer.byteLength(first) < room * 0.9) return blocks;
  const excerpt = clip(oneLine(htmlToText(first.slice(0, room))), GIANT_BLOCK_EXCERPT);
  return [`<p>${escapeHtml(excerpt)}</p>`, ...blocks.slice(1), ' '.repeat(room)];
}

function ending({ url, look }: ArticleModel, words: Words): string {
  if (!url) return `<p><em>${escapeHtml(words.shortened)}</em></p>`;
  const style = `color:${look.link};text-decoration:underline;font-weight:bold`;
  return `<p><a class="link" href="${escapeHtml(url)}" style="${style}">${escapeHtml(words.continueReading)}</a></p>`;
}
