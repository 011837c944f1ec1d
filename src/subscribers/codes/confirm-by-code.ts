import { inTransaction, type App } from '../../platform/app.ts';
import type { EmailAddress } from '../../platform/mail/email-address.ts';
import type { Publication } from '../../publications/index.ts';
import { activateTogether } from '../confirmation/activate-together.ts';
import { lockConfirmationOf } from '../confirmation/confirmation-queries.ts';
import { stateOf } from '../confirmation/confirmation-state.ts';
import { findSubscriberByEmail } from '../queries.ts';
import type { Evidence, Subscriber } from '../subscriber.ts';
import { codesOf, isSameCode } from './code.ts';
import { countTry, takeCode, type TriedCode } from './code-queries.ts';

export interface CodeConfirmed {
  /** Whose code it was. */
  publication: Publication;
  subscriber: Subscriber;
  /** They were a reader before the code was made; nothing was changed. */
  wasReader: boolean;
}

/**
 * Confirms with the code of a mail, as its link does; a second time changes nothing and ends the same way (CNF-05). A wrong
 * code is answered after the same statements whatever is known of the address (ENU-01).
 * @returns undefined for a code that is wrong, too old or guessed at too often.
 */
export function confirmByCode(
  app: App,
  publication: Publication,
  { address, code }: { address: EmailAddress; code: string },
  evidence: Evidence,
): Promise<CodeConfirmed | undefined> {
  return inTransaction(app, async (inner) => {
    const right = await tryCode(inner, publication, address, code);
    if (!right) return undefined;
    const { tried, addressHash } = right;
    const subscriber = await confirmed(inner, publication, address, tried, evidence);
    if (!subscriber) return undefined;
    await takeCode(inner.db, publication.id, addressHash);
    const since = subscriber.confirmedAt?.getTime() ?? 0;
    return { publication, subscriber, wasReader: since < tried.madeAt.getTime() };
  });
}

/** A code of before the secret changed is found under the hash and the secret of its time. */
async function tryCode(
  app: App,
  { id }: Publication,
  { key }: EmailAddress,
  code: string,
): Promise<{ tried: TriedCode; addressHash: Buffer } | undefined> {
  let right;
  for (const [place, addressHash] of app.keys.addressHashes(key).entries()) {
    const tried = await countTry(app.db, id, addressHash);
    const isRight = isSameCode(codesOf(app, tried.nonce, addressHash)[place] ?? '', code);
    if (isRight && tried.isLive) right ??= { tried, addressHash };
  }
  return right;
}

/** The reader behind an address that a code has proved; undefined when the code opens nothing for them. */
async function confirmed(
  app: App,
  publication: Publication,
  { key }: EmailAddress,
  { isUsed }: TriedCode,
  evidence: Evidence,
): Promise<Subscriber | undefined> {
  const found = await lockConfirmationOf(app.db, publication.id, key);
  if (found && !isUsed && (await stateOf(app, found)) === 'open')
    await activateTogether(app, found, evidence);
  const subscriber = await findSubscriberByEmail(app.db, publication.id, key);
  return subscriber?.status === 'active' ? subscriber : undefined;
}
