import { beforeEach, describe, expect, test } from 'vitest';
import { KINDS } from '../../src/kinds.ts';
import { articleKind } from '../../src/planning/article-kind.ts';
import { inTransaction } from '../../src/platform/app.ts';
import { rows } from '../../src/platform/database.ts';
import { planArticleSends } from '../../src/planning/index.ts';
import { getTopic, listTopics, type Publication } from '../../src/publications/index.ts';
import { createSegment, getSegment } from '../../src/segments/index.ts';
import { getSend, prepareDueSends } from '../../src/sends/index.ts';
import { pickedByIds, runBulk, startBulk, undoBulk } from '../../src/subscribers/index.ts';
import { mergeTopic, splitTopic, viewMerge, viewSplit, viewTopics } from '../../src/topics/index.ts';
import { eraseReader } from '../../src/web/erase-reader.ts';
import { createTestApp } from '../support/app/app.ts';
import { auditTrail } from '../support/app/audit.ts';
import { makePublication } from '../support/app/publications.ts';
import { startSmtpSink } from '../support/mail/smtp-sink.ts';
import { change, gotBy, sendAll, sendDigest } from '../support/sends/digests.ts';
import { makeLetter } from '../support/sends/letters.ts';
import { makeArticle, makeReaders } from '../support/sends/sends.ts';

const sink = await startSmtpSink();
const app = await createTestApp({ SMTP_URL: sink.url });
let publication: Publication;
const idOf = async (slug: string) => (await getTopic(app.db, publication.id, slug)).id;
const write = (title: string, ...categories: string[]) =>
  makeArticle(app, publication, { title, categories });
const chosen = async (id: number) => {
  const [row] = await rows<{ slugs: string[] }>(
    app.db,
    `select array(select t.slug from topics t where t.id = any(s.topic_ids) order by t.slug) as slugs from subscribers s where id = ?`,
    [id],
  );
  return row?.slugs;
};

beforeEach(async () => {
  publication = await makePublication(app, {
    topics: [
      { slug: 'sport', name: 'Sport', categories: ['football', 'Rowing'] },
      { slug: 'leisure', name: 'Leisure', categories: ['rowing', 'chess'] },
    ],
  });
});

describe('Topics and changes of many readers', () => {
  const bulk = async (action: 'add-topic' | 'remove-topic', slug: string, ids: number[]) =>
    startBulk(
      app,
      publication,
      { action, topicId: await idOf(slug) },
      pickedByIds(publication.id, ids),
      'test',
    );
  const run = (bulkId: number) => runBulk(app, { bulkId }, eraseReader);

  test('take turns: no topic is merged or split while many readers get it, or rows of a file name it', async () => {
    const [reader = 0] = await makeReaders(app, publication, 1);
    await change(app, publication, reader, { topicIds: [await idOf('leisure')] });
    const merge = () => mergeTopic(app, publication, { topic: 'sport', into: 'leisure' });
    const sport = await idOf('sport');
    const { id } = await bulk('add-topic', 'sport', [reader]);
    await expect(merge()).rejects.toMatchObject({ code: 'topics-under-change' });
    const split = splitTopic(app, publication, 'sport', { name: 'Rowing', categories: ['Rowing'] });
    await expect(split).rejects.toMatchObject({ code: 'topics-under-change' });
    expect(await listTopics(app.db, publication.id)).toHaveLength(2);
    await run(id);
    expect(await chosen(reader)).toEqual(['leisure', 'sport']);
    await app.db.raw(
      `insert into imports (publication_id, status, has_topics, consent_source, channel, caller) values (?, 'running', true, 'a', 'test', 'test')`,
      [publication.id],
    );
    await expect(merge()).rejects.toMatchObject({ code: 'topics-under-change' });
    await app.db.raw(`update imports set status = 'failed' where publication_id = ?`, [publication.id]);
    await merge();
    const late = startBulk(
      app,
      publication,
      { action: 'add-topic', topicId: sport },
      pickedByIds(publication.id, [reader]),
      'test',
    );
    await expect(late).rejects.toMatchObject({ code: 'not-found' });
  });

  test('are undone as the topics are called by then', async () => {
    const [taken = 0, given = 0, own = 0] = await makeReaders(app, publication, 3);
    const [sport, leisure] = [await idOf('sport'), await idOf('leisure')];
    await splitTopic(app, publication, 'leisure', { name: 'Chess', categories: ['chess'] });
    const chess = await idOf('chess');
    await change(app, publication, taken, { topicIds: [sport, chess] });
    await change(app, publication, given, { topicIds: [chess] });
    await change(app, publication, own, { topicIds: [leisure, chess] });
    const less = await bulk('remove-topic', 'sport', [taken]);
    await run(less.id);
    const more = await bulk('add-topic', 'sport', [given, own]);
    await run(more.id);
    await mergeTopic(app, publication, { topic: 'sport', into: 'leisure' });
    expect(await chosen(given)).toEqual(['chess', 'leisure']);
    for (const { id } of [less, more]) {
      await undoBulk(app, publication, id);
      await run(id);
    }
    expect(await chosen(taken)).toEqual(['chess', 'leisure']);
    expect(await chosen(given)).toEqual(['chess']);
    expect(await chosen(own)).toEqual(['chess', 'leisure']);
    const known = (await listTopics(app.db, publication.id)).map(({ id }) => id);
    const ghosts = await rows(
      app.db,
      'select id from subscribers where publication_id = ? and not topic_ids <@ cast(? as bigint[])',
      [publication.id, known],
    );
    expect(ghosts).toEqual([]);
  });
});

describe('A topic that is merged into another', () => {
  test('brings its categories, readers, sends and segments along; what was counted before happens', async () => {
    const [each = 0, daily = 0, both = 0, other = 0, all = 0] = await makeReaders(app, publication, 5);
    const [sport, leisure] = [await idOf('sport'), await idOf('leisure')];
    await change(app, publication, each, { topicIds: [sport] });
    await change(app, publication, daily, { topicIds: [sport], rhythm: 'daily' });
    await change(app, publication, both, { topicIds: [sport, leisure] });
    await change(app, publication, other, { topicIds: [leisure] });
    await write('Cup won', 'football');
    await sendAll(app);
    await write('Cup lost', 'football');
    const letter = await makeLetter(app, publication, {
      subject: 'To the fans',
      audience: { topics: ['sport'] },
    });
    const named = { name: 'Fans', match: 'all', rules: [{ field: 'topic', op: 'is', value: 'sport' }] };
    const segment = await createSegment(app, publication, named);

    const effect = await viewMerge(app, publication, { topic: 'sport', into: String(leisure) });
    expect(effect).toMatchObject({ readers: 3, both: 1, others: 1, segments: ['Fans'] });
    expect(effect.sends).toEqual([{ id: letter, subject: 'To the fans' }]);
    const done = await mergeTopic(app, publication, { topic: 'sport', into: 'leisure' });
    expect(done).toMatchObject({ readers: 3, sends: 1, segments: 1 });
    expect((await listTopics(app.db, publication.id)).map(({ slug }) => slug)).toEqual(['leisure']);
    expect((await getTopic(app.db, publication.id, 'leisure')).categories).toEqual([
      'rowing',
      'chess',
      'Sport',
      'football',
    ]);
    for (const reader of [each, daily, both, other]) expect(await chosen(reader)).toEqual(['leisure']);
    expect(await chosen(all)).toEqual([]);
    expect((await getSegment(app.db, publication.id, segment.id)).rules[0]?.value).toBe('leisure');
    expect(await rows(app.db, 'select topic_ids as topics from sends where id = ?', [letter])).toEqual([
      { topics: [leisure] },
    ]);
    expect((await auditTrail(app.db, `topic:${sport}`)).at(-1)).toMatchObject({
      action: 'topic.merged',
      details: { into: leisure, readers: 3 },
    });

    await write('Mate in two', 'chess');
    await sendAll(app);
    await sendDigest(app, publication, 'daily');
    expect(await gotBy(app, each)).toEqual(['article: Cup won', 'article: Cup lost', 'article: Mate in two']);
    expect(await gotBy(app, both)).toEqual(['article: Cup won', 'article: Cup lost', 'article: Mate in two']);
    expect(await gotBy(app, other)).toEqual(['article: Cup lost', 'article: Mate in two']);
    expect(await gotBy(app, daily)).toEqual(['digest: Cup lost, Cup won, Mate in two']);
  });

  test('is merged once by two at once, and a third is told that it is gone', async () => {
    const [reader = 0] = await makeReaders(app, publication, 1);
    await change(app, publication, reader, { topicIds: [await idOf('sport')] });
    const merge = () => mergeTopic(app, publication, { topic: 'sport', into: 'leisure' });
    const [one, two] = await Promise.allSettled([merge(), merge()]);
    expect([one.status, two.status].toSorted()).toEqual(['fulfilled', 'rejected']);
    await expect(merge()).rejects.toMatchObject({ code: 'not-found' });
    expect(await chosen(reader)).toEqual(['leisure']);
    const itself = { topic: 'leisure', into: 'leisure' };
    await expect(mergeTopic(app, publication, itself)).rejects.toMatchObject({ code: 'invalid-input' });
  });

  test('is not written into the choice of a reader who looked at it before, and saves while it is merged', async () => {
    const [reader = 0] = await makeReaders(app, publication, 1);
    const sport = await idOf('sport');
    await change(app, publication, reader, { topicIds: [sport] });
    const [merged, saved] = await Promise.allSettled([
      mergeTopic(app, publication, { topic: 'sport', into: 'leisure' }),
      change(app, publication, reader, { topicIds: [sport] }),
    ]);
    expect(merged.status).toBe('fulfilled');
    if (saved.status === 'rejected') expect(saved.reason).toMatchObject({ code: 'topics-changed' });
    await expect(change(app, publication, reader, { topicIds: [sport] })).rejects.toMatchObject({
      code: 'topics-changed',
    });
    expect(await chosen(reader)).toEqual(['leisure']);
  });

  test('leaves everything as it was when the merge breaks off in the middle', async () => {
    const [reader = 0] = await makeReaders(app, publication, 1);
    await change(app, publication, reader, { topicIds: [await idOf('sport')] });
    const broken = inTransaction(app, async (inner) => {
      await mergeTopic(inner, publication, { topic: 'sport', into: 'leisure' });
      throw new Error('killed');
    });
    await expect(broken).rejects.toThrow('killed');
    expect(await chosen(reader)).toEqual(['sport']);
    expect(await listTopics(app.db, publication.id)).toHaveLength(2);
  });

  test('makes a mail that is about to be frozen look at the topics once more', async () => {
    const [reader = 0] = await makeReaders(app, publication, 1);
    await change(app, publication, reader, { topicIds: [await idOf('sport')] });
    const article = await write('Cup won', 'football');
    await planArticleSends(app);
    const [row] = await rows<{ id: number }>(app.db, 'select id from sends where article_id = ?', [article]);
    const send = await getSend(app.db, publication.id, row?.id ?? 0);
    const prepared = await articleKind.prepare(app, send, publication, {});
    await mergeTopic(app, publication, { topic: 'sport', into: 'leisure' });
    expect(prepared.is).toBe('ready');
    if (prepared.is === 'ready')
      expect(await inTransaction(app, async ({ db }) => prepared.lockSource?.(db))).toBe(false);
    await prepareDueSends(app, KINDS);
    await sendAll(app);
    expect(await gotBy(app, reader)).toEqual(['article: Cup won']);
  });
});

describe('A topic that is split', () => {
  test('keeps its readers, who follow both and get each article once', async () => {
    const [each = 0, daily = 0, other = 0] = await makeReaders(app, publication, 3);
    const [sport, leisure] = [await idOf('sport'), await idOf('leisure')];
    await change(app, publication, each, { topicIds: [sport] });
    await change(app, publication, daily, { topicIds: [sport], rhythm: 'daily' });
    await change(app, publication, other, { topicIds: [leisure] });
    await write('Cup won', 'football');
    const asked = { name: 'Football & more', categories: ['Football'] };
    expect(await viewSplit(app, publication, 'sport', asked)).toMatchObject({
      readers: 2,
      created: { slug: 'football-more' },
    });
    await splitTopic(app, publication, 'sport', asked);
    expect(
      (await listTopics(app.db, publication.id)).map(({ slug, categories }) => [slug, categories]),
    ).toEqual([
      ['sport', ['Rowing']],
      ['football-more', ['Football']],
      ['leisure', ['rowing', 'chess']],
    ]);
    expect(await chosen(each)).toEqual(['football-more', 'sport']);
    expect(await chosen(other)).toEqual(['leisure']);
    await write('Cup on water', 'football', 'Rowing');
    await sendAll(app);
    await sendDigest(app, publication, 'daily');
    expect(await gotBy(app, each)).toEqual(['article: Cup won', 'article: Cup on water']);
    expect(await gotBy(app, daily)).toEqual(['digest: Cup on water, Cup won']);
    expect(await gotBy(app, other)).toEqual(['article: Cup on water']);
  });

  test.each([
    [{ name: 'Chess', categories: ['chess'] }, 'invalid-input'],
    [{ name: 'Sport', categories: ['football'] }, 'topic-exists'],
    [{ name: '', categories: ['football'] }, 'invalid-input'],
    [{ name: 'Nothing', categories: [] }, 'invalid-input'],
  ])('is refused %j', async (asked, code) => {
    await expect(splitTopic(app, publication, 'sport', asked)).rejects.toMatchObject({ code });
    expect(await listTopics(app.db, publication.id)).toHaveLength(2);
  });
});

test('Topics are shown with who follows them, what they had lately, and the categories that are in none', async () => {
  const [reader = 0] = await makeReaders(app, publication, 2);
  await change(app, publication, reader, { topicIds: [await idOf('sport')] });
  await write('Cup won', 'football');
  await write('Regatta', 'rowing');
  await write('Born', 'Family');
  await write('Gone', 'family', 'Obituaries');
  const { topics, strays, isExact } = await viewTopics(app, publication);
  expect(isExact).toBe(true);
  expect(topics.map(({ slug, followers, articles }) => [slug, followers, articles])).toEqual([
    ['sport', 2, 2],
    ['leisure', 1, 1],
  ]);
  expect(strays).toEqual([
    { category: 'family', articles: 2 },
    { category: 'Obituaries', articles: 1 },
  ]);
});
