import { requestNotice } from '../../notices/index.ts';
import { inTransaction, type App } from '../../platform/app.ts';
import { abuseKey } from '../../platform/mail/email-address.ts';
import { storedAddress } from '../confirmation/activate.ts';
import { NO_DOMAIN } from '../holds/hold.ts';
import { listHolds } from '../holds/hold-queries.ts';
import type { Turn } from '../sign-up/turn.ts';
import { noteRequests } from '../sign-up/request-queries.ts';
import { lockTurns, whatToWaitFor } from '../sign-up/turn-queries.ts';
import { listUnconfirmed, type Unconfirmed } from './reminder-queries.ts';

const AT_A_TIME = 500;

/** There is one for each person and newsletter. */
const OCCASION = 'once';

/**
 * Reminds people who signed up a day ago and have not confirmed, once, within the caps of confirmation mails (BOMB-01). While
 * sign-ups spike nobody is reminded: most of them are somebody else's doing (BOMB-02). Safe to repeat.
 * @returns how many are to get it.
 */
export async function remindUnconfirmed(app: App): Promise<number> {
  if ((await listHolds(app.db)).length > 0) return 0;
  let reminded = 0;
  for (const one of await listUnconfirmed(app.db, AT_A_TIME)) if (await remind(app, one)) reminded += 1;
  if (reminded > 0) app.log.info({ event: 'subscribers.reminded', count: reminded });
  return reminded;
}

function remind(
  app: App,
  { id: subscriberId, publicationId, deliveryAddress }: Unconfirmed,
): Promise<boolean> {
  const address = storedAddress({ deliveryAddress });
  const turn: Turn = {
    abuseHash: app.keys.derive('abuse', abuseKey(address)),
    // It counts for the person alone: nobody asked for it.
    domainHash: NO_DOMAIN,
    networks: {},
    cost: 1,
  };
  return inTransaction(app, async (inner) => {
    const { db } = inner;
    await lockTurns(db, [turn]);
    if ((await whatToWaitFor(db, [turn]))[0] !== undefined) return false;
    const notice = { kind: 'reminder', publicationId, subscriberId, occasion: OCCASION };
    if ((await requestNotice(inner, notice)) === undefined) return false;
    await noteRequests(db, [{ turn, kind: 'confirmation', isMailed: true }]);
    return true;
  });
}
