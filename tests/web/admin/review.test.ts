import request from 'supertest';
import { beforeEach, describe, expect, test } from 'vitest';
import { KINDS } from '../../../src/kinds.ts';
import { rows } from '../../../src/platform/database.ts';
import { giveSignOfLife } from '../../../src/planning/index.ts';
import { heedSilence, viewReview } from '../../../src/reviews/index.ts';
import { prepareDueSends } from '../../../src/sends/index.ts';
import { readTypedTime } from '../../../src/web/admin/review/review-form.ts';
import { createServer } from '../../../src/web/server.ts';
import { auditTrail } from '../../support/app/audit.ts';
import { createVirtualClock } from '../../support/app/virtual-clock.ts';
import { reviewScene } from '../../support/reviews/review-scene.ts';
import { deliver } from '../../support/sends/sends.ts';
import { makeUser, signInByPage } from '../../support/web/admin.ts';

const clock = await createVirtualClock();
const { app } = clock;
const server = createServer(app);

beforeEach(async () => {
  await app.db.raw(`update sends set status = 'cancelled' where status <> 'sent'`);
  await app.db.raw('delete from users');
  await app.db.raw('delete from jobs.job');
  await app.db.raw('delete from rate_limits');
});

/** What a person reads on a page. */
const see = async (path: string) => {
  const { status, text } = await request(server).get(path);
  const main = /<main[^]*<\/main>/.exec(text)?.[0] ?? '';
  return { status, text: main.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ') };
};
const turnOf = async (path: string) =>
  /name="turn" value="(\d+)"/.exec((await request(server).get(path)).text)?.[1];
const press = async (path: string, fields: Record<string, string>) =>
  request(server)
    .post(path)
    .type('form')
    .send({ turn: (await turnOf(path)) ?? '0', ...fields });
const passes = async (minutes: number) => {
  await clock.pass(minutes * 60);
  await giveSignOfLife(app);
  await heedSilence(app);
  await prepareDueSends(app, KINDS);
  await deliver(app);
};

describe('The page behind the link of a review', () => {
  test('says when it goes out and what silence means, shows the mail, and needs no sign-in', async () => {
    const { links } = await reviewScene(app);
    const { status, text } = await see(links['mira'] ?? '');
    expect(status).toBe(200);
    expect(text).toMatch(/Goes out at \d\d:\d\d\. If nobody answers, it goes out as it is\./);
    expect(text).toContain('Automatic email');
    const mail = await request(server).get(`${links['mira']}/mail`);
    expect(mail.text).toContain('Ferry to run every 40 minutes');
    expect(mail.headers['content-security-policy']).toContain('sandbox');
    expect(mail.headers['content-security-policy']).not.toContain('allow-scripts');
    expect(mail.headers['referrer-policy']).toBe('no-referrer');
  });

  test('changes nothing when it is looked at, however often and by whom (scanners)', async () => {
    const { links, sendId } = await reviewScene(app);
    const before = await rows(
      app.db,
      `select s.*, r.turn, r.decision from sends s join reviews r on r.send_id = s.id where s.id = ${sendId}`,
    );
    for (const path of [
      links['mira'],
      `${links['mira']}/mail`,
      `${links['mira']}?do=approve`,
      `${links['mira']}.`,
    ])
      for (let time = 0; time < 3; time += 1) {
        await request(server).get(path ?? '');
        await request(server).head(path ?? '');
      }
    expect(
      await rows(
        app.db,
        `select s.*, r.turn, r.decision from sends s join reviews r on r.send_id = s.id where s.id = ${sendId}`,
      ),
    ).toEqual(before);
  });

  test('takes an answer as the person, says so, and offers the way back', async () => {
    const { links, sendId } = await reviewScene(app);
    const [mira = '', jonas = ''] = [links['mira'], links['jonas']];
    const answer = await press(mira, { do: 'approve', subject: 'The ferry runs more often' });
    expect([answer.status, answer.headers['location']]).toEqual([303, mira]);
    expect((await see(mira)).text).toMatch(
      /Approved\. Goes out at \d\d:\d\d\. You approved it at .* Pull it back until/,
    );
    expect((await see(jonas)).text).toMatch(/mira@gazette\.example approved it at/);
    expect((await auditTrail(app.db, `send:${sendId}`)).at(-1)?.actor).toMatch(/^user:/);
    await press(jonas, { do: 'hold' });
    expect((await see(mira)).text).toMatch(
      /Held\. Nobody gets it until somebody releases it\. jonas@gazette\.example held it/,
    );
    await press(mira, { do: 'drop' });
    expect((await see(jonas)).text).toMatch(/Dropped\. Nobody gets it\. mira@gazette\.example dropped it/);
  });

  test('tells whoever was slower, and a form that is sent twice has one effect', async () => {
    const { links, sendId } = await reviewScene(app);
    const [mira = '', jonas = ''] = [links['mira'], links['jonas']];
    const turn = (await turnOf(jonas)) ?? '';
    const both = await Promise.all([
      press(mira, { do: 'approve', turn }),
      press(mira, { do: 'approve', turn }),
    ]);
    expect(both.map(({ status }) => status)).toEqual([303, 303]);
    const late = await press(jonas, { do: 'drop', turn });
    expect(late.headers['location']).toBe(`${jonas}?undone=overtaken`);
    expect((await see(`${jonas}?undone=overtaken`)).text).toMatch(
      /Somebody else was quicker.* mira@gazette\.example approved it/,
    );
    expect(await viewReview(app, sendId)).toMatchObject({ stage: 'approved' });
  });

  test('asks again for a subject that is empty, and keeps what was typed', async () => {
    const { links, sendId } = await reviewScene(app);
    const answer = await press(links['mira'] ?? '', { do: 'save', subject: '   ' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('aria-invalid="true"');
    const long = await press(links['mira'] ?? '', { do: 'approve', subject: 'x'.repeat(300) });
    expect(long.status).toBe(422);
    expect(long.text).toContain('x'.repeat(300));
    expect(await viewReview(app, sendId)).toMatchObject({ stage: 'asking' });
    await press(links['mira'] ?? '', { do: 'save', subject: '<b>Ferry</b> & more' });
    expect((await viewReview(app, sendId))?.subject).toBe('<b>Ferry</b> & more');
    expect((await request(server).get(links['mira'] ?? '')).text).toContain('&lt;b>Ferry&lt;/b> &amp; more');
  });

  test('says what silence did, and how much can still be done about it', async () => {
    const sent = await reviewScene(app);
    await passes(31);
    expect((await see(sent.links['mira'] ?? '')).text).toMatch(
      /It went out to 3 readers\. Nobody answered, so it went out as it was/,
    );
    await app.db.raw('delete from users');
    const held = await reviewScene(app, { onSilence: 'hold' });
    await passes(31);
    const link = held.links['mira'] ?? '';
    expect((await see(link)).text).toMatch(/Nobody answered until .*, so it is held\..*Send it now/);
    await press(link, { do: 'approve', when: 'now' });
    await passes(0);
    expect((await see(link)).text).toContain('It went out to 3 readers');
  });

  test('stops what goes out for five minutes, and tells who has it', async () => {
    const { links } = await reviewScene(app);
    const link = links['mira'] ?? '';
    await clock.pass(30.5 * 60);
    await giveSignOfLife(app);
    await prepareDueSends(app, KINDS);
    expect((await see(link)).text).toMatch(/It is going out\. 0 of 3 readers have it\..*Stop it now/);
    await press(link, { do: 'hold' });
    expect((await see(link)).text).toMatch(/Stopped\. 0 readers have it.* 3 do not\. You stopped it at/);
    await press(link, { do: 'approve' });
    await clock.pass(6 * 60);
    expect((await see(link)).text).toMatch(/too late to pull it back here/);
  });

  test('speaks German to whoever reads German', async () => {
    const { links } = await reviewScene(app);
    await app.db.raw(`update users set language = 'de' where email like 'mira%'`);
    const { text } = await see(links['mira'] ?? '');
    expect(text).toContain('Antwortet niemand, geht sie unverändert hinaus.');
    expect(text).toContain('Genehmigen');
  });

  test('is honest about links that do not open, and tells nothing of the send', async () => {
    const { links } = await reviewScene(app);
    const unknown = await see(`/review/${'A'.repeat(43)}`);
    expect([unknown.status, unknown.text]).toEqual([404, expect.stringContaining('This link opens nothing')]);
    await clock.pass(25 * 3600);
    const dead = await see(links['mira'] ?? '');
    expect([dead.status, dead.text]).toEqual([410, expect.stringContaining('does not work any more')]);
    const late = await press(links['mira'] ?? '', { do: 'approve', turn: '0' });
    expect(late.status).toBe(410);
    for (const { text } of [unknown, dead, await see(`${links['mira']}/mail`)])
      expect(text).not.toMatch(/Ferry|Gazette/);
  });

  test('lets nobody guess for long', async () => {
    const guess = (letter: string) => request(server).get(`/review/${letter.repeat(43)}`);
    for (let time = 0; time < 60; time += 1) await guess('B');
    const refused = await guess('C');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  });
});

describe('The same on the desk', () => {
  test('is for those who may send, and for nobody else', async () => {
    const { publication, sendId } = await reviewScene(app);
    const path = `/admin/${publication.slug}/sends/${sendId}/review`;
    const editor = await signInByPage(server, await makeUser(app, 'editor'));
    expect((await request(server).get(path).set('Cookie', editor)).text).toContain('If nobody answers');
    const today = await request(server).get(`/admin/${publication.slug}`).set('Cookie', editor);
    expect(today.text).toContain(path);
    const answer = await request(server).post(path).set('Cookie', editor).type('form').send({ do: 'hold' });
    expect(answer.status).toBe(303);
    expect(await viewReview(app, sendId)).toMatchObject({ stage: 'held' });
    await app.db.raw(`update users set may_send = false where email = 'editor@gazette.example'`);
    for (const method of ['get', 'post'] as const)
      expect((await request(server)[method](path).set('Cookie', editor)).status).toBe(403);
  });
});

test.each([
  ['7', '07:00'],
  ['7:00', '07:00'],
  ['0700', '07:00'],
  ['7.00', '07:00'],
  ['17:30', '17:30'],
  [' 1730 ', '17:30'],
  ['24', undefined],
  ['7:60', undefined],
  ['seven', undefined],
  ['', undefined],
])('The time %s is read as %s', (typed, read) => expect(readTypedTime(typed)).toBe(read));
