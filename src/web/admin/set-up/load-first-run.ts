import { listFeeds } from '../../../articles/index.ts';
import type { App } from '../../../platform/app.ts';
import { sendingObstacle, type Publication } from '../../../publications/index.ts';
import { countKnownArticles } from '../../../reports/index.ts';

/** How far the set-up of a publication is. */
export interface FirstRun {
  publication: Publication;
  /** Name or address of the first feed. */
  feed: string | undefined;
  articles: number;
  hasServer: boolean;
  hasPostalAddress: boolean;
  done: number;
}

export const FIRST_RUN_STEPS = 4;

export async function loadFirstRun(app: App, publication: Publication): Promise<FirstRun> {
  const [[first], articles] = await Promise.all([
    listFeeds(app.db, publication.id),
    countKnownArticles(app.db, publication.id),
  ]);
  const feed = first && (first.title || first.url);
  const hasServer = app.config.smtpUrl !== undefined || publication.transports[0] !== 'default';
  const hasPostalAddress = sendingObstacle(publication) === undefined;
  const isFed = feed !== undefined || articles > 0;
  const done = [true, isFed, hasServer, hasPostalAddress].filter(Boolean).length;
  return { publication, feed, articles, hasServer, hasPostalAddress, done };
}
