import type { App } from '../../platform/app.ts';
import { isBarred } from '../suppressions/barred.ts';
import type { Confirmation } from './confirmation-queries.ts';

/**
 * What a confirm link stands for; looking changes nothing (CNF-01). `left`: confirmed once, unsubscribed since.
 * `suppressed`: whatever the person does here, no mail would come.
 */
export type ConfirmationState = 'open' | 'expired' | 'confirmed' | 'left' | 'suppressed';

export async function stateOf(
  app: Pick<App, 'db' | 'keys'>,
  found: Confirmation,
): Promise<ConfirmationState> {
  if (found.status === 'active') return 'confirmed';
  if (await isBarred(app, found)) return 'suppressed';
  if (found.isUsed) return 'left';
  return found.isExpired ? 'expired' : 'open';
}
