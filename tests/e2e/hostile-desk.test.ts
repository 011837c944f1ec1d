import { beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { firstRow } from '../../src/platform/database.ts';
import { createLetter } from '../../src/letters/index.ts';
import { adminRouteTable } from '../../src/web/admin/routes.ts';
import { makePublication } from '../support/app/publications.ts';
import { makeArticle, makeReaders } from '../support/sends/sends.ts';
import { openBrowser } from '../support/web/browser.ts';
import { makeUser, PASSWORD } from '../support/web/admin.ts';
import { startSite } from '../support/web/site.ts';

/** Markup of every kind that breaks out of text, attributes, scripts and styles; each of it would set `taken` or ask another host. */
const HOSTILE = [
  `"><img src=x onerror="window.taken=1"><script>window.taken=1</script>`,
  `'><svg/onload=window.taken=1><a href="javascript:window.taken=1">x</a>`,
  `</title></textarea></script><script>window.taken=1</script><base href="https://evil.example/">`,
  `<link rel=stylesheet href="https://evil.example/a.css"><iframe src="https://evil.example/f"></iframe>`,
  `<form action="https://evil.example/x"><input name=q autofocus onfocus=window.taken=1>`,
  `<meta http-equiv=refresh content="0;url=https://evil.example/"><style>@import "https://evil.example/b.css"</style>`,
].join(' ');

const { app, url } = await startSite();
const browser = await openBrowser();
const ids: Record<string, number> = {};

beforeAll(async () => {
  const publication = await makePublication(app, {
    slug: 'gazette',
    name: `Name ${HOSTILE}`.slice(0, 120),
    description: HOSTILE.slice(0, 500),
    topics: [{ slug: 'sea', name: HOSTILE.slice(0, 80) }],
  });
  const [readerId] = await makeReaders(app, publication, 3);
  await app.db.raw(
    `with reader as (update subscribers set name = :text, source = :text, language = :text where id = :readerId returning id, publication_id),
     event as (
       insert into events (publication_id, subscriber_id, type, kind, says, source, once, at, is_heard)
       select publication_id, id, 'reply', 'reply', :text, 'test', 'x', now(), true from reader),
     record as (
       insert into consent_records (publication_id, subscriber_id, kind, channel, source, consent_text)
       select publication_id, id, 'requested', :text, :text, :text from reader)
     insert into subscriber_notes (subscriber_id, actor, text) select id, 'user:1', :text from reader`,
    { text: `\u202E${HOSTILE}`, readerId: readerId ?? 0 },
  );
  const articleId = await makeArticle(app, publication, { title: HOSTILE });
  await app.db.raw(
    `update articles set authors = array[:text], summary = :text, html = :text, image_url = 'https://evil.example/p.png', url = 'https://evil.example/"><script>window.taken=1</script>',
            verdict = 'held', held_code = 'flood', held_params = '{"count": 9, "limit": 1}' where id = :articleId`,
    { text: HOSTILE, articleId },
  );
  const feed = await firstRow<{ id: number }>(
    app.db,
    `insert into feeds (publication_id, url, host, title, status, error, next_poll_at)
     values (?, 'https://evil.example/feed.xml', 'evil.example', ?, 'failing', ?, now() + interval '1 year') returning id`,
    [publication.id, HOSTILE, JSON.stringify({ code: 'legacy', params: { text: HOSTILE } })],
  );
  const letter = await createLetter(app, publication.id, {
    subject: HOSTILE.slice(0, 250),
    preheader: HOSTILE.slice(0, 250),
    markdown: `# ${HOSTILE}\n\n[x](javascript:window.taken=1)\n\n![x](data:text/html,<script>window.taken=1</script>)`,
  });
  const sent = await firstRow<{ id: number }>(
    app.db,
    `insert into sends (publication_id, kind, status, subject, message_key, audience_size, started_at, finished_at, reason)
     values (?, 'letter', 'sent', ?, '', 3, now(), now(), ?) returning id`,
    [publication.id, HOSTILE, JSON.stringify({ code: 'legacy', params: { text: HOSTILE } })],
  );
  await app.db.raw(
    `insert into messages (send_id, subscriber_id, state, reply)
     select ?, id, 'rejected', ? from subscribers where publication_id = ?`,
    [sent?.id ?? 0, `550 5.7.1 ${HOSTILE}`, publication.id],
  );
  await app.db.raw(
    `insert into reviews (send_id, kind, on_silence, asked_at) values (?, 'second-person', 'hold', now())`,
    [letter.id],
  );
  await app.db.raw(
    `with webhook as (
       insert into webhooks (id, publication_id, url, events, sealed_secrets)
       values (99, :id, 'https://evil.example/"><script>window.taken=1</script>', '{*}', '') returning id),
     event as (
       insert into webhook_events (id, publication_id, type, subject_id, payload) values (99, :id, 'article.new', 1, :text) returning id)
     insert into webhook_deliveries (id, webhook_id, event_id, answer) select 99, webhook.id, event.id, :text from webhook, event`,
    { id: publication.id, text: HOSTILE },
  );
  await app.db('template_versions').insert(
    [HOSTILE, `<mj-raw>${HOSTILE}</mj-raw>`].map((source, place) => ({
      publication_id: publication.id,
      name: 'letter',
      number: place + 1,
      source,
      saved_by: `user:${HOSTILE}`,
    })),
  );
  await app.db.raw('update users set name = ?', [HOSTILE.slice(0, 100)]);
  Object.assign(ids, {
    sends: letter.id,
    sent: sent?.id,
    feeds: feed?.id,
    articles: articleId,
    subscribers: readerId,
  });
});

/** Every page that the table of routes lists, with what there is to look at; a stream of events is none, and never loads. */
function addresses(): string[] {
  const pages = adminRouteTable.filter(({ method }) => method === 'get').map(({ path }) => path);
  return pages
    .flatMap((path) =>
      path.includes('/sends/:id')
        ? [path, path.replace(':id', String(ids['sent']))]
        : path.endsWith('/bulk')
          ? [path, `${path}?act=add-topic:sea&all=1`]
          : [path],
    )
    .map((path) =>
      path
        .replace(':slug', 'gazette')
        .replace(/\/(sends|feeds|articles|subscribers)\/:id/, (_all, kind: string) => `/${kind}/${ids[kind]}`)
        .replace('/webhooks/:id', '/webhooks/99')
        .replace('/templates/:kind', '/templates/letter')
        .replace(':number', '1')
        .replace(':deliveryId', '99'),
    )
    .filter((path) => !path.includes(':') && !path.endsWith('/events'))
    .map((path) => `/admin${path}${path.includes('search') ? `?q=${encodeURIComponent(HOSTILE)}` : ''}`);
}

async function signIn(): Promise<{ page: Page; asked: string[] }> {
  const email = await makeUser(app, 'admin');
  await app.db.raw('update users set name = ?', [HOSTILE.slice(0, 100)]);
  const context = await browser.newContext();
  const asked: string[] = [];
  await context.route(
    (address) => address.hostname !== '127.0.0.1',
    (route) => {
      asked.push(route.request().url());
      return route.abort();
    },
  );
  const page = await context.newPage();
  page.on('dialog', (dialog) => void dialog.dismiss());
  await page.goto(`${url}/admin/sign-in`);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL(/\/admin\/gazette/);
  return { page, asked };
}

test('Whatever hostile text is stored, no page of the desk runs it, and none asks another host (SEC-07, SEC-12)', async () => {
  const { page, asked } = await signIn();
  const shown: string[] = [];
  for (const address of addresses()) {
    const answer = await page.goto(url + address, { waitUntil: 'load' }).catch(() => undefined);
    // A draft has no live page, a sent letter no composer: those lead elsewhere or say so.
    expect(answer?.status() ?? 200, address).toBeLessThan(500);
    if (!answer || answer.status() >= 400) continue;
    shown.push(address);
    for (const frame of page.frames())
      expect(await frame.evaluate('window.taken'), `${address} ran it`).toBeUndefined();
    expect(new URL(page.url()).origin, address).toBe(url);
    expect(asked, `${address} asked another host`).toEqual([]);
  }
  expect(shown.length).toBeGreaterThan(30);
});
