import type { App } from '../../platform/app.ts';
import { askCorrection } from './ask-correction.ts';
import { getCorrectable } from './correct-article.ts';
import { totalOf } from './correction.ts';
import { countByMail, countReaders } from './correction-queries.ts';

/** Who would get the correction of an article now. */
export interface CorrectionView {
  /** Those who got another text than it has now. */
  readers: number;
  /** How that text came to them. */
  byMail: Awaited<ReturnType<typeof countByMail>>;
  /** With all others who may get the article. */
  everybody: number;
}

/** @throws NotFound; Conflict when the article cannot be corrected */
export async function viewCorrection(app: App, publicationId: number, id: number): Promise<CorrectionView> {
  const article = await getCorrectable(app, publicationId, id);
  const asked = await askCorrection(app, article, { audience: 'wrong-text' });
  const byMail = await countByMail(app.db, asked);
  const readers = byMail.reduce((sum, { count }) => sum + count, 0);
  const everybody = totalOf(await countReaders(app.db, { ...asked, audience: 'everybody' }));
  return { readers, byMail, everybody };
}
