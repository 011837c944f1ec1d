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
        headline: via === null ? 'Sends wait for the mail server' : 'A mail server is out of order',
        about: subject,
        what: `The mail server of the transport ${transport} could not be used, and nothing left over it since. ${
          via === null
            ? 'This email waits, and so does all mail that has no other way.'
            : `Mail goes over ${via} meanwhile.`
        }`,
        advice: `${ADVICE} “npx paperround transport check ${transport}” tries it at once.`,
        reply,
        since,
      });
      app.log.warn({ event: 'transport.out-long', transport, via });
    }
  });
}

const ADVICE =
  'Nothing is lost: it is tried again by itself, and goes on where it was. If the server wants something of you, its reply says what.';
