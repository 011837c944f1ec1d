import { getArticle, isReadJustNow, lockIfUnchanged, type Article } from '../../articles/index.ts';
import type { CompileLimits } from '../../emails/index.ts';
import type { App } from '../../platform/app.ts';
import type { Db } from '../../platform/database.ts';
import { Conflict } from '../../platform/errors.ts';
import type { Publication } from '../../publications/index.ts';
import {
  contentOf,
  type Composition,
  type NewContent,
  type SendContent,
  type SendKind,
} from '../../sends/index.ts';
import { languageFor, type Reason } from '../../words/index.ts';
import { listLanguages } from '../digests/reader-queries.ts';
import { askCorrection } from './ask-correction.ts';
import { compileCorrection } from './compile-correction.ts';
import { totalOf, type Correction, type Versions } from './correction.ts';
import {
  audienceOfCorrection,
  countReaders,
  findCorrection,
  setVersions,
  type Edition,
} from './correction-queries.ts';

/** The reading of a feed that a correction waits for takes about so long. */
const LOOK_AGAIN_SECONDS = 1;

const WITHDRAWN: Reason = { code: 'article-withdrawn', params: {} };
const NOTHING_WRONG: Reason = { code: 'nothing-to-correct', params: {} };

/** A correction: the article is read again first, and who has another text is found out as it is frozen. */
export const correctionKind: SendKind = {
  async prepare(app, send, publication, limits) {
    const found = await findMaterial(app, send.id);
    if (!found) return { is: 'withdrawn', reason: WITHDRAWN };
    const { correction, article } = found;
    if (!(await isReadJustNow(app, article))) return { is: 'early', seconds: LOOK_AGAIN_SECONDS };
    const asked = await askCorrection(app, article, correction);
    if (totalOf(await countReaders(app.db, asked)) === 0) return { is: 'withdrawn', reason: NOTHING_WRONG };
    const mails = await compileInEach(app, publication, found, limits);
    return {
      is: 'composed',
      compose: (db) => compose(db, { ...found, publication, mails }),
    };
  },
  async preview(app, send, publication) {
    const found = await findMaterial(app, send.id);
    if (!found) throw new Conflict('article-withdrawn', 'The article of this correction was withdrawn.');
    const { article, correction } = found;
    return contentOf(
      publication,
      await compileCorrection(app, { publication, article, note: correction.note }),
    );
  },
};

interface Material {
  correction: Correction;
  article: Article;
}

/** Undefined when the article was withdrawn. */
async function findMaterial({ db }: Pick<App, 'db'>, sendId: number): Promise<Material | undefined> {
  const correction = await findCorrection(db, sendId);
  if (!correction) return undefined;
  const article = await getArticle(db, correction.articleId);
  return article.verdict === 'new' ? { correction, article } : undefined;
}

/** The mail by the language that readers chose; empty: the publication's. */
async function compileInEach(
  app: App,
  publication: Publication,
  { correction: { note }, article }: Material,
  limits: CompileLimits,
): Promise<Map<string, SendContent>> {
  const bySpoken = new Map<string, SendContent>();
  const byChosen = new Map<string, SendContent>();
  for (const chosen of ['', ...(await listLanguages(app.db, publication.id))]) {
    const language = languageFor(chosen, publication.language);
    const known =
      bySpoken.get(language) ??
      contentOf(publication, await compileCorrection(app, { publication, article, note, language }, limits));
    bySpoken.set(language, known);
    byChosen.set(chosen, known);
  }
  return byChosen;
}

type Composed = Material & { publication: Publication; mails: Map<string, SendContent> };

/** A correction holds as much of the article as the mail that it corrects: a later change of the rest is no mistake of theirs. */
async function compose(db: Db, { correction, article, mails }: Composed): Promise<Composition | 'changed'> {
  if (!(await lockIfUnchanged(db, article))) return 'changed';
  const asked = await askCorrection({ db }, article, correction);
  const counts = await countReaders(db, asked);
  if (totalOf(counts) === 0) return 'changed';
  const { versions } = asked;
  const { atOnce } = counts;
  const some = (['full', 'summary', 'headline'] as const).filter((form) => atOnce[form] > 0);
  // Where digests carry all of it, its page shows the mail that nobody got.
  const forms = some.length > 0 ? some : (['full'] as const);
  const kinds = forms.flatMap((form) =>
    [...mails].map(([language, content]) => ({ form, language, content })),
  );
  return {
    contents: kinds.map(({ form, content }) => newContent(content, article.id, form, versions)),
    audience(contentIds) {
      const editions = kinds.map(({ form, language }, place): Edition => ({
        form,
        language,
        contentId: contentIds[place] ?? 0,
      }));
      const plain = editions.filter(({ language }) => language === '');
      return audienceOfCorrection(
        asked,
        editions,
        Object.fromEntries(plain.map(({ form, contentId }) => [form, contentId])),
      );
    },
    settle: (inner) => setVersions(inner, correction.sendId, versions),
  };
}

const newContent = (
  content: SendContent,
  articleId: number,
  form: keyof Versions,
  versions: Versions,
): NewContent => ({ content, articles: [{ articleId, form, version: versions[form] }] });
