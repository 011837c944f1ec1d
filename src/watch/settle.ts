import type { App } from '../platform/app.ts';
import type { WatchCode } from '../words/index.ts';
import type { Sighting } from './incident.ts';
import { noteSightings, type Judged } from './incident-queries.ts';

/** @param judged what was looked at; left out: all. */
export async function settle(app: App, code: WatchCode, seen: Sighting[], judged?: Judged): Promise<void> {
  for (const incidentId of await noteSightings(app.db, code, seen, judged))
    app.log.info({ event: 'incident.ended', code, incidentId });
}
