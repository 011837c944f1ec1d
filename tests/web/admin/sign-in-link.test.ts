import request from 'supertest';
import { expect, test } from 'vitest';
import type { App } from '../../../src/platform/app.ts';
import { rows } from '../../../src/platform/database.ts';
import { createServer } from '../../../src/web/server.ts';
import { makeUser } from '../../support/web/admin.ts';
import { createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { lintMessage } from '../../support/mail/message-linter.ts';
import { mailsTo, tokenIn } from '../../support/readers/readers.ts';
import { runNotice, runNotices } from '../../support/mail/notices.ts';

const app = await createTestApp();
const server = createServer(app);
await makePublication(app);
await makeUser(app, 'editor', 'ed@gazette.example');

const ask = (email: string) => request(server).post('/admin/sign-in-link').type('form').send({ email });

test('A person who asks for a sign-in link gets in by its button, once; looking at it changes nothing', async () => {
  const asked = await ask('ED@gazette.example');
  expect([asked.status, asked.headers['location']]).toEqual([303, '/admin/sign-in?notice=link-sent']);
  await runNotices(app);
  const [raw] = await rows<{ source: Buffer }>(app.db, 'select source from mailbox');
  const between = { from: 'news@gazette.example', to: ['ed@gazette.example'] };
  expect(await lintMessage(raw?.source ?? Buffer.alloc(0), between)).toEqual([]);
  const [mail = ''] = await mailsTo(app, 'ed@gazette.example');
  const path = `/admin/sign-in/${tokenIn(mail, 'sign-in')}`;
  for (let look = 0; look < 2; look += 1)
    expect((await request(server).get(path)).text).toContain('ed@gazette.example');
  for (const junk of ['.', ')', '%3E', '>,'])
    expect((await request(server).get(`${path}${junk}`)).status, junk).toBe(200);
  const signedIn = await request(server).post(path).type('form').send({});
  expect([signedIn.status, signedIn.headers['location']]).toEqual([303, '/admin']);
  const cookie = String(signedIn.headers['set-cookie']);
  expect(cookie).toContain('paperround-session=');
  expect((await request(server).get(path)).status).toBe(404);
  expect((await request(server).post(path).type('form').send({})).status).toBe(404);
});

test('The answer is the same for an address that nobody signs in with, and no mail leaves', async () => {
  const known = await ask('ed@gazette.example');
  const unknown = await ask('nobody@gazette.example');
  expect([unknown.status, unknown.headers['location']]).toEqual([known.status, known.headers['location']]);
  await runNotices(app);
  expect(await mailsTo(app, 'nobody@gazette.example')).toEqual([]);
});

test('Nobody is flooded with sign-in links: five an hour', async () => {
  await makeUser(app, 'viewer', 'vi@gazette.example');
  for (let count = 0; count < 8; count += 1) await ask('vi@gazette.example');
  await runNotices(app);
  expect(await mailsTo(app, 'vi@gazette.example')).toHaveLength(5);
});

test('A sign-in mail whose reply was lost is sent once more with the same link, which still works; jobs of others wait for it', async () => {
  await makeUser(app, 'editor', 'lost@gazette.example');
  await ask('lost@gazette.example');
  const [job] = await rows<{ id: number; priority: number }>(
    app.db,
    `select (data ->> 'noticeId')::bigint as id, priority from jobs.job
      where name = 'notice.send' and data ->> 'noticeId' <> '0'`,
  );
  expect(job?.priority).toBe(1);
  const lossy: App = {
    ...app,
    mailer: {
      ...app.mailer,
      async send(mail) {
        await app.mailer.send(mail);
        return { kind: 'unknown', reply: 'The connection was lost.' };
      },
    },
  };
  for (let tries = 0; tries < 2; tries += 1) await runNotice(lossy, job?.id ?? 0).catch(() => {});
  await runNotices(app);
  const mails = await mailsTo(app, 'lost@gazette.example');
  expect([mails.length, new Set(mails).size]).toEqual([2, 1]);
  const path = `/admin/sign-in/${tokenIn(mails[0] ?? '', 'sign-in')}`;
  expect((await request(server).post(path).type('form').send({})).headers['location']).toBe('/admin');
});

test('A path in other capitals is no way past a proxy’s rule for /admin', async () => {
  for (const path of ['/Admin', '/ADMIN/sign-in', '/Mailbox', '/Api/v1/publications'])
    expect((await request(server).get(path)).status).toBe(404);
});
