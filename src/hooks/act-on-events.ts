import { findMailed, takeReturns, type Returned } from '../feedback/index.ts';
import type { App } from '../platform/app.ts';
import { markDone, takeDueEvents, type DueEvent } from './event-queries.ts';

const AT_ONCE = 200;

/**
 * Acts on what providers told: finds the readers, and hands on what came back. Any number of processes may do so at once. What fails
 * is tried again, later each time; one event that fails holds up no other.
 */
export async function actOnHookEvents(app: App, signal = new AbortController().signal): Promise<void> {
  while (!signal.aborted) {
    const events = await takeDueEvents(app.db, AT_ONCE);
    if (events.length === 0) return;
    try {
      await act(app, events);
    } catch {
      for (const event of events) await actAlone(app, event);
    }
  }
}

async function act(app: App, events: DueEvent[]): Promise<void> {
  const returned: Returned[] = [];
  for (const event of events) returned.push(...(await returnsOf(app, event)));
  await takeReturns(app, returned);
  await markDone(app.db, events);
}

async function actAlone(app: App, event: DueEvent): Promise<void> {
  try {
    await act(app, [event]);
  } catch (error) {
    const { publicationId, provider } = event;
    app.log.error({ event: 'hook.event-failed', publicationId, provider, err: error });
  }
}

/** What came back, for each reader whom it is about; of somebody else's mail over the same provider, nothing. */
async function returnsOf(app: App, { publicationId, provider, key, fact }: DueEvent): Promise<Returned[]> {
  const { type, kind, email, messageId, status, reason, says, at } = fact;
  if (type === 'nothing' || type === 'unknown') return [];
  const mailed = await findMailed(app, {
    publicationId,
    messageId,
    email,
    isTrusted: true,
    at: new Date(at),
  });
  return mailed.map((found) => ({
    ...found,
    type,
    kind,
    status,
    reason,
    says,
    source: provider,
    key: key.toString('hex'),
    at: new Date(at),
  }));
}
