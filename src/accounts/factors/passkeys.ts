import { z } from 'zod';
import { asActor, inTransaction, type App } from '../../platform/app.ts';
import { audit } from '../../platform/audit.ts';
import { Conflict, NotFound } from '../../platform/errors.ts';
import { line, parseInput } from '../../platform/input.ts';
import { letIn, type Kept, type LetIn } from '../enter.ts';
import { requireProof } from '../require-proof.ts';
import { proveSessionRow, type SignedIn } from '../session-queries.ts';
import type { Visitor } from '../session.ts';
import { readNewKey, usePasskey } from './check-passkey.ts';
import {
  countRecoveryCodes,
  deleteRecoveryCodes,
  endTrust,
  findFactors,
  hasSecondStep,
} from './factor-queries.ts';
import { tellOfFactors } from './factor-notice.ts';
import { deletePasskey, insertPasskey, listPasskeyRows, type Passkey } from './passkey-queries.ts';
import { makeRecoveryCodes } from './recovery-codes.ts';

const MOST_KEYS = 20;
const newPasskey = z.object({ name: line('The name', 60).min(1, 'Give the passkey a name.') });

export const listPasskeys = (app: App, userId: number): Promise<Passkey[]> => listPasskeyRows(app.db, userId);

/**
 * Keeps a key that a browser made.
 * @returns recovery codes where there were none; undefined when the browser's answer is not right.
 * @throws InvalidInput, Forbidden without a fresh proof, Conflict when it is there already or the person has as many as they can
 */
export async function addPasskey(
  app: App,
  user: SignedIn,
  given: { name: string; answer: string },
): Promise<string[] | undefined> {
  requireProof(user);
  const { name } = parseInput(newPasskey, { name: given.name });
  const { userId } = user;
  const key = await readNewKey(app, userId, given.answer);
  if (!key) return undefined;
  return inTransaction(app, async (inner) => {
    const { db } = inner;
    const isAdded = await insertPasskey(db, {
      userId,
      credentialId: key.id,
      publicKey: Buffer.from(key.publicKey),
      counter: key.counter,
      transports: key.transports ?? [],
      name,
      most: MOST_KEYS,
    });
    if (!isAdded)
      throw new Conflict('passkey-not-added', `This passkey is here already, or there are ${MOST_KEYS}.`);
    const codes = (await countRecoveryCodes(db, userId)) === 0 ? await makeRecoveryCodes(inner, userId) : [];
    await changed(inner, userId, 'passkey-added');
    return codes;
  });
}

/** @throws Forbidden without a fresh proof, NotFound for one of somebody else, as for none */
export async function removePasskey(app: App, user: SignedIn, id: number): Promise<void> {
  requireProof(user);
  const { userId } = user;
  await inTransaction(app, async (inner) => {
    const { db } = inner;
    if (!(await deletePasskey(db, userId, id))) throw new NotFound('This passkey');
    const left = await findFactors(db, userId);
    if (left && !hasSecondStep(left)) await deleteRecoveryCodes(db, userId);
    await changed(inner, userId, 'passkey-removed');
  });
}

async function changed(app: App, userId: number, what: 'passkey-added' | 'passkey-removed'): Promise<void> {
  await endTrust(app.db, userId);
  await audit(app, { action: what.replace('-', '.'), subject: `user:${userId}` });
  await tellOfFactors(app, userId, what);
}

/** Lets in whose key signed. It asks for finger, face or PIN, so it is both proofs. Undefined: it is not right. */
export async function signInByPasskey(
  app: App,
  answer: string,
  visitor: Visitor,
  kept: Kept,
): Promise<LetIn | undefined> {
  const found = await usePasskey(app, answer);
  const factors = found && (await findFactors(app.db, found.userId));
  if (factors) return letIn(app, found.userId, factors, visitor, kept);
  const refused = { action: 'passkey.refused', subject: 'sign-in', details: { ip: visitor.ip } };
  await audit(asActor(app, 'visitor'), refused);
  return undefined;
}

/** Somebody who is signed in proves once more who they are, by a key of theirs. */
export async function proveByPasskey(
  app: App,
  user: SignedIn,
  answer: string,
  visitor: Visitor,
): Promise<boolean> {
  const found = await usePasskey(app, answer);
  if (found?.userId === user.userId) {
    await proveSessionRow(app.db, user.sessionId);
    return true;
  }
  await audit(app, {
    action: 'proof.failed',
    subject: `user:${user.userId}`,
    details: { ip: visitor.ip },
  });
  return false;
}
