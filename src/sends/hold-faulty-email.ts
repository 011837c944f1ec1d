import { raiseAlert } from '../alerts/index.ts';
import { inTransaction, type App } from '../platform/app.ts';
import { TooHard } from '../platform/processes/child-lanes.ts';
import { AppError } from '../platform/errors.ts';
import { countEmailFault } from './queries.ts';
import type { Send } from './send.ts';

/** Long enough for a machine that was merely busy. */
const SECOND_TRY_SECONDS = 60;

/** Whether an email failed by what stands in it: what it needs to be set out, or a fault that its words made. */
export const isFaultOfEmail = (error: unknown): error is AppError =>
  error instanceof TooHard ||
  (error instanceof AppError && ['template-fault', 'job-failed'].includes(error.code));

/** The second time it is held and the admins are told; nothing else waits for it. */
export async function noteFaultOfEmail(app: App, send: Send, error: AppError): Promise<void> {
  const fault = error instanceof TooHard ? 'too-hard' : 'broken';
  await inTransaction(app, async (inner) => {
    const status = await countEmailFault(inner.db, send.id, {
      waits: { code: 'email-failed-once', params: { fault } },
      held: { code: 'email-failed', params: { fault } },
      seconds: SECOND_TRY_SECONDS,
    });
    if (status === undefined) return;
    app.log.error({ event: 'send.preparation-failed', sendId: send.id, status, err: error });
    if (status !== 'held') return;
    await raiseAlert(inner, {
      publicationId: send.publicationId,
      news: { code: 'email-held', params: { subject: send.subject, fault } },
    });
  });
}
