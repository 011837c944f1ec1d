import { z } from 'zod';
import { dropRetries } from '../delivery/index.ts';
import { inTransaction, type App } from '../platform/app.ts';
import { InvalidInput } from '../platform/errors.ts';
import { parseInput } from '../platform/input.ts';
import { changeSend } from './change-send.ts';
import { getSendRow } from './queries.ts';
import type { Send, SendStatus } from './send.ts';

/** Statuses that a send can be cancelled in: all but those that end it. */
export const CANCELLABLE: SendStatus[] = ['draft', 'scheduled', 'held', 'preparing', 'sending', 'paused'];

/** What becomes of readers who do not have a digest yet: its articles come with their next one, or not at all. */
export const UNREACHED = ['next-digest', 'nothing'] as const;

export const cancelFields = z.strictObject({
  unreached: z
    .enum(UNREACHED, 'unreached must be next-digest or nothing.')
    .optional()
    .describe(
      'Of a daily or weekly digest, or that of a busy day or after a pause, which is being mailed: what becomes of readers who do not have it yet. Left out: its articles come with their next digest',
    ),
});

/**
 * Ends a send for good: who was not mailed yet gets nothing of it. The articles of a digest that nobody wrote come with the next one of
 * these readers, unless somebody wants it otherwise.
 * @throws Conflict, NotFound; InvalidInput for a choice that the send does not have.
 */
export async function cancelSend(
  app: App,
  publicationId: number,
  id: number,
  input: z.input<typeof cancelFields> = {},
): Promise<Send> {
  const { unreached } = parseInput(cancelFields, input);
  const { isTimedDigest, startedAt } = await getSendRow(app.db, publicationId, id);
  const isGoing = isTimedDigest && startedAt !== null;
  if (unreached === 'nothing' && !isGoing) throw new InvalidInput([NO_CHOICE]);
  return inTransaction(app, async (inner) => {
    const send = await changeSend(inner, publicationId, id, {
      from: CANCELLABLE,
      to: 'cancelled',
      isOwed: unreached !== 'nothing',
      ...(isGoing && { details: { unreached: unreached ?? 'next-digest' } }),
    });
    await dropRetries(inner.db, id);
    return send;
  });
}

const NO_CHOICE = {
  field: 'unreached',
  message:
    'Only of a digest that Paperround made, and that is being mailed, can readers be left without the articles.',
};
