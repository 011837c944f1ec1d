import type { SendStory } from '../sends/index.ts';
import type { Answer } from '../words/index.ts';

/** How far a send is, and what holds it up. */
export function answerSend(send: SendStory, timeZone: string): Answer[] {
  return [prepared(send, timeZone), stopped(send), ...waiting(send)];
}

function prepared(
  { id, status, preparedAt, audienceSize, scheduledAt }: SendStory,
  timeZone: string,
): Answer {
  if (preparedAt !== null) {
    const params = { sendId: id, at: preparedAt.toISOString(), readers: audienceSize ?? 0, timeZone };
    return { code: 'send-prepared', holds: true, params };
  }
  if (status === 'sending' || status === 'sent') throw new Error('a send goes out that was never prepared');
  const params = { sendId: id, status, at: scheduledAt?.toISOString() ?? null, timeZone };
  return { code: 'send-prepared', holds: false, params };
}

function stopped({ id, status, reason }: SendStory): Answer {
  if (status !== 'paused' && status !== 'held' && status !== 'cancelled')
    return { code: 'send-not-stopped', holds: true, params: { sendId: id } };
  return { code: 'send-not-stopped', holds: false, params: { sendId: id, status, reason } };
}

/** A send that nobody stopped may wait all the same, for its transport or for a postal address. */
function waiting({ id, status, reason }: SendStory): Answer[] {
  if (reason === null || !['draft', 'scheduled', 'preparing', 'sending'].includes(status)) return [];
  return [{ code: 'send-not-waiting', holds: false, params: { sendId: id, reason } }];
}
