import { getArticle, listPublished, findPublished, type Article } from '../../../articles/index.ts';
import { readDigest, readPicks, writeDigest, writePicks, type Pick } from '../../../letters/index.ts';
import type { App } from '../../../platform/app.ts';
import type { Publication } from '../../../publications/index.ts';

/** A place of a digest as the page shows it. */
export interface PickShown {
  /** As it stands in the text: it names the place however often it is moved. */
  line: string;
  title: string;
  isHeading: boolean;
  article: Article | undefined;
}

export async function shownPicks(app: App, publication: Publication, picks: Pick[]): Promise<PickShown[]> {
  const ids = picks.flatMap((pick) => ('articleId' in pick ? [pick.articleId] : []));
  const found = new Map((await listPublished(app.db, publication.id, ids)).map((one) => [one.id, one]));
  return picks.map((pick) => {
    const line = writePicks([pick]);
    if ('heading' in pick) return { line, title: pick.heading, isHeading: true, article: undefined };
    const article = found.get(pick.articleId);
    const title = article?.title ?? (pick.title || String(pick.articleId));
    return { line, title, isHeading: false, article };
  });
}

/** Published articles that are not in the digest yet, the newest first. */
export async function articlesToAdd(
  app: App,
  publication: Publication,
  words: string,
  picks: Pick[],
): Promise<Article[]> {
  const isIn = new Set(picks.flatMap((pick) => ('articleId' in pick ? [pick.articleId] : [])));
  const found = await findPublished(app.db, publication.id, words.slice(0, 200), 10 + isIn.size);
  return found.filter(({ id }) => !isIn.has(id)).slice(0, 10);
}

/** One step by a button: `up:2`, `down:2`, `out:2`, `add:17`, `heading`, or `put:2:LINE` to take a step out back. */
export interface Step {
  digest: string;
  /** What was taken out, and the step that puts it back. */
  out?: { title: string; back: string };
}

/** The text of a digest after a step; one that cannot be changes nothing. */
export async function takeStep(
  app: App,
  publication: Publication,
  text: string,
  step: string,
  heading: string,
): Promise<Step> {
  const { introduction, picks } = readDigest(text);
  const [, what = '', value = '', line = ''] = /^(\w+)(?::(\d+))?(?::(.*))?$/s.exec(step) ?? [];
  const at = Number(value);
  const pick = picks[at];
  const after = (now: Pick[]): Step => ({ digest: writeDigest({ introduction, picks: now }) });
  if (what === 'add') return after([...picks, ...(await pickOf(app, publication, at))]);
  if (what === 'heading' && heading.trim() !== '') return after([...picks, { heading: heading.trim() }]);
  if (what === 'put') return after(picks.toSpliced(at, 0, ...readPicks(line)));
  if (!pick || value === '') return { digest: text };
  if (what === 'out') {
    const title = 'heading' in pick ? pick.heading : pick.title;
    return { ...after(picks.toSpliced(at, 1)), out: { title, back: `put:${at}:${writePicks([pick])}` } };
  }
  const to = { up: at - 1, down: at + 1 }[what];
  if (to === undefined || to < 0 || to >= picks.length) return { digest: text };
  return after(picks.toSpliced(at, 1).toSpliced(to, 0, pick));
}

async function pickOf(app: App, publication: Publication, articleId: number): Promise<Pick[]> {
  const article = await getArticle(app.db, articleId);
  return article.publicationId === publication.id ? [{ articleId, title: article.title }] : [];
}
