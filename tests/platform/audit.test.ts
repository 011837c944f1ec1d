import { expect, test } from 'vitest';
import { audit, purgeAudit } from '../../src/platform/audit.ts';
import { createTestApp } from '../support/app/app.ts';
import { auditTrail } from '../support/app/audit.ts';

test('The audit log keeps its lines for three years', async () => {
  const { db } = await createTestApp();
  for (const subject of ['thing:1', 'thing:2'])
    await audit(db, { actor: 'user:1', action: 'thing.made', subject });
  await db.raw(`update audit_log set at = now() - interval '3 years 1 day' where subject = 'thing:1'`);
  await db.raw(
    `update audit_log set at = now() - interval '3 years' + interval '1 day' where subject = 'thing:2'`,
  );
  expect(await purgeAudit(db)).toBe(1);
  expect(await auditTrail(db, 'thing:2')).toHaveLength(1);
});
