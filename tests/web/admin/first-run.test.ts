import request from 'supertest';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { getPublication, type Publication } from '../../../src/publications/index.ts';
import { createServer } from '../../../src/web/server.ts';
import { createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { startScriptedSmtp } from '../../support/mail/scripted-smtp.ts';
import { makeUser, signInByPage } from '../../support/web/admin.ts';

const app = await createTestApp();
const server = createServer(app);
const smtp = await startScriptedSmtp();
const { hostname, port } = new URL(smtp.url);
let cookie = '';
let gazette: Publication;
beforeAll(async () => {
  cookie = await signInByPage(server, await makeUser(app, 'admin'));
});
beforeEach(async () => {
  smtp.script = () => undefined;
  gazette = await makePublication(app);
});

const page = () => request(server).get(`/admin/${gazette.slug}/set-up`).set('Cookie', cookie);
const connect = (fields: Record<string, string>) =>
  request(server)
    .post(`/admin/${gazette.slug}/set-up`)
    .set('Cookie', cookie)
    .type('form')
    .send({ host: hostname, port, user: '', password: '', ...fields });
const transports = async () => (await getPublication(app.db, gazette.slug)).transports;

test('The set-up shows what is done, and Today leads to it until the first mail is out', async () => {
  expect((await page()).text).toMatch(/2 of 4 done.*Connect your feed.*Add a feed/s);
  const today = async () => (await request(server).get(`/admin/${gazette.slug}`).set('Cookie', cookie)).text;
  expect(await today()).toContain('Go on with the set-up');
  await app.db.raw(
    `insert into sends (publication_id, kind, status, subject, message_key, finished_at) values (?, 'letter', 'sent', 'First', '', now())`,
    [gazette.id],
  );
  expect(await today()).not.toContain('Go on with the set-up');
});

test('A mail server is used once it has let us in, and trying again changes it', async () => {
  smtp.script = (step) => (step === 'connect' ? '554 5.7.1 Not from here' : undefined);
  const refused = await connect({});
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('554 5.7.1 Not from here');
  expect(refused.text).toContain(`value="${port}"`);
  expect(await transports()).toEqual(['default']);
  smtp.script = () => undefined;
  expect((await connect({})).status).toBe(303);
  expect((await connect({})).status).toBe(303);
  expect(await transports()).toEqual(['mail-server']);
  expect((await page()).text).toContain('Mail goes over your own server.');
});

test('A server that nothing answers for is said in plain words, with what the network said beneath', async () => {
  const { text } = await connect({ port: '9' });
  expect(text).toContain(`Nothing answers at ${hostname} on port 9. Check both.\n“`);
  expect(text).toMatch(/“[^”]*ECONNREFUSED[^”]*”/);
});

test('A server that does not let this user in is said in plain words, with its own beneath', async () => {
  smtp.script = (step) => (step === 'connect' ? '535 5.7.8 Bad credentials' : undefined);
  const { text } = await connect({});
  expect(text).toContain(
    `${hostname} does not accept this user with this password.\n“535 5.7.8 Bad credentials`,
  );
});

test.each([
  ['host', { host: '' }],
  ['host', { host: 'mail.example/evil' }],
  ['port', { port: 'x' }],
  ['port', { port: '70000' }],
])('A fault of the %s is said beside it, and what was typed stays: %j', async (field, fields) => {
  const answer = await connect({ user: 'typed', password: 'never shown', ...fields });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain(`id="${field}-error"`);
  expect(answer.text).toContain('value="typed"');
  expect(answer.text).not.toContain('never shown');
  expect(await transports()).toEqual(['default']);
});
