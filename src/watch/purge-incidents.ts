import type { App } from '../platform/app.ts';
import { forgetIncidents } from './incident-queries.ts';
import { forgetLooks } from './outside/look-queries.ts';

/** Forgets what has been over for long, and what nobody looks at any more. */
export async function purgeIncidents({ db }: App): Promise<void> {
  await forgetIncidents(db);
  await forgetLooks(db);
}
