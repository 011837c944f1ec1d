import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { checkSend, fingerprint, heedFinding, ignoreFinding } from '../../src/checks/index.ts';
import { saveDraft } from '../../src/letters/index.ts';
import { KINDS } from '../../src/kinds.ts';
import { createServer } from '../../src/web/server.ts';
import { apiAuthorization, createTestApp } from '../support/app/app.ts';
import { auditTrail } from '../support/app/audit.ts';
import { makePublication } from '../support/app/publications.ts';
import { makeLetter } from '../support/sends/letters.ts';

const app = {
  ...(await createTestApp()),
  fetch: async () => ({ kind: 'failure' as const, failure: 'timeout' as const }),
};
const publication = await makePublication(app);
const options = { patienceMs: 50 };
const check = (id: number) => checkSend(app, KINDS, publication.id, id, options);
const ignore = (id: number, input: Parameters<typeof ignoreFinding>[4]) =>
  ignoreFinding(app, KINDS, publication.id, id, input, options);
const codes = (found: { code: string }[]) => found.map(({ code }) => code);

describe('A warning that is meant so', () => {
  test('is left out, with who said so and when, and comes back when it is taken back', async () => {
    const id = await makeLetter(app, publication, { markdown: 'TODO: call the mayor' });
    await ignore(id, { code: 'placeholder-left' });
    await ignore(id, { code: 'placeholder-left' });
    const { warnings, ignored } = await check(id);
    expect(codes(warnings)).not.toContain('placeholder-left');
    expect(ignored).toMatchObject([
      { code: 'placeholder-left', actor: 'command-line', at: expect.any(Date) },
    ]);
    await heedFinding(app, publication.id, id, { code: 'placeholder-left' });
    await heedFinding(app, publication.id, id, { code: 'placeholder-left' });
    expect(codes((await check(id)).warnings)).toContain('placeholder-left');
    const trail = (await auditTrail(app.db, `send:${id}`)).map(({ action }) => action);
    expect(trail.filter((action) => action.startsWith('send.warning-'))).toEqual([
      'send.warning-ignored',
      'send.warning-heeded',
    ]);
  });

  test('stands there again when the text that it is about changes, and only then', async () => {
    const id = await makeLetter(app, publication, { markdown: 'TODO: call the mayor' });
    await ignore(id, { code: 'placeholder-left' });
    await saveDraft(app, publication.id, id, { markdown: 'TODO: call the mayor, and the bishop' });
    expect(codes((await check(id)).warnings)).not.toContain('placeholder-left');
    await saveDraft(app, publication.id, id, { markdown: 'TODO: call the mayor, FIXME' });
    expect(codes((await check(id)).warnings)).toContain('placeholder-left');
  });

  test('can be one of several', async () => {
    const id = await makeLetter(app, publication, {
      markdown: '[here](https://a.example/) and [hier](https://b.example/)',
    });
    const first = (await check(id)).warnings.find(({ code }) => code === 'link-says-nothing');
    if (!first) throw new Error('nothing was found');
    await ignore(id, { code: 'link-says-nothing', fingerprint: fingerprint(first) });
    expect((await check(id)).warnings.filter(({ code }) => code === 'link-says-nothing')).toHaveLength(1);
  });

  test('of two people at once is remembered once', async () => {
    const id = await makeLetter(app, publication, { markdown: 'FIXME' });
    await Promise.all([1, 2, 3].map(() => ignore(id, { code: 'placeholder-left' })));
    expect((await check(id)).ignored).toHaveLength(1);
  });

  test('must be there, and nothing that blocks the send', async () => {
    const id = await makeLetter(app, publication);
    await expect(ignore(id, { code: 'heading-skipped' })).rejects.toMatchObject({ code: 'no-such-warning' });
    await expect(ignore(id, { code: 'no-postal-address' } as never)).rejects.toThrow('cannot be ignored');
  });
});

describe('The check over the API', () => {
  const server = createServer({ ...app });
  const post = async (path: string, body: object = {}, language = 'en') =>
    request(server)
      .post(`/api/v1/publications/${publication.slug}${path}`)
      .set('Authorization', await apiAuthorization(app))
      .set('Accept-Language', language)
      .send(body);

  test('answers blockers and warnings as code, words and place, in the language that is preferred', async () => {
    const id = await makeLetter(app, publication, { markdown: 'First.\n\nTODO' });
    const { status, body } = await post(`/sends/${id}/check`, {}, 'de');
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(['blockers', 'warnings']);
    expect(body.blockers).toEqual([]);
    expect(body.warnings).toContainEqual({
      code: 'placeholder-left',
      says: 'Es ist noch Platzhaltertext da: „TODO“. Die Leser sähen ihn so, wie er ist.',
      where: 'markdown:3',
    });
    const after = await post(`/sends/${id}/check/ignore`, { code: 'placeholder-left' });
    expect(codes(after.body.warnings)).not.toContain('placeholder-left');
    const back = await post(`/sends/${id}/check/heed`, { code: 'placeholder-left' });
    expect(codes(back.body.warnings)).toContain('placeholder-left');
  });

  test('refuses what is no warning, and a send that is not there', async () => {
    const id = await makeLetter(app, publication);
    expect((await post(`/sends/${id}/check/ignore`, { code: 'no-postal-address' })).body).toMatchObject({
      status: 422,
      errors: [{ field: 'code' }],
    });
    expect((await post(`/sends/${id}/check/ignore`, { code: 'placeholder-left' })).status).toBe(409);
    expect((await post('/sends/999999/check')).status).toBe(404);
  });
});
