import { getArticle, type Article } from '../../../articles/index.ts';
import { piecesOf } from '../../../emails/index.ts';
import { previewArticle } from '../../../planning/index.ts';
import type { App } from '../../../platform/app.ts';
import { NotFound } from '../../../platform/errors.ts';
import { escapeHtml } from '../../../platform/html/escape-html.ts';
import { TooHard } from '../../../platform/processes/child-lanes.ts';
import type { Publication } from '../../../publications/index.ts';
import type { Desk } from '../../../words/index.ts';
import type { Foreign } from '../view.ts';

/** Foreign HTML runs nothing, and loads nothing unless somebody asks for its pictures (SEC-07). */
const policyOf = (hasPictures: boolean) =>
  [
    'sandbox allow-popups allow-popups-to-escape-sandbox',
    "default-src 'none'",
    `img-src ${hasPictures ? 'https: http: data:' : 'data:'}`,
    "style-src 'unsafe-inline'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
  ].join('; ');

const PLAIN =
  'body{margin:1rem;font:1rem/1.6 system-ui,sans-serif;overflow-wrap:anywhere}img,video{max-width:100%}';

async function articleOf({ db }: Pick<App, 'db'>, publication: Publication, id: number): Promise<Article> {
  const article = await getArticle(db, id);
  if (article.publicationId !== publication.id) throw new NotFound(`The article ${id}`);
  return article;
}

/** The mail of an article as it would be now; its personal links lead nowhere. */
export async function mailOf(
  app: App,
  publication: Publication,
  id: number,
  { hasPictures, desk }: { hasPictures: boolean; desk: Desk },
): Promise<Foreign> {
  const article = await articleOf(app, publication, id);
  try {
    return asForeign((await previewArticle(app, publication, article)).html, hasPictures);
  } catch (error) {
    if (!(error instanceof TooHard)) throw error;
    return {
      body: pageOf(`<p>${escapeHtml(desk.words.articles.one.noMail)}</p>`),
      type: 'html',
      policy: policyOf(false),
    };
  }
}

/** A mail in a frame; its personal links lead nowhere. */
export function asForeign(html: string, hasPictures = false): Foreign {
  const body = piecesOf(html)
    .map((piece, place) => (place % 2 === 0 ? piece : '#'))
    .join('');
  return { body, type: 'html', policy: policyOf(hasPictures) };
}

/** The text of an article as its feed has it. */
export async function textOf(app: App, publication: Publication, id: number): Promise<Foreign> {
  const { html, summary } = await articleOf(app, publication, id);
  return { body: pageOf(html || summary), type: 'html', policy: policyOf(false) };
}

const pageOf = (html: string) =>
  `<!doctype html><meta charset="utf-8"><base target="_blank"><style>${PLAIN}</style>${html}`;
