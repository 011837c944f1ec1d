import type { MessageEntry, MessageState } from '../delivery/index.ts';
import { OUTCOME_STATES } from '../delivery/index.ts';
import type { Db } from '../platform/database.ts';
import { listSendMessages } from './view-sends.ts';

/** Rows read at a time: memory stays the same for millions. */
const PAGE = 2000;
/** Those without an outcome, too. */
const ALL: readonly MessageState[] = ['queued', 'sending', ...OUTCOME_STATES];

/**
 * The messages of a send as CSV, piece by piece. A cell that a spreadsheet would take for a formula begins with an apostrophe.
 * @throws NotFound with the first piece.
 */
export async function* exportMessages(
  db: Db,
  publicationId: number,
  id: number,
  states = ALL,
): AsyncGenerator<string> {
  const { stringify } = await import('csv-stringify/sync');
  for (let after = 0, isFirst = true; ; isFirst = false) {
    const page = await listSendMessages(db, publicationId, id, { states, after, limit: PAGE });
    if (isFirst) yield stringify([COLUMNS]);
    if (page.length > 0) yield stringify(page.map(rowOf), { columns: COLUMNS, escape_formulas: true });
    if (page.length < PAGE) return;
    after = page.at(-1)?.subscriberId ?? after;
  }
}

const COLUMNS = ['email', 'state', 'at', 'attempts', 'possibly_twice', 'server_said'];

function rowOf({ email, state, at, attempts, isPossiblyTwice, lastReply }: MessageEntry) {
  return {
    email: email ?? '(erased)',
    state,
    at: at?.toISOString() ?? null,
    attempts,
    possibly_twice: isPossiblyTwice ? 'yes' : 'no',
    server_said: lastReply,
  };
}
