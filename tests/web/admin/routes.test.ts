import { globSync, readFileSync } from 'node:fs';
import request from 'supertest';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../../src/accounts/index.ts';
import { createServer } from '../../../src/web/server.ts';
import { createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { makeUser, signInByPage } from '../../support/web/admin.ts';

const app = await createTestApp();
const server = createServer(app);
const cookies: Partial<Record<Role, string>> = {};
beforeAll(async () => {
  for (const role of ['admin', 'viewer'] as const)
    cookies[role] = await signInByPage(server, await makeUser(app, role));
  await makePublication(app, { slug: 'gazette' });
});

const get = (url: string, as: Role = 'admin') =>
  request(server)
    .get(url)
    .set('Cookie', cookies[as] ?? '');
const post = (url: string, fields: Record<string, string>) =>
  request(server)
    .post(url)
    .set('Cookie', cookies.admin ?? '')
    .type('form')
    .send(fields);

const SETTINGS = '/admin/gazette/settings/publication';

/** The part of the page that only people who work here see. */
const MENU = 'aria-label="Main"';

describe('A fault of somebody who works here stands in the frame they work in:', () => {
  test.each([
    ['an address that is no page', '/admin/nothing', 'admin', 404],
    ['a publication that is not there', '/admin/none/settings/sender', 'admin', 404],
    ['a publication that is not there, whatever their role', '/admin/none/settings/sender', 'viewer', 404],
    ['a page that needs another role', '/admin/api-keys', 'viewer', 403],
    ['a mail that is not there', '/mailbox/999999', 'admin', 404],
    ['an address of the mailbox that is no page', '/mailbox/1/nothing', 'admin', 404],
  ] as const)('%s', async (_what, url, as, status) => {
    const { text, status: answered } = await get(url, as);
    expect(answered).toBe(status);
    expect(text).toContain(MENU);
    expect(text).toContain('Go to Today');
    expect(text).not.toContain('Go to the start page');
  });

  test.each(['x', '0', '-1', '99999999999999999999'])('a send whose number is %s', async (id) => {
    const { text, status } = await post(`/admin/gazette/sends/${id}/pause`, {});
    expect([status, text.includes(MENU)]).toEqual([404, true]);
  });

  test('while readers see their own', async () => {
    const { text } = await request(server).get('/nothing-here');
    expect(text).toContain('Go to the start page');
    expect(text).not.toContain(MENU);
  });
});

describe('A form that is refused', () => {
  test('keeps what was typed, says what is wrong beside each field and starts at the first of them', async () => {
    const { text, status } = await post(SETTINGS, {
      name: 'Typed again',
      siteUrl: 'nonsense',
      imprintUrl: 'none',
    });
    expect(status).toBe(422);
    for (const kept of ['Typed again', 'nonsense', 'none']) expect(text).toContain(`value="${kept}"`);
    for (const field of ['siteUrl', 'imprintUrl']) expect(text).toContain(`id="${field}-error"`);
    const focused = [...text.matchAll(/<input [^>]*autofocus[^>]*>/g)].map(([input]) => input);
    expect(focused).toHaveLength(1);
    expect(focused[0]).toContain('name="siteUrl"');
    expect((await get(SETTINGS)).text).not.toContain('Typed again');
  });

  test('does so for a new key, too', async () => {
    const { text, status } = await post('/admin/api-keys', { name: ' '.repeat(3) });
    expect(status).toBe(422);
    expect(text).toContain('id="name-error"');
    expect(text).toContain(MENU);
  });
});

describe('No page reads a form or draws a frame by itself:', () => {
  const pages = globSync('src/web/{admin,mailbox}/*/**/*.{ts,tsx}').concat(globSync('src/web/mailbox/*'));
  test.each(pages.filter((file) => !file.includes('/components/')))('%s', (file) => {
    const text = readFileSync(file, 'utf8');
    expect(text).not.toMatch(
      /formValues|readForm|sendView|sendPage|(?:DeskPage|DoorPage)\b(?!\.tsx)|response\.(send|redirect|setHeader)/,
    );
  });
});

describe('After a form', () => {
  test.each([
    ['/admin/api-keys', '/admin/api-keys?notice=settings-unchanged'],
    ['https://evil.example', '/admin/gazette/settings/publication?notice=settings-unchanged'],
    ['//evil.example', '/admin/gazette/settings/publication?notice=settings-unchanged'],
  ])('one that stood on %s leads to %s', async (back, to) => {
    expect((await post(SETTINGS, { name: 'The Gazette', back })).headers['location']).toBe(to);
  });

  test('any page says the good news that its address names, in words of ours only', async () => {
    expect((await get('/admin/api-keys?notice=saved')).text).toContain('The settings are saved.');
    expect((await get('/admin/gazette?notice=<b>evil')).text).not.toContain('evil');
    expect((await get('/admin/gazette?notice=constructor')).text).not.toContain('role="status"');
  });
});
