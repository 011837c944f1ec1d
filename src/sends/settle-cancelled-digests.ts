import type { App } from '../platform/app.ts';
import { oweUnreached } from '../rhythms/index.ts';
import { clearOwing, listOwingSends } from './cancelled-queries.ts';

/** About 50,000 readers in a statement: others want their turn. */
const BATCHES_AT_ONCE = 100;

/**
 * Notes what is owed to readers whom a cancelled digest did not reach, once no worker has anything of it in hand. A repeat changes
 * nothing, so a process that dies leaves the rest to another.
 */
export async function settleCancelledDigests(app: App, signal?: AbortSignal): Promise<void> {
  for (const { id: sendId, batches } of await listOwingSends(app.db)) {
    for (let first = 0; first < batches; first += BATCHES_AT_ONCE) {
      if (signal?.aborted) return;
      await oweUnreached(app.db, { sendId, first, last: first + BATCHES_AT_ONCE - 1 });
    }
    await clearOwing(app.db, sendId);
    app.log.info({ event: 'send.owed', sendId });
  }
}
