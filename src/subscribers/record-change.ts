import type { App } from '../platform/app.ts';
import { auditStaff } from '../platform/audit.ts';
import { insertConsentRecord } from './consent-queries.ts';
import type { Evidence, Subscriber } from './subscriber.ts';

/** Keeps which choices of a subscriber changed, not to what, and who of the staff did it. In the transaction of the change. */
export async function recordChange(
  app: App,
  { id, publicationId }: Pick<Subscriber, 'id' | 'publicationId'>,
  fields: string[],
  evidence: Evidence,
): Promise<void> {
  await insertConsentRecord(app.db, {
    ...evidence,
    publicationId,
    subscriberId: id,
    kind: 'changed',
    details: { ...evidence.details, fields },
  });
  await auditStaff(app, { action: 'subscriber.changed', subject: `subscriber:${id}`, details: { fields } });
}
