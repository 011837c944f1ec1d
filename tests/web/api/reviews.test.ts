import request from 'supertest';
import { beforeAll, describe, expect, test } from 'vitest';
import { createApiKey } from '../../../src/accounts/index.ts';
import { planArticleSends } from '../../../src/planning/index.ts';
import { openDueReviews } from '../../../src/reviews/index.ts';
import { createServer } from '../../../src/web/server.ts';
import { createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { makeArticle, makeReaders } from '../../support/sends/sends.ts';

const app = await createTestApp();
const server = createServer(app);
const keys: Record<string, string> = {};
let publication: Awaited<ReturnType<typeof makePublication>>;

beforeAll(async () => {
  for (const name of ['site', 'desk']) keys[name] = `Bearer ${(await createApiKey(app, name)).key}`;
  publication = await makePublication(app);
  await makeReaders(app, publication, 3);
});

const base = () => `/api/v1/publications/${publication.slug}`;
const call = (method: 'get' | 'post' | 'patch', path: string, body?: object, as = 'site') => {
  const agent = request(server);
  const sent = agent[method](`${base()}${path}`).set('Authorization', keys[as] ?? '');
  return method === 'get' ? sent : sent.send(body ?? {});
};

describe('Reviews over the API', () => {
  test('are three settings of the publication', async () => {
    expect((await call('get', '')).body).toMatchObject({
      reviewMinutes: 0,
      onSilence: 'send',
      secondPersonAbove: null,
    });
    const changed = await call('patch', '', { reviewMinutes: 45, onSilence: 'hold', secondPersonAbove: 2 });
    expect(changed.body).toMatchObject({ reviewMinutes: 45, onSilence: 'hold', secondPersonAbove: 2 });
    expect((await call('patch', '', { secondPersonAbove: 0 })).body.secondPersonAbove).toBeNull();
    for (const wrong of [
      { reviewMinutes: -1 },
      { reviewMinutes: 1441 },
      { onSilence: 'wait' },
      { secondPersonAbove: -1 },
    ])
      expect((await call('patch', '', wrong)).status).toBe(422);
  });

  test('list what waits, and take an answer for it; a repeat is harmless', async () => {
    await makeArticle(app, publication, { title: 'Ferry' });
    await planArticleSends(app);
    await openDueReviews(app);
    const { body } = await call('get', '/reviews');
    expect(body.data).toMatchObject([
      { subject: 'Ferry', kind: 'clock', stage: 'asking', onSilence: 'hold', decision: null, askedBy: null },
    ]);
    const { sendId } = body.data[0];
    const held = await call('post', `/sends/${sendId}/hold`);
    expect(held.body).toMatchObject({
      status: 'held',
      reason: { code: 'review-held' },
      review: { stage: 'held' },
    });
    for (let time = 0; time < 2; time += 1) {
      const approved = await call('post', `/sends/${sendId}/approve`, { subject: 'The ferry' }, 'desk');
      expect(approved.body).toMatchObject({
        subject: 'The ferry',
        status: 'scheduled',
        review: { stage: 'approved', decision: 'approved', decidedBy: 'desk' },
      });
    }
    expect((await call('get', '/reviews')).body.data).toEqual([]);
  });

  test('let one key schedule a large letter and another one approve it', async () => {
    await call('patch', '', { secondPersonAbove: 2 });
    const letter = { kind: 'letter', subject: 'To all', markdown: 'Dear readers' };
    const { id } = (await call('post', '/sends', letter)).body;
    const at = new Date(Date.now() + 3_600_000).toISOString();
    const scheduled = await call('post', `/sends/${id}/schedule`, { at });
    expect(scheduled.body).toMatchObject({ status: 'held', reason: { code: 'second-person' } });
    expect(scheduled.body.reason.says).toContain('3 readers');
    await openDueReviews(app);
    const alone = await call('post', `/sends/${id}/approve`);
    expect([alone.status, alone.body.code]).toEqual([409, 'same-person']);
    const released = await call('post', `/sends/${id}/release`);
    expect([released.status, released.body.code]).toEqual([409, 'second-person']);
    const approved = await call('post', `/sends/${id}/approve`, {}, 'desk');
    expect(approved.body).toMatchObject({
      status: 'scheduled',
      review: { askedBy: 'site', decidedBy: 'desk' },
    });
    for (const wrong of [{ at: 'soon' }, { subject: '' }, { when: 'now' }])
      expect((await call('post', `/sends/${id}/approve`, wrong, 'desk')).status).toBe(wrong.at ? 200 : 422);
  });
});
