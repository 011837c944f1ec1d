import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { createStorageProbe } from '../../src/platform/storage.ts';
import { createServer } from '../../src/web/server.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';

const app = await createTestApp();
await makePublication(app, { slug: 'gazette' });

/** A database that fails at a statement as PostgreSQL does, for as long as `state` is set. */
function failing(pattern: RegExp, fault: { state: string | undefined }) {
  const wrap = <Target extends object>(db: Target): Target =>
    new Proxy(db, {
      get(target, name, receiver) {
        const found = Reflect.get(target, name, receiver) as unknown;
        if (name === 'transaction')
          return (work: (inner: object) => unknown) =>
            (found as typeof app.db.transaction).call(target, (inner) => work(wrap(inner)) as never);
        if (name !== 'raw') return found;
        return (sql: string, bindings?: never) => {
          const isFailing = fault.state !== undefined && pattern.test(sql);
          const raise = `do $$ begin raise exception 'no room' using errcode = '${fault.state}'; end $$`;
          const raw = (found as typeof app.db.raw).bind(target);
          return isFailing ? raw(raise) : bindings === undefined ? raw(sql) : raw(sql, bindings);
        };
      },
    });
  return wrap(app.db);
}

describe('While nothing can be stored', () => {
  test.each([
    ['53100', 'disk-full', 'full'],
    ['25006', 'storage-unavailable', 'is not writable'],
  ])(
    '(%s) the server is not ready and says why, and is ready again at once',
    async (state, status, words) => {
      const fault: { state: string | undefined } = { state };
      const db = failing(/storage_probe values/, fault);
      const server = createServer({ ...app, db }, new AbortController().signal);
      const answer = await request(server).get('/readyz');
      expect([answer.status, answer.body.status]).toEqual([503, status]);
      expect(answer.body.detail).toContain(words);
      expect((await request(server).get('/healthz')).status).toBe(200);
      fault.state = undefined;
      expect((await request(server).get('/readyz')).status).toBe(200);
    },
  );

  test('a sign-up gets 503 and words, as a page and as JSON, and nothing about the database', async () => {
    const db = failing(/insert into/, { state: '53100' });
    const server = createServer({ ...app, db }, new AbortController().signal);
    const post = () => request(server).post('/gazette/subscribe');
    const json = await post().send({ email: 'ann@example.org' });
    const page = await post().set('Accept', 'text/html').type('form').send({ email: 'ann@example.org' });
    expect(json.text).toContain('Nothing can be stored at the moment');
    expect(page.text).toContain('We cannot do that at the moment');
    for (const { status, text } of [json, page]) {
      expect(status).toBe(503);
      expect(text).not.toContain('no room');
    }
  });

  test('a data folder that is not writable counts, where the database lies in it', async () => {
    const where = { databaseUrl: undefined, dataDir: '/proc/nowhere' };
    expect(await createStorageProbe(app.db, where)()).toBe('storage-unavailable');
    expect(await createStorageProbe(app.db, { ...where, databaseUrl: app.databaseUrl })()).toBe('ready');
  });
});

test('Whoever asks again and again gets the last answer for a while', async () => {
  const fault: { state: string | undefined } = { state: undefined };
  const look = createStorageProbe(failing(/storage_probe values/, fault), app.config, 60_000);
  expect(await look()).toBe('ready');
  fault.state = '53100';
  expect(await look()).toBe('ready');
});
