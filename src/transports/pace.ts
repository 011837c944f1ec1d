import type { Db } from '../platform/database.ts';
import { listInOrder, listWarmingUp } from './transport-queries.ts';
import { listRates } from './throttle/limit-queries.ts';
import { transportScope } from './throttle/limit.ts';

/**
 * Messages a second that the transport which mail takes now is allowed.
 * @param names of the publication, in its order.
 * @returns null when nobody set a limit, or when a warm-up bounds whole days.
 */
export async function paceOf(db: Db, names: string[]): Promise<number | null> {
  const [first] = await listInOrder(db, names);
  if (!first || (await listWarmingUp(db)).includes(first.name)) return null;
  const seconds = (await listRates(db)).get(transportScope(first.name));
  return seconds === undefined ? null : 1 / seconds;
}
