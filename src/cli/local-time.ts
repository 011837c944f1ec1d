import type { App } from '../platform/app.ts';
import { listPublications } from '../publications/index.ts';

/** A moment as the clocks of this zone show it, with the zone: `2027-03-28 09:00 Europe/Berlin`. */
export function localTime(at: Date, timeZone: string): string {
  // The Swedish form is year-month-day and 24 hours, whatever the language of the machine.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return `${format.format(at)} ${timeZone}`;
}

/** The zone of every publication by its id; `0` is the one to use for the installation as a whole. */
export async function timeZones(app: Pick<App, 'db'>): Promise<(publicationId: number) => string> {
  const publications = await listPublications(app.db, 0, 1000);
  const zones = new Map(publications.map(({ id, timeZone }) => [id, timeZone]));
  const shared = new Set(zones.values()).size === 1 ? publications[0]?.timeZone : undefined;
  return (publicationId) => zones.get(publicationId) ?? shared ?? 'UTC';
}
