import type { App } from '../../platform/app.ts';
import type { JudgedSend } from '../judge-refusals.ts';
import { insertRefusalEvents } from './refusal-event-queries.ts';
import { judgeSoftBounces } from './judge-soft-bounces.ts';

/** What servers refused while a send was under way is told with what comes back later, and counts with it (THR-02). */
export async function keepRefusals(app: App, send: JudgedSend): Promise<void> {
  await judgeSoftBounces(app, send.publicationId, await insertRefusalEvents(app.db, send));
}
