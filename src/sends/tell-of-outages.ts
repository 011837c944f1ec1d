import { raiseAlert } from '../alerts/index.ts';
import { listOutages } from '../delivery/index.ts';
import { inTransaction, type App } from '../platform/app.ts';
import { markTold } from '../transports/index.ts';

/** Tells the admins, once per outage, of a transport that has been out of order for long while there was something to send. */
export async function tellOfOutages(app: App): Promise<void> {
  await inTransaction(app, async (inner) => {
    for (const { transport, reply, since, publicationId, subject, via } of await listOutages(inner.db)) {
      if (!(await markTold(inner.db, transport))) continue;
      await raiseAlert(inner, {
        publicationId,
        news: { code: 'transport-out', params: { subject, transport, via, reply } },
        since,
      });
      app.log.warn({ event: 'transport.out-long', transport, via });
    }
  });
}
