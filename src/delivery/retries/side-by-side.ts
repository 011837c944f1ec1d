import { setTimeout as pause } from 'node:timers/promises';

/** More at once hold too much in hand when a server answers nobody. */
const MOST = 20;
const LOOK_AGAIN_MS = 1000;

/**
 * Works on one item after the other until there is none. The next one is taken when the one before says `handedOut`, or
 * has ended, so that a reply that takes minutes holds up nobody else; while such a reply is awaited, new items are looked for.
 * @throws what the first failure threw, when everything that was begun has ended.
 */
export async function sideBySide<Item>(
  take: () => Promise<Item | undefined>,
  work: (item: Item, handedOut: () => void) => Promise<void>,
): Promise<void> {
  const running = new Set<Promise<void>>();
  let failure: { error: unknown } | undefined;
  const failed = (error: unknown) => {
    failure ??= { error };
  };
  const start = async (item: Item) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const done = work(item, resolve)
      .catch(failed)
      .finally(() => {
        running.delete(done);
        resolve();
      });
    running.add(done);
    await promise;
  };
  for (;;) {
    const item = failure || running.size >= MOST ? undefined : await take().catch(failed);
    if (item) await start(item);
    else if (running.size === 0) break;
    else await Promise.race([...running, pause(LOOK_AGAIN_MS, undefined, { ref: false })]);
  }
  if (failure) throw failure.error;
}
