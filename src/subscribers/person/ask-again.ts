import { inTransaction, type App } from '../../platform/app.ts';
import { audit } from '../../platform/audit.ts';
import { Conflict } from '../../platform/errors.ts';
import type { Publication } from '../../publications/index.ts';
import { storedAddress } from '../confirmation/activate.ts';
import { lockConfirmationFor } from '../confirmation/confirmation-queries.ts';
import { signUp } from '../sign-up/sign-up.ts';
import type { Evidence, Subscriber } from '../subscriber.ts';

/**
 * Sends the confirmation mail again to somebody who has not confirmed, within the same limits as a sign-up (BOMB-01).
 * @returns whether a mail goes out now
 * @throws Conflict
 */
export async function askAgain(
  app: App,
  publication: Publication,
  { id }: Pick<Subscriber, 'id'>,
  evidence: Evidence,
): Promise<boolean> {
  const found = await inTransaction(app, ({ db }) => lockConfirmationFor(db, id));
  if (found?.status !== 'pending')
    throw new Conflict(
      'subscriber-not-pending',
      'Only people who have not confirmed yet can be asked again.',
    );
  const { choices, source } = found;
  const { isMailed } = await signUp(app, publication, {
    address: storedAddress(found),
    choices,
    source,
    evidence,
  });
  await audit(app, { action: 'subscriber.asked', subject: `subscriber:${id}`, details: { isMailed } });
  return isMailed;
}
