import { beforeAll, describe, expect, test } from 'vitest';
import { findMailed, takeReturns, type Returned } from '../../src/feedback/index.ts';
import { rows } from '../../src/platform/database.ts';
import {
  eraseSubscriber,
  exportSubscriberData,
  listConsentRecords,
  makeTicket,
  readFunnel,
  readFunnelRange,
  readTicket,
  viewSignUpState,
} from '../../src/subscribers/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { evidence, makePending, signUpOf, statusOf } from '../support/readers/readers.ts';
import { sendScene, type SendScene } from '../support/sends/send-scene.ts';
import { deliver } from '../support/sends/sends.ts';

const app = await createTestApp();
let scene: SendScene;
let keys = 0;

/** A bounce of the scene's send, unless it says otherwise. */
const returned = (subscriberId: number | null, fields: Partial<Returned> = {}): Returned => ({
  publicationId: scene.publication.id,
  subscriberId,
  sendId: scene.sendId,
  type: 'bounce',
  kind: 'hard',
  status: '5.1.1',
  reason: 'mailbox',
  says: '550 5.1.1 <reader1@readers.example> no such user',
  source: 'inbound',
  key: `mail-${(keys += 1)}`,
  at: new Date(),
  ...fields,
});
const reader = (number: number) => scene.readerIds[number - 1] ?? 0;
const suppressions = (id: number) =>
  rows<{ reason: string; source: string; publication_id: number }>(
    app.db,
    `select x.reason, x.source, x.publication_id from suppressions x join subscribers using (address_hash) where id = ?`,
    [id],
  );

beforeAll(async () => {
  scene = await sendScene(app, 12);
  await deliver(app);
});

describe('What comes back', () => {
  test('as a hard bounce ends the mail to that reader at once, and once (THR-01, BNC-01)', async () => {
    const bounce = returned(reader(1));
    expect(await takeReturns(app, [bounce, bounce])).toEqual({ taken: 1, repeated: 1 });
    expect(await statusOf(app, reader(1))).toBe('bounced');
    const [kept] = await suppressions(reader(1));
    expect(kept).toMatchObject({ reason: 'bounced', publication_id: 0 });
    expect(kept?.source).toMatch(/550 5\.1\.1 .*no such user/);
    expect(kept?.source).not.toContain('reader1@');
    await app.db.raw(`update subscribers set status = 'active' where id = ?`, [reader(1)]);
    expect(await takeReturns(app, [bounce])).toEqual({ taken: 0, repeated: 1 });
    expect(await statusOf(app, reader(1))).toBe('active');
  });

  test.each(['soft', 'sender-fault', 'delayed', 'success', 'auto-reply', 'challenge', 'unknown', 'Reopened'])(
    'as %s suppresses nobody (THR-03, BNC-02, BNC-03)',
    async (kind) => {
      await takeReturns(app, [returned(reader(2), { kind })]);
      expect(await statusOf(app, reader(2))).toBe('active');
      expect(await suppressions(reader(2))).toEqual([]);
    },
  );

  test('as a complaint takes the reader out, with proof, and no other newsletter writes to them either; a complaint that was taken back does not (BNC-06)', async () => {
    await takeReturns(app, [
      returned(reader(3), { type: 'complaint', kind: 'complaint' }),
      returned(reader(4), { type: 'complaint', kind: 'unknown', reason: 'not-spam' }),
    ]);
    expect(await statusOf(app, reader(3))).toBe('complained');
    expect(await suppressions(reader(3))).toMatchObject([{ reason: 'complained', publication_id: 0 }]);
    expect((await listConsentRecords(app.db, reader(3))).at(-1)).toMatchObject({
      kind: 'unsubscribed',
      channel: 'complaint',
      details: { sendId: scene.sendId },
    });
    expect(await statusOf(app, reader(4))).toBe('active');
  });

  test('as a wish to leave takes the reader out, and whoever complained stays so', async () => {
    await takeReturns(app, [
      returned(reader(5), { type: 'unsubscribe', kind: 'one-click' }),
      returned(reader(3), { type: 'unsubscribe', kind: 'one-click' }),
    ]);
    expect(await statusOf(app, reader(5))).toBe('unsubscribed');
    expect(await statusOf(app, reader(3))).toBe('complained');
  });

  test('about a mail from before the reader confirmed anew, or moved to another address, says nothing of the mailbox of today', async () => {
    await app.db.raw(`update subscribers set confirmed_at = now() + interval '1 second' where id = ?`, [
      reader(6),
    ]);
    await app.db.raw(
      `insert into address_changes (subscriber_id, email, delivery_address, nonce, token_hash, undo_hash, expires_at, moved_at)
       select id, email, delivery_address, 'a', 'b', 'c', now(), now() + interval '1 second' from subscribers where id = ?`,
      [reader(7)],
    );
    await takeReturns(app, [returned(reader(6)), returned(reader(7))]);
    expect(await statusOf(app, reader(6))).toBe('active');
    expect(await statusOf(app, reader(7))).toBe('active');
  });

  test('as a bounce more than 14 days after its mail is written down, and suppresses nobody (BNC-01)', async () => {
    const leftAgo = (id: number, days: number) =>
      app.db.raw(`update messages set at = now() - make_interval(days => ?) where subscriber_id = ?`, [
        days,
        id,
      ]);
    await app.db.raw(`update subscribers set confirmed_at = now() - interval '1 year' where id = any(?)`, [
      [reader(11), reader(12)],
    ]);
    await leftAgo(reader(11), 15);
    await leftAgo(reader(12), 13);
    const taken = await takeReturns(app, [returned(reader(11)), returned(reader(12))]);
    expect(taken).toEqual({ taken: 2, repeated: 0 });
    expect([await statusOf(app, reader(11)), await statusOf(app, reader(12))]).toEqual(['active', 'bounced']);
  });

  test('in words that no database can keep, or about somebody of another newsletter, is written down without a person', async () => {
    const other = await sendScene(app, 1);
    const odd = returned(other.readerIds[0] ?? 0, {
      says: 'a\0b\ud800',
      kind: 'x'.repeat(500),
      at: new Date('2999-01-01'),
    });
    expect(await takeReturns(app, [odd, returned(999_999_999), returned(null)])).toEqual({
      taken: 3,
      repeated: 0,
    });
    expect(await statusOf(app, other.readerIds[0] ?? 0)).toBe('active');
    expect(await rows(app.db, 'select 1 from events where at > now()')).toEqual([]);
  });

  test('goes with the reader who is erased', async () => {
    await takeReturns(app, [returned(reader(8), { type: 'reply', kind: 'reply', says: 'Thank you' })]);
    expect(JSON.stringify(await exportSubscriberData(app, reader(8)))).toContain('Thank you');
    await eraseSubscriber(app, reader(8), evidence);
    expect(
      await rows(app.db, 'select 1 from events where subscriber_id = ? or says = ?', [
        reader(8),
        'Thank you',
      ]),
    ).toEqual([]);
  });
});

describe('Whom a message was for', () => {
  const idOf = async (number: number) => {
    const found = await rows<{ id: string }>(
      app.db,
      'select message_id as id from mailbox where envelope_to = ? order by id',
      [`reader${number}@readers.example`],
    );
    return found[0]?.id ?? '';
  };

  test('is known by its Message-ID, with the address or without', async () => {
    const messageId = await idOf(9);
    expect(messageId).toMatch(/^<.+>$/);
    const mailed = [{ publicationId: scene.publication.id, subscriberId: reader(9), sendId: scene.sendId }];
    const email = 'Reader9@Readers.example';
    expect(await findMailed(app, { messageId, email, isTrusted: false })).toEqual(mailed);
    expect(await findMailed(app, { messageId, isTrusted: false })).toEqual(mailed);
    // The address may be taken out in the form of an address (RFC 6590).
    const redacted = { email: 'redacted-1f2e3d@readers.example', isTrusted: false };
    expect(await findMailed(app, { messageId, ...redacted })).toEqual(mailed);
    // Of another reader, or made up.
    const others = { email: 'reader10@readers.example', isTrusted: false };
    expect(await findMailed(app, { messageId, ...others })).toEqual([]);
    expect(await findMailed(app, { messageId: `<${'a'.repeat(27)}@x.example>`, isTrusted: false })).toEqual(
      [],
    );
  });

  test('is known by the address alone only from whom we trust, in their newsletter', async () => {
    const email = 'reader9@readers.example';
    const { id: publicationId } = scene.publication;
    const mailed = [{ publicationId, subscriberId: reader(9), sendId: null }];
    expect(await findMailed(app, { publicationId, email, isTrusted: true })).toEqual(mailed);
    expect(await findMailed(app, { publicationId, email, isTrusted: false })).toEqual([]);
    expect(await findMailed(app, { email, isTrusted: true })).toEqual([]);
    // Where they say when: of the last send before that, unless it is long ago.
    const sendAt = async (at: Date) =>
      (await findMailed(app, { publicationId, email, isTrusted: true, at }))[0]?.sendId;
    const day = 24 * 3600 * 1000;
    expect(await sendAt(new Date())).toBe(scene.sendId);
    expect(await sendAt(new Date(Date.now() - day))).toBeNull();
    expect(await sendAt(new Date(Date.now() + 6 * day))).toBeNull();
  });
});

test('A confirmation that a server took and sent back is known by its Message-ID, counts as lost, and is told to the browser that asked for it', async () => {
  const { publication } = scene;
  const email = 'mistyped@example.org';
  const { id } = await makePending(app, publication, email);
  const { choices, source } = signUpOf(email);
  const address = { key: email, delivery: email, domain: 'example.org' };
  const ticket = readTicket(app, publication, makeTicket(app, publication, { address, choices, source }));
  if (!ticket) throw new Error('no ticket');
  const [mail] = await rows<{ id: string }>(
    app.db,
    'select message_id as id from mailbox where envelope_to = ?',
    [email],
  );
  const about = { messageId: mail?.id ?? '', email, isTrusted: false };
  const mailed = { publicationId: publication.id, subscriberId: id, sendId: null };
  expect(await findMailed(app, about)).toEqual([mailed]);
  const lost = async () => {
    const { rows } = await readFunnel(app, publication, readFunnelRange(app, publication, {}));
    return rows.reduce((sum, { lost }) => sum + lost.bounced, 0);
  };
  expect([await viewSignUpState(app, publication, ticket), await lost()]).toEqual(['waiting', 0]);
  await takeReturns(app, [returned(id, { ...mailed })]);
  expect([await viewSignUpState(app, publication, ticket), await lost()]).toEqual(['bounced', 1]);
});
