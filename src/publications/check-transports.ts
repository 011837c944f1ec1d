import type { Db } from '../platform/database.ts';
import { InvalidInput } from '../platform/errors.ts';
import { keepTransports } from './queries.ts';

/** @throws InvalidInput for a transport that is not there. */
export async function checkTransports(db: Db, names: string[] | undefined): Promise<void> {
  if (!names) return;
  const known = new Set(await keepTransports(db, names));
  const errors = names
    .filter((name) => !known.has(name))
    .map((name) => ({
      field: 'transports',
      message: `There is no transport ${name}.`,
      fault: { code: 'no-transport' as const, params: { name } },
    }));
  if (errors.length > 0) throw new InvalidInput(errors);
}
