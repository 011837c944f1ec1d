import { getArticle } from '../articles/index.ts';
import { countAskedAudience, type AskedSend } from '../audiences/index.ts';
import type { App } from '../platform/app.ts';
import { listTopics, strandsOf, topicsOf } from '../publications/index.ts';
import { countCorrection } from './corrections/ask-correction.ts';
import { listCorrections } from './corrections/correction-queries.ts';
import { claimUncounted, segmentNow, setCounted, type UncountedSend } from '../sends/index.ts';

/** Sends that are taken at a time. */
const AT_A_TIME = 50;

/** Counts the readers of sends to come, so that pages can say "about so many" without a look at every reader. */
export async function recountAudiences(app: App): Promise<void> {
  const uncounted = await claimUncounted(app.db, AT_A_TIME);
  const corrections = await listCorrections(
    app.db,
    uncounted.map(({ id }) => id),
  );
  for (const one of corrections) await setCounted(app.db, [one.sendId], await countCorrection(app, one));
  const corrected = new Set(corrections.map(({ sendId }) => sendId));
  const asked = await Promise.all(
    uncounted
      .filter(({ id }) => !corrected.has(id))
      .map(async (send) => ({ id: send.id, audience: await audienceOf(app, send) })),
  );
  // Most have the same readers.
  const groups = Map.groupBy(asked, ({ audience }) => JSON.stringify(audience));
  for (const group of groups.values()) {
    const [{ audience } = {}] = group;
    if (!audience) continue;
    const ids = group.map(({ id }) => id);
    await setCounted(app.db, ids, await countAskedAudience(app.db, audience));
  }
}

/** An article's topics are known by its categories as they are now. */
async function audienceOf(app: App, send: UncountedSend): Promise<AskedSend> {
  const { publicationId, isForAll, topicIds, rhythm, articleId } = send;
  const asked = { publicationId, isForAll, rhythm, segment: await segmentNow(app.db, send) };
  if (articleId === null) return { ...asked, topicIds };
  const article = await getArticle(app.db, articleId);
  return {
    ...asked,
    topicIds: topicsOf(article.categories, await listTopics(app.db, publicationId)),
    strands: strandsOf(article).map(({ id }) => id),
  };
}
