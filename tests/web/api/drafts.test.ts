import request from 'supertest';
import { beforeAll, describe, expect, test } from 'vitest';
import { createServer } from '../../../src/web/server.ts';
import { apiAuthorization, createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';

const app = await createTestApp();
const server = createServer(app);
let authorization = '';
let slug = '';

beforeAll(async () => {
  authorization = await apiAuthorization(app);
  ({ slug } = await makePublication(app));
});

const path = (rest = '') => `/api/v1/publications/${slug}/sends${rest}`;
const call = (method: 'get' | 'post' | 'patch', rest: string, body?: object) =>
  request(server)[method](path(rest)).set('Authorization', authorization).send(body);
const LETTER = { kind: 'letter', subject: 'We have moved', markdown: 'To the harbour.\n\nSee you.' };
const make = async (fields: object = {}) => {
  const { body } = await call('post', '', { ...LETTER, ...fields });
  return `/${body.id}`;
};

describe('The draft of a letter over the API', () => {
  test('has a version; a change of an older one is 409 with the present one and both texts', async () => {
    const id = await make();
    expect((await call('get', id)).body).toMatchObject({ version: 1 });
    expect((await call('patch', id, { subject: 'We moved', version: 1 })).body).toMatchObject({ version: 2 });
    const stale = await call('patch', id, { subject: 'Moved', version: 1 });
    expect([stale.status, stale.type]).toEqual([409, 'application/problem+json']);
    expect(stale.body).toMatchObject({
      code: 'stale-version',
      version: 2,
      current: { version: 2, subject: 'We moved', markdown: LETTER.markdown, audience: { topics: [] } },
    });
    expect((await call('patch', id, { subject: 'Moved' })).body).toMatchObject({
      version: 3,
      subject: 'Moved',
    });
    expect((await call('patch', id, { version: 0 })).status).toBe(422);
  });

  test('that cannot go out is refused, or kept as unfinished with its faults told beside it', async () => {
    const refused = await call('post', '', { ...LETTER, markdown: 'Dear *|FNAME|*' });
    expect(refused.status).toBe(422);
    const made = await call('post', '', { kind: 'letter', unfinished: true });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ subject: '', version: 1, faults: [{ field: 'subject' }] });
    const changed = await call('patch', `/${made.body.id}`, {
      subject: 'Hello',
      markdown: 'Dear *|FNAME|*',
      unfinished: true,
    });
    expect(changed.body).toMatchObject({
      letter: { markdown: 'Dear *|FNAME|*' },
      faults: [{ field: 'markdown', message: expect.stringContaining('*|FNAME|*') }],
    });
    const scheduled = await call('post', `/${made.body.id}/schedule`);
    expect([scheduled.status, scheduled.body.errors]).toEqual([422, changed.body.faults]);
    expect((await call('patch', `/${made.body.id}`, { markdown: 'Dear all' })).body).toMatchObject({
      faults: [],
    });
  });

  test('is merged with what somebody else wrote, or says where both changed the same place', async () => {
    const id = await make();
    await call('patch', id, { markdown: 'To the harbour.\n\nSee you soon.', version: 1 });
    const base = { subject: LETTER.subject, markdown: LETTER.markdown };
    const mine = { ...base, markdown: 'To the old harbour.\n\nSee you.' };
    const merged = await call('post', `${id}/merge`, { base, mine });
    expect(merged.body).toMatchObject({
      version: 3,
      overlaps: [],
      letter: { markdown: 'To the old harbour.\n\nSee you soon.' },
    });
    const other = { ...base, markdown: 'To the harbour.\n\nSee you never.' };
    const asked = await call('post', `${id}/merge`, { base, mine: other });
    expect(asked.body).toMatchObject({
      version: 3,
      overlaps: [{ field: 'markdown', mine: 'See you never.', theirs: 'See you soon.' }],
    });
    const taken = await call('post', `${id}/merge`, { base, mine: other, take: 'both', version: 3 });
    expect(taken.body.letter.markdown).toBe('To the old harbour.\n\nSee you soon.\n\nSee you never.');
  });

  test('has versions, which are listed, shown and restored', async () => {
    const id = await make();
    await call('post', `${id}/merge`, { mine: { subject: 'Mine' }, take: 'mine' });
    const { body } = await call('get', `${id}/versions`);
    expect(body.data).toEqual([
      expect.objectContaining({ version: 1, why: 'before-merge', subject: LETTER.subject }),
    ]);
    const version = `${id}/versions/${body.data[0].id}`;
    expect((await call('get', version)).body).toMatchObject({
      markdown: LETTER.markdown,
      changes: {
        subject: [
          { kind: 'out', text: 'We have moved' },
          { kind: 'in', text: 'Mine' },
        ],
      },
    });
    expect((await call('post', `${version}/restore`, { version: 1 })).status).toBe(409);
    expect((await call('post', `${version}/restore`, { version: 2 })).body).toMatchObject({
      version: 3,
      subject: LETTER.subject,
    });
    expect((await call('get', `${id}/versions/999999`)).status).toBe(404);
    expect((await call('get', `${id}/versions/x`)).status).toBe(404);
  });

  test('is used again as a new draft, once for one Idempotency-Key (SMTP-11)', async () => {
    const id = await make();
    const copies = await Promise.all(
      [1, 2].map(() => call('post', `${id}/copy`).set('Idempotency-Key', 'copy once')),
    );
    expect(copies.map(({ status }) => status)).toEqual([201, 201]);
    expect(copies[0]?.body).toEqual(copies[1]?.body);
    expect(copies[0]?.body).toMatchObject({ status: 'draft', subject: LETTER.subject, version: 1 });
  });
});
