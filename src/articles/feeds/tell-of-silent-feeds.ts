import { raiseAlert } from '../../alerts/index.ts';
import { inTransaction, type App } from '../../platform/app.ts';
import { isSilent } from './silence.ts';
import { endSilence, listArrivals, markSilent } from './silence-queries.ts';

/** Tells of feeds that bring nothing although they usually do: once, until they bring something again. */
export async function tellOfSilentFeeds(app: App): Promise<void> {
  for (const { id, publicationId, url, title, silentSince, now, ...arrivals } of await listArrivals(app.db)) {
    const isQuiet = isSilent(arrivals, now);
    if (silentSince && !isQuiet) await endSilence(app.db, id);
    if (silentSince || !isQuiet) continue;
    const since = arrivals.last;
    await inTransaction(app, async (inner) => {
      if (!(await markSilent(inner.db, id, since))) return;
      const params = { feed: title ?? url, url };
      await raiseAlert(inner, { publicationId, news: { code: 'feed-silent', params }, since });
    });
  }
}
