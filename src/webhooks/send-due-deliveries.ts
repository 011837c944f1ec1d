import { setTimeout as pause } from 'node:timers/promises';
import { raiseAlert } from '../alerts/index.ts';
import { inTransaction, type App } from '../platform/app.ts';
import type { FetchResult } from '../platform/fetch/fetch.ts';
import { composePayload } from './compose-payload.ts';
import {
  deleteEvent,
  keepPayload,
  noteTry,
  takeDueDeliveries,
  type DueDelivery,
} from './delivery-queries.ts';
import { isFailingTooLong, nextTry } from './next-try.ts';
import { openSecrets, signedHeaders } from './secrets.ts';
import { CALL_FAULTS, type CallFault, type Try } from './webhook.ts';
import { markAccepting, markFailing, switchOff } from './webhook-queries.ts';

/** Calls of one process that are under way at the same time. */
const AT_ONCE = 25;
const TIMEOUT_MS = 15_000;
const ANSWER_BYTES = 2000;
/** New events are looked for while slow receivers take their time. */
const LOOK_AGAIN_MS = 1000;
const GONE = 410;

/** Tells webhooks what is due. Any number of processes may do so at once; what one had in hand when it died is told again. */
export async function sendDueDeliveries(app: App, signal = new AbortController().signal): Promise<void> {
  const running = new Set<Promise<void>>();
  while (!signal.aborted) {
    const due = await takeDueDeliveries(app.db, AT_ONCE - running.size);
    for (const delivery of due) {
      const done = call(app, delivery)
        .catch((error: unknown) => {
          const { id, webhookId } = delivery;
          app.log.error({ event: 'webhook.call-failed', webhookId, deliveryId: id, err: error });
        })
        .finally(() => running.delete(done));
      running.add(done);
    }
    if (due.length === 0 && running.size === 0) return;
    if (due.length === 0 || running.size === AT_ONCE)
      await Promise.race([...running, pause(LOOK_AGAIN_MS, undefined, { ref: false })]);
  }
  await Promise.all(running);
}

/** One try of one delivery, and what follows from it. */
async function call(app: App, due: DueDelivery): Promise<void> {
  const body = due.payload ?? (await composeOnce(app, due));
  if (body === undefined) return deleteEvent(app.db, due.eventRow);
  const secrets = openSecrets(app, due.webhookId, due.sealedSecrets);
  const begun = performance.now();
  const at = app.now();
  const result = secrets.length === 0 ? undefined : await post(app, due, body, secrets, at);
  const told = whatCame(result);
  const tried: Try = {
    at: at.toISOString(),
    ms: Math.round(performance.now() - begun),
    status: told.status,
    fault: told.fault,
  };
  const { webhookId, publicationId } = due;
  app.log.info({ event: 'webhook.called', webhookId, deliveryId: due.id, type: due.type, ...tried });
  if (told.status !== null && told.status >= 200 && told.status < 300) {
    await noteTry(app.db, due, { state: 'accepted', nextAt: null, tried, answer: told.answer });
    return markAccepting(app.db, webhookId);
  }
  const isGone = told.status === GONE;
  const nextAt = isGone ? undefined : nextTry(due.attempts, told.retryAfter, app.now());
  const state = nextAt ? 'waiting' : 'failed';
  await noteTry(app.db, due, { state, nextAt: nextAt ?? null, tried, answer: told.answer });
  const since = (await markFailing(app.db, webhookId)) ?? app.now();
  if (isGone) await giveUp(app, { webhookId, publicationId, url: due.url }, 'gone', since);
  else if (isFailingTooLong(since, app.now()))
    await giveUp(app, { webhookId, publicationId, url: due.url }, 'failing', since);
}

/** The body, which stays the same for every try. */
async function composeOnce(app: App, due: DueDelivery): Promise<string | undefined> {
  const payload = await composePayload(app, due);
  return payload && keepPayload(app.db, due.eventRow, payload);
}

const post = (
  app: App,
  { url, eventId }: DueDelivery,
  body: string,
  secrets: string[],
  at: Date,
): Promise<FetchResult> =>
  app.fetch(url, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Paperround (webhooks)',
      // What is kept of the answer is cut, and a part of something compressed cannot be read.
      'accept-encoding': 'identity',
      ...signedHeaders(secrets, eventId, at, body),
    },
    maxBytes: ANSWER_BYTES,
    isCut: true,
    canRedirect: false,
    timeoutMs: TIMEOUT_MS,
  });

interface Came {
  status: number | null;
  fault: CallFault | null;
  answer: string | null;
  retryAfter: string | undefined;
}

function whatCame(result: FetchResult | undefined): Came {
  const none = { status: null, answer: null, retryAfter: undefined };
  if (!result) return { ...none, fault: 'no-secret' };
  if (result.kind === 'failure') {
    const fault = CALL_FAULTS.find((one) => one === result.failure) ?? 'bad-response';
    return { ...none, fault };
  }
  const { status, body, headers } = result.response;
  // The database takes no zero bytes and no halves of characters.
  const answer = body.toString('utf8').toWellFormed().replaceAll('\0', '');
  return { status, fault: null, answer, retryAfter: headers['retry-after'] };
}

/** Switches it off, and tells the admins once. */
async function giveUp(
  app: App,
  { webhookId, publicationId, url }: { webhookId: number; publicationId: number; url: string },
  reason: 'failing' | 'gone',
  since: Date,
): Promise<void> {
  await inTransaction(app, async (inner) => {
    if (!(await switchOff(inner.db, webhookId, reason))) return;
    const params = { host: new URL(url).host, reason };
    await raiseAlert(inner, { publicationId, news: { code: 'webhook-off', params }, since });
    inner.log.warn({ event: 'webhook.switched-off', webhookId, publicationId, reason });
  });
}
