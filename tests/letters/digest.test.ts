import { simpleParser } from 'mailparser';
import { describe, expect, test } from 'vitest';
import { addFeed, pollFeed, pollFeedJob } from '../../src/articles/index.ts';
import { explain } from '../../src/explain/index.ts';
import { KINDS } from '../../src/kinds.ts';
import {
  changeDigest,
  copyLetter,
  createDigest,
  getSendDetails,
  getVersion,
  listVersions,
  mergeDraft,
  restoreVersion,
  scheduleLetter,
  unscheduleLetter,
} from '../../src/letters/index.ts';
import { readDigest, writeDigest } from '../../src/letters/digest/digest-text.ts';
import { dismissArticles, editArticle } from '../../src/planning/index.ts';
import { prepareDueSends, sendTest } from '../../src/sends/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { item, startFeedServer, type FeedItem } from '../support/feeds/feed-server.ts';
import { startSmtpSink } from '../support/mail/smtp-sink.ts';
import { deliver, makeArticle, makeReaders } from '../support/sends/sends.ts';

const sink = await startSmtpSink();
const app = await createTestApp({ SMTP_URL: sink.url });

/** A publication with three articles. */
async function newsroom() {
  const publication = await makePublication(app, { topics: [{ slug: 'sport', name: 'Sport' }] });
  const [bridge = 0, market = 0, seal = 0] = await Promise.all(
    ['Bridge is shut', 'Market stays', 'Seal is back'].map((title) =>
      makeArticle(app, publication, { title }),
    ),
  );
  return { publication, bridge, market, seal, articleIds: [bridge, market, seal] };
}
type Fields = Parameters<typeof createDigest>[2];
const make = async (
  { publication, articleIds }: Awaited<ReturnType<typeof newsroom>>,
  fields: Fields = {},
) => {
  const { id } = await createDigest(app, publication.id, {
    introduction: 'Good **morning**.',
    articleIds,
    ...fields,
  });
  return id;
};
const show = (of: { publication: { id: number } }, id: number) =>
  getSendDetails(app.db, of.publication.id, id);
const prepare = async (of: { publication: { id: number } }, id: number) => {
  await scheduleLetter(app, of.publication.id, id, {});
  await prepareDueSends(app, KINDS);
};
const contentOf = async (id: number) => {
  const [content] = await app.db('send_contents').where({ send_id: id });
  return content as { subject: string; html: string; text: string };
};

describe('A digest', () => {
  test('goes through to its readers with articles in the order of its editor', async () => {
    const room = await newsroom();
    await makeReaders(app, room.publication, 2, 'digest.example');
    const { bridge, market, seal } = room;
    const id = await make(room, {
      subject: 'Your week',
      articleIds: undefined,
      picks: [{ articleId: seal }, { heading: 'In town' }, { articleId: market }, { articleId: bridge }],
    });
    await prepare(room, id);
    await deliver(app);
    expect(await show(room, id)).toMatchObject({ kind: 'digest', counts: { accepted: 2 }, warnings: [] });
    const message = sink.messages.find(({ to }) => to.includes('reader1@digest.example'));
    const mail = await simpleParser(message?.source ?? '');
    expect(mail.subject).toBe('Your week');
    expect(mail.text).toMatch(/Good morning\.[^]*Seal is back[^]*In town[^]*Market stays[^]*Bridge is shut/);
    const question = { email: 'reader1@digest.example', article: undefined, send: id };
    expect((await explain(app, room.publication, question)).verdict).toBe('accepted');
  });

  test('is called as its first article when nobody names it', async () => {
    const room = await newsroom();
    expect((await show(room, await make(room))).subject).toBe('Bridge is shut');
  });

  test('can be tried out before it goes: the test is the very mail', async () => {
    const room = await newsroom();
    const id = await make(room, { subject: 'Try me' });
    const results = await sendTest(app, KINDS, room.publication.id, id, { to: ['editor@desk.example'] });
    expect(results).toMatchObject([{ outcome: 'accepted' }]);
    const message = sink.messages.findLast(({ to }) => to.includes('editor@desk.example'));
    expect((await simpleParser(message?.source ?? '')).text).toContain('Market stays');
  });

  test.each([
    ['nothing at all', { articleIds: [] }, 'subject'],
    ['no articles', { articleIds: [], subject: 'Empty' }, 'articleIds'],
    ['an article of nobody', { articleIds: [999_999] }, 'articleIds'],
    ['an article that is named twice', { picks: undefined, articleIds: 'twice' }, 'articleIds'],
    ['articles and picks', { picks: [{ heading: 'Both' }] }, 'picks'],
    ['a placeholder that nobody fills in', { introduction: 'Dear *|FNAME|*' }, 'introduction'],
    ['an introduction that is nested too deep', { introduction: '>'.repeat(300) }, 'introduction'],
  ] as [string, Record<string, unknown>, string][])(
    'is refused with %s, and the field is named',
    async (_what, fields, field) => {
      const room = await newsroom();
      const given =
        fields['articleIds'] === 'twice' ? { ...fields, articleIds: [room.bridge, room.bridge] } : fields;
      await expect(make(room, given as Fields)).rejects.toMatchObject({ errors: [{ field }] });
    },
  );

  test('is refused with an article of another publication', async () => {
    const room = await newsroom();
    const other = await newsroom();
    await expect(make(room, { articleIds: [room.bridge, other.bridge] })).rejects.toMatchObject({
      errors: [{ field: 'articleIds', message: `There is no article ${other.bridge} here.` }],
    });
  });

  test('that is not finished is kept as it is', async () => {
    const room = await newsroom();
    const { id } = await createDigest(app, room.publication.id, {}, { isUnfinished: true });
    await changeDigest(
      app,
      room.publication.id,
      id,
      { introduction: 'Dear *|FNAME|*' },
      { isUnfinished: true },
    );
    expect((await show(room, id)).digest).toEqual({ introduction: 'Dear *|FNAME|*', picks: [] });
    await expect(scheduleLetter(app, room.publication.id, id, {})).rejects.toMatchObject({
      errors: [{ field: 'subject' }],
    });
  });
});

describe('The draft of a digest', () => {
  test('changes in the parts that are named, whoever changes another part at the same time', async () => {
    const room = await newsroom();
    const { bridge, seal } = room;
    const id = await make(room, { subject: 'Kept', audience: { topics: ['sport'], rhythm: null } });
    await Promise.all([
      changeDigest(app, room.publication.id, id, { introduction: 'Good evening.' }),
      changeDigest(app, room.publication.id, id, {
        picks: [{ articleId: seal }, { heading: 'More' }, { articleId: bridge }],
      }),
    ]);
    expect(await show(room, id)).toMatchObject({
      subject: 'Kept',
      version: 3,
      letter: { topics: ['sport'] },
      digest: {
        introduction: 'Good evening.',
        picks: [
          { articleId: seal, title: 'Seal is back' },
          { heading: 'More' },
          { articleId: bridge, title: 'Bridge is shut' },
        ],
      },
    });
  });

  test('refuses what was written from an older version', async () => {
    const room = await newsroom();
    const id = await make(room);
    await changeDigest(app, room.publication.id, id, { introduction: 'First.' }, { version: 1 });
    await expect(
      changeDigest(app, room.publication.id, id, { introduction: 'Second.' }, { version: 1 }),
    ).rejects.toMatchObject({ code: 'stale-version', current: { version: 2 } });
  });

  test('takes the order of one person and the introduction of another', async () => {
    const room = await newsroom();
    const { publication, bridge, market, seal } = room;
    const id = await make(room);
    const base = { markdown: (await show(room, id)).letter?.markdown };
    await changeDigest(app, publication.id, id, { articleIds: [seal, bridge, market] });
    const mine = base.markdown?.replace('Good **morning**.', 'Dear all, good morning.') ?? '';
    expect(await mergeDraft(app, publication.id, id, { base, mine: { markdown: mine } })).toMatchObject({
      is: 'merged',
    });
    const { digest } = await show(room, id);
    expect(digest?.introduction).toBe('Dear all, good morning.');
    expect(digest?.picks.map((pick) => 'articleId' in pick && pick.articleId)).toEqual([
      seal,
      bridge,
      market,
    ]);
  });

  test('has versions with its articles, which can be compared and restored, and can be used again', async () => {
    const room = await newsroom();
    const { publication, bridge, seal } = room;
    const id = await make(room);
    await scheduleLetter(app, publication.id, id, { at: `${new Date().getFullYear() + 1}-03-01T09:00` });
    await unscheduleLetter(app, publication.id, id);
    await changeDigest(app, publication.id, id, { articleIds: [seal] });
    const [version] = await listVersions(app, publication.id, id);
    const { changes } = await getVersion(app, publication.id, id, version?.id ?? 0);
    expect(
      changes.markdown
        .filter(({ kind }) => kind === 'out')
        .map(({ text }) => text)
        .join(''),
    ).toContain('Bridge');
    await restoreVersion(app, publication.id, id, version?.id ?? 0);
    expect((await show(room, id)).digest?.picks[0]).toMatchObject({ articleId: bridge });
    const copy = await copyLetter(app, publication.id, id);
    expect(await show(room, copy.id)).toMatchObject({
      kind: 'digest',
      status: 'draft',
      digest: (await show(room, id)).digest,
    });
  });
});

describe('Just before a digest goes out', () => {
  test('an article that was dismissed is left out, and a warning names it', async () => {
    const room = await newsroom();
    const id = await make(room, { subject: 'Two of three' });
    await dismissArticles(app, room.publication.id, [room.market]);
    await prepare(room, id);
    expect(await show(room, id)).toMatchObject({
      status: 'sending',
      warnings: [{ code: 'articles-left-out', params: { titles: ['Market stays'], more: 0 } }],
    });
    const { text, html } = await contentOf(id);
    expect(text).toContain('Bridge is shut');
    expect(text + html).not.toContain('Market stays');
  });

  test('an article shows what an editor changed for the mail', async () => {
    const room = await newsroom();
    const id = await make(room, { subject: 'Mended' });
    await editArticle(app, room.publication.id, room.seal, { title: 'Seal is home' });
    await prepare(room, id);
    expect((await contentOf(id)).text).toContain('Seal is home');
  });

  test('one that has no article left goes back to its editor and says which are gone', async () => {
    const room = await newsroom();
    const id = await make(room, {
      picks: [{ heading: 'News' }, { articleId: room.bridge }],
      articleIds: undefined,
    });
    await dismissArticles(app, room.publication.id, [room.bridge]);
    await scheduleLetter(app, room.publication.id, id, {}).then(
      () => expect.unreachable(),
      (error: unknown) => expect(error).toMatchObject({ errors: [{ field: 'articleIds' }] }),
    );
    await app.db.raw(`update sends set status = 'scheduled', scheduled_at = now() where id = ?`, [id]);
    await prepareDueSends(app, KINDS);
    expect(await show(room, id)).toMatchObject({
      status: 'draft',
      reason: { code: 'digest-empty', params: { titles: ['Bridge is shut'], more: 0 } },
    });
  });

  test('its feeds are read once more: what was taken out there is left out, what was mended is mailed mended', async () => {
    const server = await startFeedServer();
    const publication = await makePublication(app);
    const old = [1, 2, 3].map((n) => item(n, { published: new Date(Date.now() - n * 86_400_000) }));
    const fresh = (name: string, fields: FeedItem = {}) =>
      item(name, { title: `About ${name}`, published: new Date(Date.now() - 60_000), ...fields });
    const feed = await addFeed(app, publication.id, server.serve('/digest.xml', old));
    await pollFeed(app, feed.id);
    server.serve('/digest.xml', [fresh('tides'), fresh('trains'), fresh('tulips'), ...old]);
    await pollFeed(app, feed.id);
    const ids: number[] = await app
      .db('articles')
      .where({ publication_id: publication.id, verdict: 'new' })
      .orderBy('title')
      .pluck('id');
    expect(ids).toHaveLength(3);
    const { id } = await createDigest(app, publication.id, { subject: 'Fresh', articleIds: ids });
    server.serve('/digest.xml', [fresh('tides'), fresh('tulips', { title: 'About red tulips' }), ...old]);
    await app.db.raw(`update feeds set last_read_at = now() - interval '10 minutes'`);
    await scheduleLetter(app, publication.id, id, {});
    await prepareDueSends(app, KINDS);
    expect(await show({ publication }, id)).toMatchObject({ status: 'scheduled' });
    await pollFeedJob(app, { feedId: feed.id });
    await app.db.raw('update sends set blocked_until = null');
    await prepareDueSends(app, KINDS);
    expect(await show({ publication }, id)).toMatchObject({
      status: 'sending',
      warnings: [{ code: 'articles-left-out', params: { titles: ['About trains'] } }],
    });
    const { text } = await contentOf(id);
    expect(text).toMatch(/About tides[^]*About red tulips/);
    expect(text).not.toContain('About trains');
  });

  test('two that prepare it at once freeze it once', async () => {
    const room = await newsroom();
    const id = await make(room);
    await scheduleLetter(app, room.publication.id, id, {});
    await Promise.all([prepareDueSends(app, KINDS), prepareDueSends(app, KINDS)]);
    expect(await app.db('send_contents').where({ send_id: id })).toHaveLength(1);
  });
});

describe('The text of a digest', () => {
  test.each([
    { introduction: '', picks: [] },
    { introduction: 'A line\n\n[articles]\n\nand another', picks: [{ articleId: 3, title: '' }] },
    { introduction: '# Heading', picks: [{ heading: '12 of us' }, { articleId: 12, title: '7 # seals' }] },
  ])('says what it was made of: %j', (digest) => {
    expect(readDigest(writeDigest(digest))).toEqual(digest);
  });

  test('of two people names an article once, where it stands first', () => {
    expect(readDigest('Hi\n\n[articles]\n3 C\n# Part\n\n1 A\n3 C\n2 B').picks).toEqual([
      { articleId: 3, title: 'C' },
      { heading: 'Part' },
      { articleId: 1, title: 'A' },
      { articleId: 2, title: 'B' },
    ]);
  });
});
