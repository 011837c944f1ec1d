import type { App } from '../platform/app.ts';
import { getSendDetails, type SendDetails } from '../letters/index.ts';
import { withApp } from './command.ts';
import { timeZones } from './local-time.ts';
import { asPage, publicationOf } from './show-send.ts';

export const ID = 'the id that "send list" shows';
export const AT = 'an instant such as 2027-03-28T07:00:00Z, or a local time such as 2027-03-28T09:00';

/** Runs `work` and shows the letter as it is afterwards. */
export function shown(options: { json?: boolean }, work: (app: App) => Promise<SendDetails>): Promise<void> {
  let zone = 'UTC';
  return withApp(
    options,
    async (app) => {
      const send = await work(app);
      zone = (await timeZones(app))(send.publicationId);
      return send;
    },
    (send) => asPage(send, zone),
  );
}

/** Runs `work` on one send, by its id as somebody typed it. */
export async function changed(
  app: App,
  text: string,
  work: (publicationId: number) => Promise<unknown>,
): Promise<SendDetails> {
  const publicationId = await publicationOf(app, text);
  await work(publicationId);
  return getSendDetails(app.db, publicationId, Number(text));
}
