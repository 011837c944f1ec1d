import request from 'supertest';
import { beforeAll, describe, expect, test } from 'vitest';
import { pushArticle } from '../../src/articles/index.ts';
import type { Explanation } from '../../src/explain/index.ts';
import { rows } from '../../src/platform/database.ts';
import { listTopics, type Publication } from '../../src/publications/index.ts';
import { scheduleLetter } from '../../src/letters/index.ts';
import { planArticleSends } from '../../src/planning/index.ts';
import { cancelSend, deliverDueRetries, pauseSend } from '../../src/sends/index.ts';
import {
  changeSubscriber,
  confirm,
  liftSuppression,
  signUp,
  unsubscribe,
} from '../../src/subscribers/index.ts';
import { suppress } from '../../src/subscribers/suppressions/suppression-queries.ts';
import { eraseReader } from '../../src/web/erase-reader.ts';
import { createServer } from '../../src/web/server.ts';
import { apiAuthorization, createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { startSmtpSink } from '../support/mail/smtp-sink.ts';
import { decodeQuotedPrintable, evidence, signUpOf, statusOf, tokenIn } from '../support/readers/readers.ts';
import { makeLetter } from '../support/sends/letters.ts';
import {
  deliver,
  expireLeases,
  makeArticle,
  makeReaders,
  prepareSendOf,
  QUICK,
  shiftRetries,
} from '../support/sends/sends.ts';
import { sendNoticeTo } from '../support/mail/notices.ts';

let refusal: string | undefined;
const sink = await startSmtpSink({ refuse: (to) => (to.startsWith('reader1@') ? refusal : undefined) });
const app = await createTestApp({ SMTP_URL: sink.url });
const server = createServer(app);
let authorization = '';

beforeAll(async () => {
  authorization = await apiAuthorization(app);
});

const ask = (slug: string, query: Record<string, unknown> | string) =>
  request(server)
    .get(`/api/v1/publications/${slug}/explain`)
    .query(query)
    .set('Authorization', authorization);

type Explained = Omit<Explanation, 'because'> & { because: { code: string; holds: boolean; says: string }[] };

async function explained({ slug }: Publication, query: Record<string, unknown>): Promise<Explained> {
  const answer = await ask(slug, query);
  expect(answer.status, answer.text).toBe(200);
  return answer.body as Explained;
}

const TOPICS = [
  { slug: 'sport', name: 'Sport' },
  { slug: 'arts', name: 'Arts' },
];

/** A newsletter with two readers. What `reader1@` may get the mail server decides by `refusal`. */
async function scene(domain: string, fields: Record<string, unknown> = {}) {
  refusal = undefined;
  const publication = await makePublication(app, { topics: TOPICS, ...fields });
  const [id = 0, other = 0] = await makeReaders(app, publication, 2, domain);
  const email = `reader1@${domain}`;
  const topicIds = (await listTopics(app.db, publication.id)).map((topic) => topic.id);
  const [sport = 0, arts = 0] = topicIds;
  return { publication, id, other, email, sport, arts };
}

async function signUpWith(publication: Publication, email: string): Promise<number> {
  const { subscriber } = await signUp(app, publication, signUpOf(email));
  return subscriber?.id ?? 0;
}

const no = ({ because }: Explained) => because.filter(({ holds }) => !holds).map(({ code }) => code);
const words = ({ because }: Explained, code: string) =>
  because.filter((one) => one.code === code).map(({ says }) => says);
const CONDITIONS = [
  'confirmed',
  'not-unsubscribed',
  'not-bounced',
  'not-complained',
  'not-suppressed',
  'not-paused',
  'rhythm',
  'under-cap',
  'follows',
];

describe('The verdict on an article that was sent', () => {
  test('accepted: every condition is answered, and the ledger says when and what the server said', async () => {
    const { publication, id, email } = await scene('accepted.example');
    const article = await makeArticle(app, publication, { title: 'Bridge opens' });
    const sendId = await prepareSendOf(app, article);
    await deliver(app);
    const found = await explained(publication, { email, article });
    expect(found).toMatchObject({
      subscriber: { id, status: 'active', email },
      article: { id: article, title: 'Bridge opens', verdict: 'new' },
      verdict: 'accepted',
      messages: [{ sendId, state: 'accepted', attempts: 1 }],
    });
    expect(found).not.toHaveProperty('send');
    expect(found.messages[0]?.lastReply).toMatch(/^250/);
    expect(no(found)).toEqual([]);
    expect(found.because.map(({ code }) => code)).toEqual([
      'article-may-go',
      'send-planned',
      'send-prepared',
      'send-not-stopped',
      ...CONDITIONS,
      'in-audience',
      'in-time',
      'accepted',
    ]);
    for (const { says } of found.because) expect(says).toMatch(/^\p{Lu}.*\.$/u);
    expect(words(found, 'accepted')).toEqual([expect.stringMatching(/ after 1 try\. It said: 250/)]);
    const { article: _article, fate: _fate, ...rest } = found;
    expect(await explained(publication, { email, send: sendId })).toEqual({
      ...rest,
      send: expect.objectContaining({ id: sendId, kind: 'article', status: 'sent', articleId: article }),
    });
  });

  test('queued: its turn has not come, or the send is paused', async () => {
    const { publication, email } = await scene('queued.example');
    const article = await makeArticle(app, publication);
    const sendId = await prepareSendOf(app, article);
    const waiting = await explained(publication, { email, article });
    expect(waiting).toMatchObject({
      verdict: 'queued',
      messages: [{ sendId, state: 'queued', attempts: 0, lastReply: null, at: null }],
    });
    expect(words(waiting, 'in-audience')[0]).toContain('number 1 in batch 1');
    expect(no(waiting)).toEqual(['accepted']);
    await pauseSend(app, publication.id, sendId);
    const paused = await explained(publication, { email, article });
    expect([paused.verdict, no(paused)]).toEqual(['queued', ['send-not-stopped', 'accepted']]);
    expect(words(paused, 'send-not-stopped')).toEqual([`Send ${sendId} is paused.`]);
    await app.db.raw(
      `update send_batches set state = 'leased', position = 1, attempts = 1, worker = 'a worker',
              lease_until = now() + interval '1 minute' where send_id = ?`,
      [sendId],
    );
    const handed = await explained(publication, { email, article });
    expect([handed.verdict, handed.messages[0]?.state]).toEqual(['queued', 'sending']);
  });

  test('deferred, then expired: the words of the server, the tries, and when the next one is due', async () => {
    const { publication, email } = await scene('deferred.example');
    refusal = '451 4.3.2 Come back later';
    const article = await makeArticle(app, publication);
    const sendId = await prepareSendOf(app, article);
    await deliver(app);
    const deferred = await explained(publication, { email, article });
    expect(deferred).toMatchObject({
      verdict: 'deferred',
      messages: [{ sendId, state: 'deferred', attempts: 1 }],
    });
    expect(deferred.messages[0]?.lastReply).toContain('Come back later');
    expect(words(deferred, 'accepted')[0]).toMatch(/Come back later\. The next try is due on /);
    await shiftRetries(app, '30 hours');
    await deliverDueRetries(app, { settings: QUICK });
    const expired = await explained(publication, { email, send: sendId });
    expect([expired.verdict, expired.messages[0]?.attempts]).toEqual(['expired', 2]);
  });

  test('rejected: the address bounced and is suppressed since', async () => {
    const { publication, email } = await scene('rejected.example');
    refusal = '550 5.1.1 No such user';
    const article = await makeArticle(app, publication);
    await prepareSendOf(app, article);
    await deliver(app);
    const found = await explained(publication, { email, article });
    expect(found.verdict).toBe('rejected');
    expect(no(found)).toEqual(['not-bounced', 'not-suppressed', 'accepted']);
    expect(words(found, 'not-suppressed')[0]).toMatch(/for all newsletters: mail to it bounced\.$/);
    expect(words(found, 'accepted')[0]).toContain('No such user');
  });

  test('unknown: a worker vanished with the message, which may come twice', async () => {
    const { publication, id, email } = await scene('unknown.example');
    const article = await makeArticle(app, publication);
    const sendId = await prepareSendOf(app, article);
    await app.db.raw(
      `update send_batches set state = 'leased', position = 1, attempts = 1, worker = 'gone' where send_id = ?`,
      [sendId],
    );
    await expireLeases(app);
    await deliver(app);
    const found = await explained(publication, { email, article });
    expect([found.verdict, found.messages[0]?.state]).toEqual(['unknown', 'unknown']);
    expect(no(found)).toContain('accepted');
    await app.db.raw(`update messages set possibly_twice = true where send_id = ? and subscriber_id = ?`, [
      sendId,
      id,
    ]);
    expect(words(await explained(publication, { email, article }), 'once')[0]).toContain('twice');
  });

  test('skipped: the reader left after the audience was frozen, or the send was cancelled', async () => {
    const { publication, id, other, email } = await scene('skipped.example');
    const article = await makeArticle(app, publication);
    await prepareSendOf(app, article);
    await unsubscribe(app, { subscriberId: id, sendId: 0 }, evidence);
    await deliver(app);
    const found = await explained(publication, { email, article });
    expect(found).toMatchObject({
      subscriber: { status: 'unsubscribed' },
      verdict: 'skipped',
      messages: [{ state: 'skipped' }],
    });
    expect(no(found)).toEqual(['not-unsubscribed', 'stayed', 'accepted']);
    expect(words(found, 'accepted')[0]).toContain('one of the conditions no longer held');
    const next = await makeArticle(app, publication);
    await cancelSend(app, publication.id, await prepareSendOf(app, next));
    const [neighbour] = await rows<{ email: string }>(app.db, 'select email from subscribers where id = ?', [
      other,
    ]);
    const cancelled = await explained(publication, { email: neighbour?.email, article: next });
    expect([cancelled.verdict, no(cancelled)]).toEqual(['skipped', ['send-not-stopped', 'accepted']]);
    expect(words(cancelled, 'accepted')[0]).toContain('was cancelled before the message went out');
  });
});

test('An article with several sends has one story: the best verdict, and what each send did', async () => {
  const { publication, email } = await scene('several.example');
  refusal = '550 5.7.1 Not from you today';
  const article = await makeArticle(app, publication);
  const first = await prepareSendOf(app, article);
  await deliver(app);
  expect((await explained(publication, { email, article })).verdict).toBe('rejected');
  const [second] = await rows<{ id: number }>(
    app.db,
    `insert into sends (publication_id, kind, status, article_id, subject, scheduled_at, message_key)
     select publication_id, 'correction', 'scheduled', article_id, subject, now() + interval '1 day', message_key
       from sends where id = ? returning id`,
    [first],
  );
  const found = await explained(publication, { email, article });
  expect([found.verdict, found.messages.map(({ sendId }) => sendId)]).toEqual(['rejected', [first]]);
  expect(words(found, 'send-prepared')).toEqual([
    expect.stringContaining(`The audience of send ${first} was frozen`),
    expect.stringContaining(`Send ${second?.id} is due on`),
  ]);
});

describe('The verdict left-out says what the reader lacked', () => {
  const sent = async (publication: Publication, categories: string[] = ['Sport']) => {
    const article = await makeArticle(app, publication, { categories });
    await prepareSendOf(app, article);
    await deliver(app);
    return article;
  };

  test('topics: the reader follows another one', async () => {
    const { publication, id, email, arts } = await scene('topics.example');
    await changeSubscriber(app, { id, publicationId: publication.id }, { topicIds: [arts] }, evidence);
    const article = await sent(publication);
    const found = await explained(publication, { email, article });
    expect(found).toMatchObject({ verdict: 'left-out', messages: [] });
    expect(no(found)).toEqual(['follows', 'in-audience']);
    expect(words(found, 'follows')).toEqual(['The reader follows only Arts. The send belongs to Sport.']);
    const unfiled = await explained(publication, { email, article: await sent(publication, []) });
    expect(words(unfiled, 'follows')).toEqual([
      'The reader follows only Arts. The send belongs to no topic.',
    ]);
  });

  test('topics that were changed since, although they would fit now', async () => {
    const { publication, id, email, sport, arts } = await scene('changed.example');
    const reader = { id, publicationId: publication.id };
    await changeSubscriber(app, reader, { topicIds: [arts] }, evidence);
    const article = await sent(publication);
    await changeSubscriber(app, reader, { topicIds: [sport] }, evidence);
    const found = await explained(publication, { email, article });
    expect([found.verdict, no(found)]).toEqual(['left-out', ['in-audience', 'same-topics']]);
    expect(words(found, 'follows')).toEqual(['The reader follows Sport.']);
  });

  test('a confirmation, and the one that came too late', async () => {
    const { publication } = await scene('pending.example');
    const email = 'ada@pending.example';
    const id = await signUpWith(publication, email);
    await sendNoticeTo(app, 'confirmation', id);
    const mail = sink.messages.find(({ to }) => to[0] === email)?.source.toString() ?? '';
    const article = await sent(publication);
    const pending = await explained(publication, { email, article });
    expect(pending).toMatchObject({ subscriber: { id, status: 'pending' }, verdict: 'left-out' });
    expect(no(pending)).toEqual(['confirmed', 'in-audience']);
    await confirm(app, tokenIn(decodeQuotedPrintable(mail), 'confirm'), evidence);
    expect(await statusOf(app, id)).toBe('active');
    const late = await explained(publication, { email, article });
    expect([late.verdict, no(late)]).toEqual(['left-out', ['in-audience', 'in-time']]);
  });

  test('the reader joined after the audience was frozen', async () => {
    const { publication } = await scene('late.example');
    const article = await sent(publication);
    await makeReaders(app, publication, 1, 'later.example');
    const found = await explained(publication, { email: 'reader1@later.example', article });
    expect([found.verdict, no(found)]).toEqual(['left-out', ['in-audience', 'in-time']]);
  });

  test('a suppression, and one that was lifted since', async () => {
    const { publication, email } = await scene('lifted.example');
    await suppress(app.db, app.keys.addressHashes(email), publication.id, 'unsubscribed', 'a list');
    const article = await sent(publication);
    const barred = await explained(publication, { email, article });
    expect(no(barred)).toEqual(['not-suppressed', 'in-audience']);
    expect(words(barred, 'not-suppressed')[0]).toContain('for this newsletter: an imported list said');
    await liftSuppression(app, { email });
    const lifted = await explained(publication, { email, article });
    expect([lifted.verdict, no(lifted)]).toEqual(['left-out', ['in-audience', 'same-as-then']]);
  });
});

describe('The verdict not-yet says what the article or the send waits for', () => {
  test.each([
    ['baseline', 'first read it'],
    ['held', 'is held. '],
    ['future', 'waits for its date'],
    ['too-old', 'long after its date'],
    ['duplicate', 'repeats article'],
    ['dismissed', 'dismissed the article'],
  ])('an article with the verdict %s', async (verdict, says) => {
    const { publication, email } = await scene(`${verdict}.example`);
    const original = await makeArticle(app, publication);
    const article = await makeArticle(app, publication);
    await app.db.raw('update articles set verdict = ?, duplicate_of = ? where id = ?', [
      verdict,
      verdict === 'duplicate' ? original : null,
      article,
    ]);
    const found = await explained(publication, { email, article });
    expect(found).toMatchObject({ article: { verdict }, verdict: 'not-yet', messages: [] });
    expect(no(found)).toEqual(['article-may-go', 'send-planned']);
    expect(words(found, 'article-may-go')[0]).toContain(says);
  });

  test('an article whose send is planned for later, paused or cancelled; topics count as they will', async () => {
    const { publication, id, email, arts } = await scene('hold.example', { holdMinutes: 60 });
    await changeSubscriber(app, { id, publicationId: publication.id }, { topicIds: [arts] }, evidence);
    const article = await makeArticle(app, publication, { categories: ['Sport'] });
    expect(no(await explained(publication, { email, article }))).toEqual(['send-planned', 'follows']);
    await planArticleSends(app);
    const planned = await explained(publication, { email, article });
    expect([planned.verdict, no(planned)]).toEqual(['not-yet', ['send-prepared', 'follows']]);
    expect(words(planned, 'follows')[0]).toContain('The send belongs to Sport.');
    const [send] = await rows<{ id: number }>(app.db, 'select id from sends where article_id = ?', [article]);
    const sendId = send?.id ?? 0;
    const stopped = ['send-prepared', 'send-not-stopped', 'follows'];
    await pauseSend(app, publication.id, sendId);
    const paused = await explained(publication, { email, article });
    expect([paused.verdict, no(paused)]).toEqual(['not-yet', stopped]);
    await app.db.raw(`update sends set status = 'held', held_from = 'scheduled' where id = ?`, [sendId]);
    expect(no(await explained(publication, { email, send: sendId }))).toEqual(stopped);
    await cancelSend(app, publication.id, sendId);
    const cancelled = await explained(publication, { email, send: sendId });
    expect([cancelled.verdict, no(cancelled)]).toEqual(['not-yet', stopped]);
    expect(words(cancelled, 'send-prepared')[0]).toContain('cancelled before its audience was frozen');
  });

  test('a reader of another rhythm hears that an article is not for them, whether its send is planned or not', async () => {
    const { publication, id, email } = await scene('rhythm.example', { holdMinutes: 60 });
    await app.db.raw(`update subscribers set rhythm = 'daily' where id = ?`, [id]);
    const article = await makeArticle(app, publication);
    expect(no(await explained(publication, { email, article }))).toEqual(['send-planned', 'rhythm']);
    await planArticleSends(app);
    expect(no(await explained(publication, { email, article }))).toEqual(['send-prepared', 'rhythm']);
  });

  test('a letter that is a draft, scheduled, or for another rhythm', async () => {
    const { publication, email } = await scene('letter.example');
    const send = await makeLetter(app, publication, { audience: { rhythm: 'daily' } });
    const draft = await explained(publication, { email, send });
    expect(draft).toMatchObject({ send: { id: send, kind: 'letter', status: 'draft' }, verdict: 'not-yet' });
    expect(no(draft)).toEqual(['send-prepared', 'rhythm']);
    await scheduleLetter(app, publication.id, send, { at: `${new Date().getFullYear() + 1}-07-01T07:00` });
    const scheduled = await explained(publication, { email, send });
    expect([scheduled.verdict, scheduled.send?.status]).toEqual(['not-yet', 'scheduled']);
    expect(words(scheduled, 'send-prepared')[0]).toMatch(/is due on 1 Jul .* 07:00 CEST/);
    expect(words(scheduled, 'follows')).toEqual(['The send is for readers of all topics.']);
  });

  test('a newsletter without a postal address', async () => {
    const { publication, email } = await scene('nowhere.example', { postalAddress: null });
    const article = await makeArticle(app, publication);
    await prepareSendOf(app, article);
    const found = await explained(publication, { email, article });
    expect([found.verdict, no(found)]).toEqual(['not-yet', ['send-prepared', 'send-not-waiting']]);
    expect(words(found, 'send-not-waiting')[0]).toContain('postal address');
  });
});

describe('An address that nobody reads with', () => {
  const unknown = { subscriber: null, verdict: 'left-out', messages: [] };

  test('is answered with the reason unknown-address alone, whatever is asked about', async () => {
    const { publication } = await scene('nobody.example');
    const article = await makeArticle(app, publication);
    const send = await prepareSendOf(app, article);
    for (const query of [{ article }, { send }]) {
      const found = await explained(publication, { email: 'nobody@nobody.example', ...query });
      expect(found).toMatchObject(unknown);
      expect(found.because).toEqual([
        { code: 'unknown-address', holds: false, params: {}, says: expect.stringContaining('No reader') },
      ]);
    }
    const elsewhere = await scene('elsewhere.example');
    expect(await explained(publication, { email: elsewhere.email, article })).toMatchObject(unknown);
  });

  test('is also that of a reader who was erased: nothing tells what they got', async () => {
    const { publication, id, email } = await scene('erased.example');
    const article = await makeArticle(app, publication);
    await prepareSendOf(app, article);
    await deliver(app);
    expect((await explained(publication, { email, article })).verdict).toBe('accepted');
    await eraseReader(app, id, evidence);
    const found = await explained(publication, { email, article });
    expect(found).toMatchObject(unknown);
    expect(no(found)).toEqual(['unknown-address']);
  });
});

describe('What is asked', () => {
  test('finds the reader as sign-up would: capitals, plus signs, letters of all scripts', async () => {
    const { publication } = await scene('spelling.example');
    const article = await makeArticle(app, publication);
    const plus = await signUpWith(publication, 'Ada+news@spelling.example');
    const idn = await signUpWith(publication, 'ada@bücher.example');
    const idOf = async (query: Record<string, unknown> | string) =>
      (await ask(publication.slug, query)).body.subscriber?.id as unknown;
    for (const email of ['ada+news@spelling.example', ' <ADA+News@SPELLING.example>, ']) {
      expect(await idOf({ email, article })).toBe(plus);
    }
    expect(await idOf(`email=ada+news@spelling.example&article=${article}`)).toBe(plus);
    expect(await idOf({ email: 'ada@BÜCHER.example', article })).toBe(idn);
    expect(await idOf({ email: 'ada@xn--bcher-kva.example', article })).toBe(idn);
  });

  test('finds the article by its address, however that is written', async () => {
    const { publication, email } = await scene('address.example');
    const pushed = { url: 'https://www.gazette.example/bridge/', title: 'Bridge opens' };
    const { id } = await pushArticle(app, publication, pushed);
    for (const article of [
      pushed.url,
      'http://gazette.example/bridge',
      'https://www.gazette.example/bridge/?utm_source=mail',
    ])
      expect((await explained(publication, { email, article })).article?.id).toBe(id);
  });

  test('is not found in another publication, or at all', async () => {
    const { publication, email } = await scene('here.example');
    const there = await scene('there.example');
    const article = await makeArticle(app, there.publication);
    const send = await prepareSendOf(app, article);
    for (const query of [
      { article },
      { send },
      { article: 99_999_999 },
      { send: 99_999_999 },
      { article: 'https://gazette.example/nowhere' },
    ])
      expect((await ask(publication.slug, { email, ...query })).status).toBe(404);
    expect((await ask('no-such-paper', { email, article })).status).toBe(404);
  });

  test.each([
    ['no address', { article: '1' }, 'email', 'email is missing. Give the address of the reader.'],
    ['two addresses', { email: ['a@x.example', 'b@x.example'], send: '1' }, 'email', 'Give email once.'],
    ['what is no address', { email: 'ada', send: '1' }, 'email', 'email must be an email address.'],
    ['neither article nor send', { email: 'a@b.example' }, 'article', 'Name either an article or a send.'],
    ['both', { email: 'a@b.example', article: '1', send: '1' }, 'send', 'Name either an article or a send.'],
    [
      'a word as article',
      { email: 'a@b.example', article: 'bridge' },
      'article',
      'article must be the id of an article, or its address.',
    ],
    ['a word as send', { email: 'a@b.example', send: 'x' }, 'send', 'send must be the id of a send.'],
    ['an unknown field', { email: 'a@b.example', send: '1', x: '1' }, 'x', 'x is not a field here.'],
  ])('is refused with %s', async (_what, query, field, message) => {
    const { publication } = await scene(`${field}.refused.example`);
    const answer = await ask(publication.slug, query);
    expect([answer.status, answer.body.errors]).toEqual([422, [{ field, message }]]);
  });

  test('is answered in the language of whoever asks', async () => {
    const { publication, email } = await scene('language.example');
    const article = await makeArticle(app, publication);
    const answer = await ask(publication.slug, { email, article }).set('Accept-Language', 'de-AT');
    expect(words(answer.body, 'not-bounced')).toEqual(['Mail an die Adresse kam nicht zurück.']);
  });

  test('is described in the API, and needs a key', async () => {
    const { body } = await request(server).get('/api/v1/openapi.json');
    const { parameters } = body.paths['/publications/{slug}/explain'].get;
    expect(parameters.map(({ name }: { name: string }) => name)).toEqual([
      'slug',
      'email',
      'article',
      'send',
    ]);
    const stranger = await request(server).get('/api/v1/publications/gazette/explain');
    expect(stranger.status).toBe(401);
  });
});
