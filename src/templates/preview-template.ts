import { asMailed, listArticles } from '../articles/index.ts';
import {
  compileArticleEmail,
  compileCorrectionEmail,
  compileDigestEmail,
  compileLetterEmail,
  EMPTY_ARTICLE,
  fillSlots,
  nameValues,
  type Brand,
  type CompileLimits,
  type EmailArticle,
  type EmailParts,
  type MailTemplate,
  type TemplateName,
} from '../emails/index.ts';
import type { App } from '../platform/app.ts';
import { AppError } from '../platform/errors.ts';
import { TooHard } from '../platform/processes/child-lanes.ts';
import type { Publication } from '../publications/index.ts';
import { listInUse, ownOf } from './template-queries.ts';

/** Somebody waits. */
const LIMITS: CompileLimits = { deadlineMs: 4_000 };
const MOST_ARTICLES = 12;
/** Nobody's: it leads nowhere. */
const NO_LINK = '#';

/**
 * A mail of the publication's newest articles, as a reader of this name would get it.
 * @param publication with its look, saved or not. @param of.templates not saved yet.
 * @returns undefined where templates make no mail of it
 */
export async function previewTemplate(
  app: App,
  publication: Publication,
  mail: MailTemplate,
  { name, templates = {} }: PreviewOf,
): Promise<{ html: string } | undefined> {
  const own = { ...ownOf(await listInUse(app.db, publication.id)), ...templates };
  const isOwn = Object.keys(own).length > 0;
  const brand: Brand = { ...publication, ...(isOwn && { templates: own }) };
  const articles = await newestArticles(app, publication);
  try {
    const email = await MAKE[mail](brand, articles, publication);
    if (!email) return undefined;
    const names = nameValues([email.subject, email.html, email.text])(name);
    const links = { unsubscribeUrl: NO_LINK, preferencesUrl: NO_LINK, viewUrl: NO_LINK, rhythmUrl: NO_LINK };
    return { html: fillSlots(email, { ...links, ...names }).html };
  } catch (error) {
    if (error instanceof TooHard || (error instanceof AppError && error.code === 'template-fault'))
      return undefined;
    throw error;
  }
}

interface PreviewOf {
  name: string;
  templates?: Partial<Record<TemplateName, string>>;
}

type Make = (
  brand: Brand,
  articles: EmailArticle[],
  publication: Publication,
) => Promise<EmailParts | undefined>;

const emailIn = (made: { email: EmailParts } | { fault: unknown }) =>
  'email' in made ? made.email : undefined;

const LETTER = { preheader: '', markdown: '' };

const MAKE: Record<MailTemplate, Make> = {
  article: (brand, [article = NO_ARTICLE, ...others], { articleBody: body }) =>
    compileArticleEmail({ brand, article, body, related: others.slice(0, 3) }, LIMITS),
  digest: async (brand, articles, { name: subject }) => {
    const pieces = (articles.length > 0 ? articles : [NO_ARTICLE]).map((article) => ({ article }));
    return emailIn(
      await compileDigestEmail({ brand, subject, preheader: '', introduction: '', pieces }, LIMITS),
    );
  },
  letter: async (brand, [article = NO_ARTICLE], { name: subject }) => {
    const markdown = `## ${oneLine(article.title)}\n\n${article.url === null ? '' : `<${article.url}>`}`;
    return emailIn(await compileLetterEmail({ brand, ...LETTER, subject, markdown }, LIMITS));
  },
  correction: async (brand, [article = NO_ARTICLE]) =>
    emailIn(await compileCorrectionEmail({ brand, article, note: oneLine(article.title) }, LIMITS)),
};

const oneLine = (text: string) => text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>#]/g, '');

async function newestArticles(app: App, { id }: Publication): Promise<EmailArticle[]> {
  const found = await listArticles(app.db, id, { limit: MOST_ARTICLES });
  return found.map(asMailed);
}

/** Before the first article is there. */
const NO_ARTICLE: EmailArticle = { ...EMPTY_ARTICLE, title: '…' };
