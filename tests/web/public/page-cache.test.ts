import express from 'express';
import request from 'supertest';
import { expect, test } from 'vitest';
import { clearedByChanges, createPageCache } from '../../../src/web/public/page-cache.ts';

/** A page that says how often it was made. */
function site(body: (count: number) => Promise<string> | string = String) {
  const clock = { ms: 0 };
  const pages = createPageCache(() => clock.ms);
  const server = express();
  let made = 0;
  server.use('/change', clearedByChanges(pages), (_request, response) => void response.end());
  server.use((asked, response) =>
    pages.answer(asked, response, async () => {
      made += 1;
      return { type: 'text/plain', body: await body(made), headers: {} };
    }),
  );
  return { get: async (path: string) => (await request(server).get(path)).text, server, clock };
}

test('A crowd that asks at once gets a page that was made once', async () => {
  const { get } = site();
  expect(new Set(await Promise.all(Array.from({ length: 20 }, () => get('/page'))))).toEqual(new Set(['1']));
});

test('Each address has a page of its own', async () => {
  const { get } = site();
  expect([await get('/page'), await get('/page?q=1')]).toEqual(['1', '2']);
});

test('A page is a second old at most', async () => {
  const { get, clock } = site();
  await get('/page');
  clock.ms = 999;
  expect(await get('/page')).toBe('1');
  clock.ms = 1000;
  expect(await get('/page')).toBe('2');
});

test('After a change a page is made anew, and not after a look', async () => {
  const { get, server } = site();
  await get('/page');
  await request(server).get('/change');
  expect(await get('/page')).toBe('1');
  await request(server).post('/change');
  expect(await get('/page')).toBe('2');
});

test('A page that failed is tried again by the next visitor', async () => {
  const { get } = site((count) => (count === 1 ? Promise.reject(new Error('No database')) : 'There'));
  await get('/page');
  expect(await get('/page')).toBe('There');
});

test('Large pages push out the oldest, so that memory has an end', async () => {
  const { get } = site((count) => `${count}${'x'.repeat(6_000_000)}`);
  for (const path of ['/a', '/b', '/c']) await get(path);
  expect((await get('/c')).startsWith('3')).toBe(true);
  expect((await get('/a')).startsWith('4')).toBe(true);
});
