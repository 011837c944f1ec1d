import type { App } from '../../platform/app.ts';
import { createOutageReport } from '../../platform/outage.ts';
import { lookThrough } from './look-through.ts';

const EVERY_MS = 30_000;
/** A server that does not answer is asked less and less. */
const LONGEST_MS = 10 * 60_000;

interface MailboxWatch {
  /** Looks no more, and ends a look that is under way. */
  stop(): Promise<void>;
}

/** Looks through a mailbox every half minute, from now on. */
export function watchMailbox(app: App, url: string): MailboxWatch {
  const stopping = new AbortController();
  const isStopping = () => stopping.signal.aborted;
  const reportOutage = createOutageReport(app.log);
  const look = async (): Promise<boolean> => {
    try {
      const mails = await lookThrough(app, url, stopping.signal);
      if (mails > 0) app.log.info({ event: 'inbound.mailbox-read', mails });
      return true;
    } catch (error) {
      // The error itself may hold what was said to the server, the password included.
      if (!isStopping() && !reportOutage(error))
        app.log.warn({ event: 'inbound.mailbox-failed', reason: reasonOf(error) });
      return false;
    }
  };
  const loop = async () => {
    for (let wait = EVERY_MS; !isStopping();) {
      wait = (await look()) ? EVERY_MS : Math.min(wait * 2, LONGEST_MS);
      await rest(wait, stopping.signal);
    }
  };
  const looping = loop();
  return {
    async stop() {
      stopping.abort();
      await looping;
    },
  };
}

/** What the server said, or the system. */
function reasonOf(error: unknown): string {
  const said = error as { responseText?: unknown; code?: unknown; message?: unknown };
  return [said.responseText, said.code, said.message].find((one) => typeof one === 'string') ?? 'unknown';
}

/** Waits for its time or for the end. */
async function rest(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const done = () => resolve();
  const timer = setTimeout(done, ms);
  signal.addEventListener('abort', done);
  await promise;
  clearTimeout(timer);
  signal.removeEventListener('abort', done);
}
