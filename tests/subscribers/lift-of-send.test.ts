import { expect, test } from 'vitest';
import { asActor } from '../../src/platform/app.ts';
import { rows } from '../../src/platform/database.ts';
import { liftSuppressionsOfSend, markBounced } from '../../src/subscribers/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { auditTrail } from '../support/app/audit.ts';
import { makePublication } from '../support/app/publications.ts';
import { makeArticle, makeReaders, prepareSendOf } from '../support/sends/sends.ts';

const app = await createTestApp();
const REPLY = '550 5.1.1 No such user';

test('What a send suppressed can be taken back: its readers are what they were, unless something else happened since', async () => {
  const publication = await makePublication(app);
  const ids = await makeReaders(app, publication, 6);
  const [wronged, pending, left, complained, older, others] = ids as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const sendId = await prepareSendOf(app, await makeArticle(app, publication));
  await app.db.raw(`update subscribers set status = 'pending', confirmed_at = null where id = ?`, [pending]);
  for (const id of [wronged, pending, left, complained])
    await markBounced(app, publication.id, [id], REPLY, sendId);
  // Suppressed by a version that did not note by which send.
  await markBounced(app, publication.id, [older], REPLY);
  await app.db.raw(
    `insert into messages (send_id, subscriber_id, state, reply, attempts) values (?, ?, 'rejected', ?, 1)`,
    [sendId, older, REPLY],
  );
  await markBounced(app, publication.id, [others], REPLY);
  await app.db.raw(`update subscribers set status = 'unsubscribed' where id = ?`, [left]);
  await app.db.raw(
    `insert into suppressions (address_hash, publication_id, reason) select address_hash, ?, 'complained' from subscribers where id = ?`,
    [publication.id, complained],
  );

  const ann = asActor(app, 'user:5');
  const { lifted, subscribers } = await liftSuppressionsOfSend(ann, sendId);
  expect(lifted).toBe(4);
  expect(subscribers.map(({ id, status }) => [id, status])).toEqual([
    [wronged, 'active'],
    [pending, 'pending'],
    [older, 'active'],
  ]);
  const states = await rows<{ id: number; status: string }>(
    app.db,
    'select id, status from subscribers order by id',
  );
  expect(states.map(({ status }) => status)).toEqual([
    'active',
    'pending',
    'unsubscribed',
    'bounced',
    'active',
    'bounced',
  ]);
  const leftOver = await rows(app.db, 'select reason from suppressions order by reason');
  expect(leftOver).toEqual([{ reason: 'bounced' }, { reason: 'complained' }]);
  expect((await auditTrail(app.db, `send:${sendId}`)).at(-1)).toMatchObject({
    actor: 'user:5',
    action: 'suppression.lifted',
  });
  expect(await liftSuppressionsOfSend(app, sendId)).toEqual({ lifted: 0, subscribers: [] });
});
