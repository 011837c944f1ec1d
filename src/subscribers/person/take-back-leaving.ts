import type { App } from '../../platform/app.ts';
import { audit } from '../../platform/audit.ts';
import { Conflict } from '../../platform/errors.ts';
import { listConsentRecords } from '../consent-queries.ts';
import { undoUnsubscribe } from '../leaving/unsubscribe.ts';
import type { Evidence, Subscriber } from '../subscriber.ts';

/** Ways by which staff take people out. */
const BY_STAFF = new Set(['desk', 'api', 'command-line']);

/**
 * Takes back that staff unsubscribed a reader, within the hour. Who left by themselves comes back by themselves only.
 * @throws Conflict
 */
export async function takeBackLeaving(
  app: App,
  { id, publicationId }: Pick<Subscriber, 'id' | 'publicationId'>,
  evidence: Evidence,
): Promise<void> {
  const left = (await listConsentRecords(app.db, id)).findLast(({ kind }) => kind === 'unsubscribed');
  if (!left || !BY_STAFF.has(left.channel))
    throw new Conflict('left-themselves', 'This reader left by themselves. Only they can come back.');
  if (!(await undoUnsubscribe(app, { subscriberId: id, sendId: 0 }, evidence)))
    throw new Conflict('undo-too-late', 'This can be undone for an hour. Now only the reader can come back.');
  await audit(app, {
    action: 'subscriber.resubscribed',
    subject: `subscriber:${id}`,
    details: { publicationId },
  });
}
