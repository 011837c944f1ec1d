import { z } from 'zod';
import { inTransaction, type App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import { Conflict } from '../platform/errors.ts';
import { parseInput } from '../platform/input.ts';
import { getSendRow, type SendKinds } from '../sends/index.ts';
import { WARNING_CODES } from '../words/index.ts';
import { checkSend, type CheckOptions } from './check-send.ts';
import { deleteIgnored, fingerprint, insertIgnored } from './ignore-queries.ts';

/** `fingerprint`: only the warning that is about this; left out: all of this code. */
export const ignoreFields = z.strictObject({
  code: z.enum(WARNING_CODES, 'This is not the code of a warning. What blocks a send cannot be ignored.'),
  fingerprint: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'This is not the fingerprint of a warning.')
    .optional(),
});

type IgnoreInput = z.input<typeof ignoreFields>;

/**
 * Remembers that a warning is meant so, until what it is about changes. A repeat changes nothing.
 * @throws InvalidInput, NotFound, Conflict when there is no such warning.
 */
export async function ignoreFinding(
  app: App,
  kinds: SendKinds,
  publicationId: number,
  id: number,
  input: IgnoreInput,
  options: CheckOptions = {},
): Promise<void> {
  const { code, fingerprint: only } = parseInput(ignoreFields, input);
  const { warnings, ignored } = await checkSend(app, kinds, publicationId, id, options);
  const isMeant = (print: string) => only === undefined || print === only;
  const found = warnings.filter((one) => one.code === code && isMeant(fingerprint(one)));
  if (found.length === 0) {
    if (ignored.some((one) => one.code === code && isMeant(one.fingerprint))) return;
    throw new Conflict('no-such-warning', 'There is no such warning any more. Check again.');
  }
  await inTransaction(app, async (inner) => {
    const { db, actor } = inner;
    for (const one of found) await insertIgnored(db, id, { fingerprint: fingerprint(one), code, actor });
    const details = { code, count: found.length };
    await audit(inner, { action: 'send.warning-ignored', subject: `send:${id}`, details });
  });
}

/** Takes that back: the warning stands there again. A repeat changes nothing. @throws InvalidInput, NotFound */
export async function heedFinding(
  app: App,
  publicationId: number,
  id: number,
  input: IgnoreInput,
): Promise<void> {
  const { code, fingerprint: only } = parseInput(ignoreFields, input);
  await inTransaction(app, async (inner) => {
    await getSendRow(inner.db, publicationId, id);
    if ((await deleteIgnored(inner.db, id, code, only)) === 0) return;
    await audit(inner, { action: 'send.warning-heeded', subject: `send:${id}`, details: { code } });
  });
}
