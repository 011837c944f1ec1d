import { inTransaction, type App } from '../../platform/app.ts';
import { audit } from '../../platform/audit.ts';
import type { Mailer } from '../../platform/mail/mailer.ts';
import { transportScope } from './limit.ts';
import { saveAccountLimit } from './limit-queries.ts';

/** An account may be allowed more some day. */
const FRESH_MS = 3600_000;
/** A provider that did not answer is asked again after this. */
const RETRY_MS = 300_000;
const askAt = new WeakMap<Mailer, number>();

/**
 * Makes the rate that the provider allows the limit of a transport, unless somebody has set one: what goes beyond it is
 * refused, and mail would come in bursts (SMTP-05). Costs a question an hour; without an answer everything stays as it was.
 * @returns whether the limit changed.
 */
export async function syncAccountRate(app: App, transport: string, mailer: Mailer): Promise<boolean> {
  if (!mailer.accountRate || performance.now() < (askAt.get(mailer) ?? 0)) return false;
  askAt.set(mailer, performance.now() + FRESH_MS);
  const perSecond = await mailer.accountRate();
  if (perSecond === undefined) {
    askAt.set(mailer, performance.now() + RETRY_MS);
    app.log.warn({ event: 'transport.account-rate-unknown', transport });
    return false;
  }
  const scope = transportScope(transport);
  return inTransaction(app, async (inner) => {
    const { db, log } = inner;
    if (!(await saveAccountLimit(db, scope, perSecond))) return false;
    await audit(inner, {
      action: 'limit.changed',
      subject: scope,
      details: { perSecond, saidBy: mailer.name },
    });
    log.info({ event: 'transport.account-rate', transport, perSecond });
    return true;
  });
}
