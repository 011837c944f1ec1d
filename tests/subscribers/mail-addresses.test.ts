import { describe, expect, test } from 'vitest';
import { rows } from '../../src/platform/database.ts';
import { createKeys } from '../../src/platform/keys.ts';
import { readMailToken, signMailToken } from '../../src/platform/mail-token.ts';
import {
  mailAddresses,
  NOBODY,
  openMailAddress,
  readMailAddress,
  signUp,
  type MailAddresses,
} from '../../src/subscribers/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { makeArticle, makeReaders, prepareSendOf } from '../support/sends/sends.ts';
import { signUpOf } from '../support/readers/readers.ts';

const app = await createTestApp({ INBOUND_SMTP: '127.0.0.1:0' });
const gazette = await makePublication(app, { slug: 'gazette' });
const addresses = mailAddresses(app, gazette) as MailAddresses;

async function sentTo(domain: string) {
  await makeReaders(app, gazette, 1, domain);
  const sendId = await prepareSendOf(app, await makeArticle(app, gazette));
  const [reader = NOBODY] = await rows<{ id: number; linkKey: number }>(
    app.db,
    'select id, link_key as "linkKey" from subscribers where email like ?',
    [`%@${domain}`],
  );
  const [send = NOBODY] = await rows<{ id: number; linkKey: number }>(
    app.db,
    'select id, link_key as "linkKey" from sends where id = ?',
    [sendId],
  );
  return { reader, send };
}

/** A sign-up that nobody has confirmed: the reader, and the address of its confirmation mail. */
async function askFor(email: string) {
  await app.db.raw('delete from confirmation_requests');
  const { subscriber } = await signUp(app, gazette, signUpOf(email));
  const [row] = await rows<{ id: number; linkKey: number; nonce: Buffer }>(
    app.db,
    'select s.id, s.link_key as "linkKey", c.nonce from subscribers s join confirmations c on c.subscriber_id = s.id where s.id = ?',
    [subscriber?.id ?? 0],
  );
  if (!row) throw new Error('nobody signed up');
  return { id: row.id, address: addresses.confirm(row, row.nonce) };
}

describe('An address in a mail', () => {
  test('says whom mail to it is about, and of which send, in whatever case it comes back', async () => {
    const { reader, send } = await sentTo('one.example');
    const of = { publicationId: gazette.id, subscriberId: reader.id, sendId: send.id };
    for (const purpose of ['bounce', 'unsubscribe'] as const) {
      const address = addresses[purpose](reader, send);
      expect(address).toMatch(new RegExp(`^${purpose}\\+[a-z2-7]{36,52}@gazette\\.example$`));
      expect(addresses[purpose](reader, send)).toBe(address);
      expect(await openMailAddress(app, address.toUpperCase())).toEqual({ purpose, ...of });
      expect(await openMailAddress(app, addresses[purpose](reader))).toEqual({
        purpose,
        ...of,
        sendId: null,
      });
    }
    expect(await openMailAddress(app, addresses.abuse(addresses.bounce(reader, send)))).toEqual({
      purpose: 'abuse',
      ...of,
    });
    expect(await openMailAddress(app, 'Subscribe+gazette@gazette.example')).toEqual({
      purpose: 'subscribe',
      publicationId: gazette.id,
    });
    expect(await openMailAddress(app, addresses.help() ?? '')).toEqual({
      purpose: 'help',
      publicationId: gazette.id,
    });
  });

  test('of one purpose is none of another, but complaints are taken at the return path, too (TOK-03)', async () => {
    const { reader, send } = await sentTo('purposes.example');
    const { id, address } = await askFor('purposes@example.org');
    expect(await openMailAddress(app, address)).toMatchObject({ purpose: 'confirm', subscriberId: id });
    const made = {
      bounce: addresses.bounce(reader, send),
      abuse: addresses.abuse(addresses.bounce(reader, send)),
      unsubscribe: addresses.unsubscribe(reader, send),
      confirm: address,
    };
    for (const [purpose, address] of Object.entries(made)) {
      const token = address.replace(/^\w+\+|@.*$/g, '');
      const accepted = Object.keys(made).filter((other) =>
        readMailAddress(app, `${other}+${token}@x.example`),
      );
      expect(accepted).toEqual(purpose === 'bounce' || purpose === 'abuse' ? ['bounce', 'abuse'] : [purpose]);
    }
  });

  test('that nobody made is not ours', async () => {
    const { reader, send } = await sentTo('forged.example');
    const good = addresses.bounce(reader, send);
    const [, token = ''] = /\+(\w+)@/.exec(good) ?? [];
    const stranger = createKeys(['another secret, nobody knows it']);
    const forged = [
      ...Array.from(token, (letter, at) =>
        good.replace(token, token.slice(0, at) + (letter === 'a' ? 'b' : 'a') + token.slice(at + 1)),
      ),
      good.replace(token, `${token}a`),
      good.replace(token, token.slice(0, -1)),
      good.replace('bounce+', 'bounce-'),
      good.replace('@', '@@'),
      mailAddresses({ ...app, keys: stranger }, gazette)?.bounce(reader, send) ?? '',
      'bounce+@gazette.example',
      'constructor+abc@gazette.example',
      'news@gazette.example',
      'subscribe+the-herald@gazette.example',
      `subscribe+${'x'.repeat(5000)}@gazette.example`,
      '',
    ];
    for (const address of forged) expect(await openMailAddress(app, address)).toBeUndefined();
    const rotated = createKeys(['the secret that came after it', 'another secret, nobody knows it']);
    const old = mailAddresses({ ...app, keys: stranger }, gazette)?.bounce(reader, send) ?? '';
    expect(await openMailAddress({ ...app, keys: rotated }, old)).toMatchObject({ sendId: send.id });
  });

  test('of a test, or of somebody who has gone, is of nobody, whoever has the id now', async () => {
    const { reader, send } = await sentTo('gone.example');
    const [bounce, leave] = [addresses.bounce(reader, send), addresses.unsubscribe(reader, send)];
    expect(await openMailAddress(app, addresses.bounce(NOBODY, NOBODY))).toEqual({
      purpose: 'bounce',
      gone: true,
    });
    // As after a restore: the ids come again.
    await app.db.raw('update sends set link_key = link_key + 1 where id = ?', [send.id]);
    expect(await openMailAddress(app, bounce)).toMatchObject({ subscriberId: reader.id, sendId: null });
    await app.db.raw('update subscribers set link_key = link_key + 1 where id = ?', [reader.id]);
    expect(await openMailAddress(app, bounce)).toEqual({ purpose: 'bounce', gone: true });
    expect(await openMailAddress(app, leave)).toEqual({ purpose: 'unsubscribe', gone: true });
  });

  test('of a bounce is of nobody once the reader has moved to another mailbox; it still leaves, and later mail is theirs', async () => {
    const { reader, send } = await sentTo('moving.example');
    const made = [addresses.bounce(reader, send), addresses.bounce(reader)];
    await app.db.raw('update sends set started_at = now() where id = ?', [send.id]);
    await app.db.raw(
      `insert into address_changes (subscriber_id, email, delivery_address, old_email, nonce, token_hash, undo_hash, expires_at, moved_at)
       values (?, 'b@moving.example', 'b@moving.example', 'a@moving.example', 'n', 't', 'u', now(), now() + interval '1 second')`,
      [reader.id],
    );
    for (const address of made)
      expect(await openMailAddress(app, address)).toEqual({ purpose: 'bounce', gone: true });
    expect(await openMailAddress(app, addresses.unsubscribe(reader, send))).toMatchObject({
      sendId: send.id,
    });
    await app.db.raw("update sends set started_at = now() + interval '1 minute' where id = ?", [send.id]);
    expect(await openMailAddress(app, made[0] ?? '')).toMatchObject({
      subscriberId: reader.id,
      sendId: send.id,
    });
    await app.db.raw("update address_changes set moved_at = now() - interval '15 days'");
    expect(await openMailAddress(app, made[1] ?? '')).toMatchObject({
      subscriberId: reader.id,
      sendId: null,
    });
  });

  test('that confirms works as long as the link of its mail: a later request has another', async () => {
    const { id, address } = await askFor('later@example.org');
    expect(await askFor('later@example.org')).toEqual({ id, address });
    await app.db.raw(
      "update confirmations set expires_at = now() - interval '1 second' where subscriber_id = ?",
      [id],
    );
    const later = await askFor('later@example.org');
    expect(later.address).not.toBe(address);
    expect(await openMailAddress(app, address)).toEqual({ purpose: 'confirm', gone: true });
    expect(await openMailAddress(app, later.address)).toMatchObject({ purpose: 'confirm', subscriberId: id });
  });
});

test('A local part has 64 octets at most, for billions of readers and the longest slug', () => {
  const largest = { id: 2 ** 35 - 1, linkKey: 2 ** 48 - 1 };
  const longest = mailAddresses(app, { ...gazette, slug: 's'.repeat(60) });
  const made = [
    longest?.bounce(largest, largest),
    longest?.unsubscribe(largest, largest),
    longest?.abuse(longest.bounce(largest, largest)),
    longest?.confirm(largest, Buffer.alloc(32, 255)),
    mailAddresses(app, { ...gazette, slug: 's'.repeat(54) })?.subscribe(),
  ];
  const lengths = made.map((address = '') => address.indexOf('@'));
  expect(Math.min(...lengths)).toBeGreaterThan(0);
  expect(Math.max(...lengths)).toBe(64);
  expect(longest?.subscribe()).toBeUndefined();
});

test('They are at the domain of the sender, or at one of the publication’s own; without a listener there are none', async () => {
  const moved = await makePublication(app, { inboundDomain: 'Bücher.gazette.example' });
  expect(moved.inboundDomain).toBe('xn--bcher-kva.gazette.example');
  expect(mailAddresses(app, moved)?.help()).toBe(`help+${moved.slug}@xn--bcher-kva.gazette.example`);
  expect(mailAddresses({ ...app, config: { ...app.config, inboundSmtp: undefined } }, moved)).toBeUndefined();
  for (const wrong of [
    'localhost',
    'a b.example',
    'x@y.example',
    '1.2.3.4',
    '-.example',
    `${'a.'.repeat(95)}example`,
  ])
    await expect(makePublication(app, { inboundDomain: wrong })).rejects.toThrow('must be a domain such as');
  expect((await makePublication(app, { inboundDomain: '' })).inboundDomain).toBeNull();
});

describe('A token for the local part of an address', () => {
  const keys = createKeys(['a secret of this installation']);

  test('gives back what it was made of, and has one spelling', () => {
    for (const ids of [[0], [127, 128], [2 ** 32, 2 ** 40 + 5, 7], [Number.MAX_SAFE_INTEGER]]) {
      const token = signMailToken(keys, 'bounce', ids);
      expect(token).toMatch(/^[a-z2-7]+$/);
      expect(readMailToken(keys, 'bounce', token)).toEqual(ids);
      expect(readMailToken(keys, 'confirm', token)).toBeUndefined();
      const twins = Array.from('abcdefghijklmnopqrstuvwxyz234567', (letter) => token.slice(0, -1) + letter);
      expect(twins.filter((twin) => readMailToken(keys, 'bounce', twin))).toEqual([token]);
    }
  });

  test('of noise is refused', () => {
    for (let length = 0; length < 70; length += 1)
      for (const letter of ['a', '7', '1', '+', 'é'])
        expect(readMailToken(keys, 'bounce', letter.repeat(length))).toBeUndefined();
  });
});
