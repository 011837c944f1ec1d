import { mailerOver, openThrottle, syncAccountRate } from '../../transports/index.ts';
import type { TransportWork } from '../transport-work.ts';
import { openSupply } from './batch-supply.ts';
import { closeSupply } from './close-batch.ts';
import { pullMessage } from './pull-message.ts';

/** Sends first tries over a transport, several batches at a time, until nothing is left that this process may take. */
export async function deliverBatches(work: TransportWork): Promise<void> {
  const { app, transport, signal } = work;
  const isStopping = () => signal?.aborted === true;
  const isChanged = await syncAccountRate(app, transport, await mailerOver(app, transport));
  const throttle = await openThrottle(app.db, { transport, ...(isChanged && { freshMs: 0 }) });
  try {
    while (!isStopping()) {
      const mailer = await mailerOver(app, transport);
      const supply = openSupply(work, mailer, throttle);
      await mailer.sendAll((asker) => pullMessage(supply, asker));
      if (!(await closeSupply(supply))) return;
    }
  } finally {
    await throttle.close();
  }
}
