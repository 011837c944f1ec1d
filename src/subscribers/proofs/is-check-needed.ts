import type { App } from '../../platform/app.ts';
import type { Publication } from '../../publications/index.ts';
import { hasHolds } from '../holds/hold-queries.ts';

/** Whether a sign-up has to come with a proof. It depends on no address, so it tells of none (ENU-01). */
export async function isCheckNeeded(
  { db }: Pick<App, 'db'>,
  { signUpCheck }: Pick<Publication, 'signUpCheck'>,
): Promise<boolean> {
  return signUpCheck === 'always' || (signUpCheck === 'auto' && (await hasHolds(db)));
}
