import { expect, test } from 'vitest';
import { asActor, inTransaction, type App, type OpenedApp } from '../../src/platform/app.ts';
import { audit, purgeAudit } from '../../src/platform/audit.ts';
import { rows } from '../../src/platform/database.ts';
import { createTestApp } from '../support/app/app.ts';
import { auditTrail } from '../support/app/audit.ts';
import { beforeMigration } from '../support/database/before-migration.ts';

const app = await createTestApp();

test('The audit log keeps its lines for three years', async () => {
  const { db } = app;
  for (const subject of ['thing:1', 'thing:2']) await audit(app, { action: 'thing.made', subject });
  await db.raw(`update audit_log set at = now() - interval '3 years 1 day' where subject = 'thing:1'`);
  await db.raw(
    `update audit_log set at = now() - interval '3 years' + interval '1 day' where subject = 'thing:2'`,
  );
  expect(await purgeAudit(db)).toBe(1);
  expect(await auditTrail(db, 'thing:2')).toHaveLength(1);
});

test('A line names who did it, also from inside a transaction; an API key by name and id', async () => {
  const key = asActor(app, 'api-key:website', 12);
  await inTransaction(key, (inner) => audit(inner, { action: 'thing.made', subject: 'thing:3' }));
  await audit(asActor(key, 'user:7'), { action: 'thing.removed', subject: 'thing:3' });
  expect(
    await rows(
      app.db,
      `select actor, api_key_id as "apiKeyId" from audit_log where subject = 'thing:3' order by id`,
    ),
  ).toEqual([
    { actor: 'api-key:website', apiKeyId: 12 },
    { actor: 'user:7', apiKeyId: null },
  ]);
});

test('An App without an actor is none: whoever forgets to say who acts cannot compile it', () => {
  const opened: OpenedApp = app;
  // @ts-expect-error The actor is missing.
  const forgotten: App = opened;
  expect(asActor(forgotten, 'set-up').actor).toBe('set-up');
});

test('After an upgrade older lines name their API keys, too', async () => {
  const upgrade = await beforeMigration(app.db, '0039-audit-actors');
  await app.db.raw("insert into api_keys (id, name, prefix, key_hash) values (3, 'website', 'p', 'h')");
  await app.db.raw(
    `insert into audit_log (actor, action, subject) values ('api-key:3', 'send.paused', 'send:1'),
       ('api-key:4', 'send.paused', 'send:2'), ('command-line', 'send.paused', 'send:3')`,
  );
  await upgrade();
  expect(
    await rows(app.db, 'select actor, api_key_id as "apiKeyId" from audit_log order by subject'),
  ).toEqual([
    { actor: 'api-key:website', apiKeyId: 3 },
    { actor: 'api-key:4', apiKeyId: null },
    { actor: 'command-line', apiKeyId: null },
  ]);
});
