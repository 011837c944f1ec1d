import type { App } from '../../platform/app.ts';
import { findSuppression, isLiftedByPerson } from './suppression-queries.ts';

/** Whether signing up and confirming would bring this person nothing before an operator lifts what stands against it (SUP-04). */
export async function isBarred(
  app: Pick<App, 'db' | 'keys'>,
  { email, publicationId, status }: { email: string; publicationId: number; status: string },
): Promise<boolean> {
  if (status === 'complained') return true;
  const reason = await findSuppression(app.db, app.keys.addressHashes(email), publicationId);
  return reason !== undefined && !isLiftedByPerson(reason);
}
