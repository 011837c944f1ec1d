import type { App } from '../../../platform/app.ts';
import { listBeside, type Publication } from '../../../publications/index.ts';
import type { Ticket } from '../../../subscribers/index.ts';

/** Newsletters that somebody chose with this one, as far as they can still be chosen. */
export async function chosenBeside(
  { db }: Pick<App, 'db'>,
  publication: Publication,
  ticket: Pick<Ticket, 'also'> | undefined,
): Promise<Publication[]> {
  if (!ticket || ticket.also.length === 0) return [];
  return (await listBeside(db, publication)).filter(({ id }) => ticket.also.includes(id));
}
