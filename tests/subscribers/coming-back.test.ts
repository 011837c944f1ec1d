import { describe, expect, test } from 'vitest';
import { asActor } from '../../src/platform/app.ts';
import { rows } from '../../src/platform/database.ts';
import {
  confirm,
  createSubscriber,
  depart,
  findSuppressionsOf,
  importNow,
  liftSuppression,
  signUp,
} from '../../src/subscribers/index.ts';
import { eraseReader } from '../../src/web/erase-reader.ts';
import { createTestApp } from '../support/app/app.ts';
import { auditTrail } from '../support/app/audit.ts';
import { makePublication } from '../support/app/publications.ts';
import { age, evidence, makePending, signUpOf, statusOf } from '../support/readers/readers.ts';

const app = await createTestApp();
const gazette = await makePublication(app, { slug: 'gazette' });
const courier = await makePublication(app, { slug: 'courier', name: 'The Courier' });

async function makeReader(email: string) {
  const pending = await makePending(app, gazette, email);
  await confirm(app, pending.token, evidence);
  return pending;
}
const consent = { source: 'a list', at: new Date(0) };
const suppressedAs = async (reason: string, email: string) => {
  const [hash] = app.keys.addressHashes(email);
  await app.db.raw('insert into suppressions (address_hash, reason) values (?, ?)', [hash, reason]);
};
const reasonsOf = async (email: string) =>
  (await findSuppressionsOf(app, { email })).map(({ reason }) => reason);

describe('Whoever was erased comes back by signing up and confirming (SUP-04)', () => {
  test('and only so: no list and no program brings them back before, nor in other newsletters after', async () => {
    const email = 'back@example.org';
    const { id } = await makeReader(email);
    await eraseReader(app, id, evidence);
    const byProgram = createSubscriber(app, gazette, { ...signUpOf(email), consent });
    await expect(byProgram).rejects.toThrow('Only they can come back');
    const again = await makePending(app, gazette, email);
    expect(await statusOf(app, again.id)).toBe('pending');
    expect(await reasonsOf(email)).toEqual(['erased']);
    expect(await confirm(app, again.token, evidence)).toBe('confirmed');
    expect(await statusOf(app, again.id)).toBe('active');
    expect(await auditTrail(app.db, `subscriber:${again.id}`)).toEqual([
      {
        actor: `subscriber:${again.id}`,
        action: 'suppression.lifted',
        subject: `subscriber:${again.id}`,
        details: { reasons: ['erased'], by: 'confirmation' },
      },
    ]);
    const elsewhere = createSubscriber(app, courier, { ...signUpOf(email), consent });
    await expect(elsewhere).rejects.toThrow('had their data erased');
  });

  test('also before the day is over; then nothing is erased any more', async () => {
    const email = 'second-thoughts@example.org';
    const { id } = await makeReader(email);
    await depart(app, 'erase', id, evidence);
    await age(app, '1 day');
    const { token } = await makePending(app, gazette, email);
    expect(await confirm(app, token, evidence)).toBe('confirmed');
    expect([await statusOf(app, id), await rows(app.db, 'select 1 from departures')]).toEqual(['active', []]);
  });

  test('and not by a link from before', async () => {
    const email = 'old-link@example.org';
    const { id, token } = await makePending(app, gazette, email);
    await depart(app, 'erase', id, evidence);
    expect(await confirm(app, token, evidence)).toBe('expired');
    expect(await statusOf(app, id)).toBe('unsubscribed');
  });
});

describe('An operator lifts what keeps an address out', () => {
  test.each(['never-again', 'complained', 'operator', 'erased', 'bounced'] as const)(
    'as %s, with a line in the audit log that names no address; then the person can sign up',
    async (reason) => {
      const email = `lift-${reason}@example.org`;
      await suppressedAs(reason, email);
      const { lifted } = await liftSuppression(asActor(app, 'user:1'), { email: ` ${email.toUpperCase()} ` });
      expect(lifted).toMatchObject([{ reason, publication: null }]);
      expect(await reasonsOf(email)).toEqual([]);
      const trail = await auditTrail(app.db);
      expect(trail.at(-1)).toMatchObject({
        actor: 'user:1',
        action: 'suppression.lifted',
        details: { reasons: [reason] },
      });
      expect(JSON.stringify(trail)).not.toContain('@');
      expect((await signUp(app, gazette, signUpOf(email))).isMailed).toBe(true);
    },
  );

  test('without making anybody a reader who did not want to be; who only bounced is one again', async () => {
    const readers = await Promise.all(
      ['complained', 'bounced', 'unsubscribed'].map((s) => makeReader(`${s}@example.org`)),
    );
    for (const [n, status] of ['complained', 'bounced', 'unsubscribed'].entries()) {
      await app.db.raw('update subscribers set status = ? where id = ?', [status, readers[n]?.id ?? 0]);
      await liftSuppression(app, { email: `${status}@example.org` });
    }
    expect(await Promise.all(readers.map(({ id }) => statusOf(app, id)))).toEqual([
      'unsubscribed',
      'active',
      'unsubscribed',
    ]);
  });

  test('of an address that nothing keeps out changes nothing and is no line in the log', async () => {
    const before = await auditTrail(app.db);
    expect(await liftSuppression(app, { email: 'free@example.org' })).toEqual({
      lifted: [],
      subscribers: [],
    });
    expect(await auditTrail(app.db)).toEqual(before);
    await expect(liftSuppression(app, { email: 'no address' })).rejects.toThrow();
  });
});

describe('An erasure reaches the rows that a list had refused (GDPR-02)', () => {
  const bring = (text: string) =>
    importNow(app, courier, {
      bytes: (async function* () {
        yield Buffer.from(text);
      })(),
      format: 'csv',
      consent: { source: 'a list', at: undefined, channel: 'test', caller: 'tests' },
    });
  const isAnywhere = async (text: string) =>
    (await rows(app.db, 'select 1 from import_refusals where email ilike ?', [`%${text}%`])).length > 0;

  test('whatever else stood in the cell, before the erasure and after', async () => {
    const { id } = await makeReader('erika@example.org');
    const list =
      'email,confirmed_at\n"Erika <erika@example.org> x",\nerika@example.org,never\nERIKA@example.org,\nerika@example.org,\n';
    await bring(list);
    expect(await isAnywhere('erika')).toBe(true);
    await eraseReader(app, id, evidence);
    expect(await isAnywhere('erika')).toBe(false);
    await bring(list);
    expect(await isAnywhere('erika')).toBe(false);
  });
});
