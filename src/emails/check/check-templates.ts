import { articleEmail } from '../article/article-email.ts';
import type { ArticleEmailInput } from '../article/article-model.ts';
import { FaultyTemplate, faultOf } from '../compile/faulty-template.ts';
import { finishedBytes } from '../compile/size-budget.ts';
import { correctionEmail } from '../correction/correction-email.ts';
import { digestEmail } from '../digest/digest-email.ts';
import { digestTemplateFault } from '../digest/digest-template-fault.ts';
import { letterEmail } from '../letter/letter-email.ts';
import type { Brand, EmailArticle, MailTemplate, OwnTemplates } from '../model.ts';
import type { TemplateFault } from '../../words/index.ts';
import { BARE_ARTICLE, FULL_ARTICLE, SAMPLE_LETTER, SAMPLE_OFFER } from './samples.ts';

export interface TemplateCheck {
  brand: Brand;
  /** As they would be in use. */
  templates: OwnTemplates;
  /** What they make; other mails are not tried. */
  mails: MailTemplate[];
  /** Real ones of the publication. */
  articles: EmailArticle[];
}

/** What a frame alone may have, so that there is room for words. */
const MAX_FRAME_BYTES = 60_000;
/** Of random digests, with every kind of block among them. */
const SEEDS = [100, 101, 102];

/** Everything that keeps templates from making mails: tried with a full article, a bare one, and real ones. Empty: they can be used. */
export async function checkTemplates(check: TemplateCheck): Promise<TemplateFault[]> {
  const faults = new Map<string, TemplateFault>();
  for (const mail of check.mails) {
    for (const fault of await faultsOf(() => TRY[mail](check))) faults.set(JSON.stringify(fault), fault);
  }
  return [...faults.values()];
}

async function faultsOf(attempt: () => Promise<TemplateFault[]>): Promise<TemplateFault[]> {
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof FaultyTemplate) return error.faults;
    throw error;
  }
}

const TRY: Record<MailTemplate, (check: TemplateCheck) => Promise<TemplateFault[]>> = {
  article: tryArticles,
  letter: async ({ brand, templates }) => {
    await letterEmail({ brand: { ...brand, templates }, ...SAMPLE_LETTER });
    return [];
  },
  correction: async ({ brand, templates, articles: [article = FULL_ARTICLE] }) => {
    for (const one of [article, BARE_ARTICLE])
      await correctionEmail({ brand: { ...brand, templates }, article: one, note: SAMPLE_LETTER.markdown });
    return [];
  },
  digest: tryDigests,
};

async function tryArticles({ brand, templates, articles }: TemplateCheck): Promise<TemplateFault[]> {
  const own = { ...brand, templates };
  const full: ArticleEmailInput = {
    brand: own,
    article: FULL_ARTICLE,
    body: 'full',
    related: [FULL_ARTICLE, BARE_ARTICLE].map((one) => ({ ...one, url: `${one.url ?? brand.siteUrl}?more` })),
    follow: SAMPLE_OFFER,
    keepAsItWas: 'daily',
  };
  const nothing = { related: [], follow: { strands: [], quietDays: 0 } };
  const bare = await articleEmail({ ...full, article: BARE_ARTICLE, body: 'summary', ...nothing });
  const kilobytes = Math.ceil(finishedBytes(bare.html) / 1000);
  if (kilobytes * 1000 > MAX_FRAME_BYTES) return [faultOf('article', { kind: 'too-large', kilobytes })];
  await articleEmail(full);
  await articleEmail({ ...full, brand: { ...own, language: 'ar' }, besides: 'weekly' });
  for (const article of articles) await articleEmail({ ...full, article });
  return [];
}

async function tryDigests({ brand, templates, articles }: TemplateCheck): Promise<TemplateFault[]> {
  const stories = [FULL_ARTICLE, ...articles, BARE_ARTICLE].map((article) => ({ article }));
  const { subject, preheader, markdown: introduction } = SAMPLE_LETTER;
  const pieces = [{ heading: 'A heading' }, ...stories];
  const made = await digestEmail({
    brand: { ...brand, templates },
    subject,
    preheader,
    introduction,
    pieces,
  });
  const html = 'email' in made ? made.email.html : '';
  if (!html.includes(FULL_ARTICLE.title) || !html.includes(BARE_ARTICLE.title))
    return [faultOf('digest', { kind: 'lacks', need: 'content' })];
  const difference = await digestTemplateFault({ templates, seeds: SEEDS });
  return difference ? [faultOf('digest', { kind: 'depends-on-neighbours' })] : [];
}
