import request from 'supertest';
import { beforeEach, describe, expect, test } from 'vitest';
import { changeEdition, viewEdition } from '../../../src/planning/index.ts';
import { viewReview } from '../../../src/reviews/index.ts';
import { createServer } from '../../../src/web/server.ts';
import { createTestApp } from '../../support/app/app.ts';
import { digestReviewScene, type ReviewScene } from '../../support/reviews/review-scene.ts';

const app = await createTestApp();
const server = createServer(app);
let scene: ReviewScene;
let link = '';

beforeEach(async () => {
  await app.db.raw(`update sends set status = 'cancelled' where status <> 'sent'`);
  await app.db.raw('delete from users');
  scene = await digestReviewScene(app, ['Ferry stays', 'Market moves', 'Pool opens']);
  link = scene.links['mira'] ?? '';
});

const page = async () => (await request(server).get(link)).text;
const valueOf = (text: string, name: string) =>
  new RegExp(`name="${name}" value="(\\d+)"`).exec(text)?.[1] ?? '';
const press = async (fields: Record<string, string>, seen?: string) => {
  const text = seen ?? (await page());
  const form = { turn: valueOf(text, 'turn'), edition: valueOf(text, 'edition'), ...fields };
  return request(server).post(link).type('form').send(form);
};
const view = async () => {
  const found = await viewEdition(app, scene.publication.id, scene.sendId);
  return {
    edition: found?.edition,
    titles: found?.articles.map(({ article }) => article.title),
    dropped: found?.dropped.map(({ article }) => article.title),
  };
};
const stage = async () => (await viewReview(app, scene.sendId))?.stage;

describe('The review of a planned digest, by the link of the mail', () => {
  test('shows its articles, and what an answer changes is its edition: order, dropped, put back, subject', async () => {
    const text = await page();
    expect(text).toContain('Drop: Ferry stays');
    expect(text).toContain('Its articles come with the next one');
    expect((await view()).titles).toEqual(['Pool opens', 'Market moves', 'Ferry stays']);
    await press({ pick: 'up:2' });
    await press({ pick: 'out:0' });
    expect(await view()).toMatchObject({ titles: ['Ferry stays', 'Market moves'], dropped: ['Pool opens'] });
    const [, back = ''] = /name="pick" value="(back:\d+)"/.exec(await page()) ?? [];
    await press({ pick: back });
    expect((await view()).titles).toEqual(['Pool opens', 'Ferry stays', 'Market moves']);
    await press({ do: 'save', subject: 'Today in town' });
    expect((await view()).edition).toMatchObject({ subject: 'Today in town' });
    expect(await stage()).toBe('asking');
  });

  test('approves what the page shows, and nothing that somebody changed since', async () => {
    const seen = await page();
    await changeEdition(app, scene.publication.id, scene.sendId, { introduction: 'Hello.' });
    const late = await press({ do: 'approve', subject: '' }, seen);
    expect(late.headers['location']).toContain('undone=changed');
    expect(await stage()).toBe('asking');
    await press({ do: 'approve', subject: '' });
    expect(await stage()).toBe('approved');
  });

  test('holds it, and nobody gets it until somebody decides', async () => {
    await press({ do: 'hold', subject: '' });
    expect(await stage()).toBe('held');
  });
});
