import { beforeEach, describe, expect, test } from 'vitest';
import { addFeed, getArticle, pollFeed } from '../../src/articles/index.ts';
import { KINDS } from '../../src/kinds.ts';
import { asActor } from '../../src/platform/app.ts';
import { firstRow, rows } from '../../src/platform/database.ts';
import {
  decideArticles,
  dismissArticles,
  editArticle,
  planArticleSends,
  releaseArticles,
  takeBackDecision,
} from '../../src/planning/index.ts';
import type { Publication } from '../../src/publications/index.ts';
import { pauseSend, prepareDueSends } from '../../src/sends/index.ts';
import type { Reason } from '../../src/words/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { item, startFeedServer } from '../support/feeds/feed-server.ts';
import { makeArticle, makeReaders } from '../support/sends/sends.ts';

const app = await createTestApp();
const ann = asActor(app, 'user:7');
const server = await startFeedServer();
const HELD_BY_EDITOR: Reason = {
  code: 'article-held',
  params: { because: { code: 'held-by-editor', params: {} } },
};
let publication: Publication;
let id = 0;

beforeEach(async () => {
  publication = await makePublication(app, { holdMinutes: 30 });
  id = await makeArticle(app, publication, { title: 'Ferry times' });
});

interface Row {
  status: string;
  reason: Reason | null;
  key: string;
  subject: string;
  isWithdrawn: boolean;
  minutes: number;
}
const send = (of = id) =>
  firstRow<Row>(
    app.db,
    `select status, reason, message_key as key, subject, is_withdrawn as "isWithdrawn",
            cast(round(extract(epoch from scheduled_at - now()) / 60) as int) as minutes from sends where article_id = ?`,
    [of],
  );
const verdict = async (of = id) => (await getArticle(app.db, of)).verdict;
async function holdIt(code = 'flood'): Promise<void> {
  await app.db.raw(
    `update articles set verdict = 'held', released_at = null, held_code = ?, held_params = '{}' where id = ?`,
    [code, id],
  );
}

describe('A decision about an article', () => {
  test('dismissed, its scheduled send is gone at once, and comes back at its old time when that is taken back', async () => {
    await planArticleSends(app);
    expect(await send()).toMatchObject({ status: 'scheduled', minutes: 30 });
    const [dismissed] = await dismissArticles(ann, publication.id, [id]);
    expect(await send()).toMatchObject({ status: 'cancelled', isWithdrawn: true });
    expect(dismissed).toMatchObject({ lastDecision: 'dismissed', lastDecisionBy: 'user:7' });
    expect(await dismissArticles(ann, publication.id, [id])).toEqual([]);
    const key = dismissed?.lastDecisionKey ?? '';
    expect(await takeBackDecision(ann, publication.id, { key })).toHaveLength(1);
    expect(await verdict()).toBe('new');
    expect(await send()).toMatchObject({ status: 'scheduled', isWithdrawn: false, minutes: 30 });
    expect(await takeBackDecision(ann, publication.id, { key })).toEqual([]);
  });

  test('sent now, it skips the hold; a repeat changes nothing, and taken back it waits again', async () => {
    await planArticleSends(app);
    const [hurried] = await decideArticles(ann, publication.id, { sendNow: [id] }, { undoSeconds: 60 });
    expect(await send()).toMatchObject({ status: 'scheduled', minutes: 1 });
    expect(await decideArticles(ann, publication.id, { sendNow: [id] }, { undoSeconds: 60 })).toEqual([]);
    await takeBackDecision(ann, publication.id, { key: hurried?.lastDecisionKey ?? '' });
    expect(await send()).toMatchObject({ status: 'scheduled', minutes: 30 });
    await decideArticles(ann, publication.id, { sendNow: [id] });
    await prepareDueSends(app, KINDS);
    expect(await send()).toMatchObject({ status: 'sending' });
  });

  test('held, its send says that an editor holds it, and goes on under the same key when it is released', async () => {
    await planArticleSends(app);
    const planned = await send();
    await decideArticles(ann, publication.id, { hold: [id] });
    expect(await send()).toMatchObject({ status: 'cancelled', isWithdrawn: true, reason: HELD_BY_EDITOR });
    await releaseArticles(ann, publication.id, [id]);
    expect(await send()).toMatchObject({ status: 'scheduled', reason: null, key: planned?.key });
    await decideArticles(ann, publication.id, { hold: [id] });
    await dismissArticles(ann, publication.id, [id]);
    expect(await send()).toMatchObject({ reason: { code: 'article-withdrawn' } });
  });

  test('held while its send is being prepared, the send says so as well', async () => {
    await decideArticles(ann, publication.id, { sendNow: [id] });
    await app.db.raw(
      `update articles set verdict = 'held', held_code = 'held-by-editor', held_params = '{}' where id = ?`,
      [id],
    );
    await prepareDueSends(app, KINDS);
    expect(await send()).toMatchObject({ status: 'cancelled', isWithdrawn: true, reason: HELD_BY_EDITOR });
  });

  test('held, it waits until somebody releases it, whatever its feed says meanwhile', async () => {
    const url = server.serve('/held.xml', [item(1)]);
    const feed = await addFeed(app, publication.id, url);
    await pollFeed(app, feed.id);
    const fresh = item(2, { published: new Date() });
    server.serve('/held.xml', [fresh, item(1)]);
    const { articles } = await pollFeed(app, feed.id);
    const two = articles[0]?.id ?? 0;
    await decideArticles(ann, publication.id, { hold: [two] });
    server.serve('/held.xml', [{ ...fresh, description: 'Changed since.' }, item(1)]);
    await pollFeed(app, feed.id);
    expect(await getArticle(app.db, two)).toMatchObject({
      verdict: 'held',
      reason: { code: 'held-by-editor' },
    });
    expect(await send(two)).toBeUndefined();
    await releaseArticles(ann, publication.id, [two]);
    expect(await send(two)).toMatchObject({ status: 'scheduled', minutes: 30 });
  });

  test('released from a page, it waits for the undo period where the hold is shorter, and becomes what it was', async () => {
    await app.db.raw('update publications set hold_minutes = 0 where id = ?', [publication.id]);
    await holdIt();
    const [released] = await releaseArticles(ann, publication.id, [id], { undoSeconds: 120 });
    expect(await send()).toMatchObject({ status: 'scheduled', minutes: 2 });
    await prepareDueSends(app, KINDS);
    await takeBackDecision(ann, publication.id, { key: released?.lastDecisionKey ?? '' });
    expect(await getArticle(app.db, id)).toMatchObject({ verdict: 'held', reason: { code: 'flood' } });
    expect(await send()).toMatchObject({ status: 'cancelled', isWithdrawn: true });
  });

  test('old ones dropped and one released in one go are taken back in one go', async () => {
    const others = [await makeArticle(app, publication), await makeArticle(app, publication)];
    await decideArticles(ann, publication.id, { hold: [id, ...others] });
    const changed = await decideArticles(ann, publication.id, { dismiss: others, release: [id] });
    expect(new Set(changed.map(({ lastDecisionKey }) => lastDecisionKey)).size).toBe(1);
    expect(await Promise.all([id, ...others].map(verdict))).toEqual(['new', 'dismissed', 'dismissed']);
    await takeBackDecision(ann, publication.id, { key: changed[0]?.lastDecisionKey ?? '' });
    expect(await Promise.all([id, ...others].map(verdict))).toEqual(['held', 'held', 'held']);
  });

  test('taken back after somebody decided otherwise, it stays as that decision has it', async () => {
    const [dismissed] = await dismissArticles(ann, publication.id, [id]);
    await releaseArticles(asActor(app, 'user:8'), publication.id, [id]);
    expect(await takeBackDecision(ann, publication.id, { key: dismissed?.lastDecisionKey ?? '' })).toEqual(
      [],
    );
    expect(await verdict()).toBe('new');
  });

  test('of before decisions were kept, a dismissal that is taken back becomes a held article', async () => {
    await app.db.raw(`update articles set verdict = 'dismissed', released_at = null where id = ?`, [id]);
    await takeBackDecision(ann, publication.id, { ids: [id] });
    expect(await getArticle(app.db, id)).toMatchObject({
      verdict: 'held',
      reason: { code: 'held-by-editor' },
    });
  });

  test('taken back although the article left its feed meanwhile, it is held and not mailed', async () => {
    await dismissArticles(ann, publication.id, [id]);
    await app.db.raw('update articles set left_at = now() where id = ?', [id]);
    await takeBackDecision(ann, publication.id, { ids: [id] });
    expect(await getArticle(app.db, id)).toMatchObject({
      verdict: 'held',
      reason: { code: 'gone-from-feed' },
    });
  });

  test('of another publication, it changes nothing', async () => {
    const other = await makePublication(app);
    expect(await decideArticles(ann, other.id, { dismiss: [id], hold: [id], sendNow: [id] })).toEqual([]);
    expect(await takeBackDecision(ann, other.id, { ids: [id] })).toEqual([]);
    expect(await verdict()).toBe('new');
  });

  test('“send now” leaves a send alone that somebody paused', async () => {
    await planArticleSends(app);
    const [row] = await rows<{ id: number }>(app.db, 'select id from sends where article_id = ?', [id]);
    await pauseSend(app, publication.id, row?.id ?? 0);
    expect(await decideArticles(ann, publication.id, { sendNow: [id] })).toEqual([]);
    expect(await send()).toMatchObject({ status: 'paused' });
  });
});

describe('A decision that races the worker', () => {
  test('either comes before the mail, or finds that it is being mailed', async () => {
    await makeReaders(app, publication, 3, 'race.example');
    for (let round = 0; round < 12; round += 1) {
      const one = await makeArticle(app, publication);
      await app.db.raw(`update articles set released_at = now() - interval '1 hour' where id = ?`, [one]);
      await planArticleSends(app);
      const [[dismissed]] = await Promise.all([
        dismissArticles(ann, publication.id, [one]),
        prepareDueSends(app, KINDS),
        prepareDueSends(app, KINDS),
      ]);
      await prepareDueSends(app, KINDS);
      const after = await send(one);
      expect([await verdict(one), after?.status]).toEqual(
        dismissed ? ['dismissed', 'cancelled'] : ['new', 'sending'],
      );
    }
  });

  test('made twice at once is made once', async () => {
    const both = await Promise.all([
      dismissArticles(ann, publication.id, [id]),
      dismissArticles(ann, publication.id, [id]),
    ]);
    expect(both.flat()).toHaveLength(1);
    const key = both.flat()[0]?.lastDecisionKey ?? '';
    const back = await Promise.all([
      takeBackDecision(ann, publication.id, { key }),
      takeBackDecision(ann, publication.id, { key }),
    ]);
    expect(back.flat()).toHaveLength(1);
    expect(await verdict()).toBe('new');
  });
});

describe('What an editor changed for the mail', () => {
  const mail = () =>
    firstRow<{ subject: string; html: string; text: string }>(
      app.db,
      'select c.subject, c.html, c.text from send_contents c join sends s on s.id = c.send_id where s.article_id = ?',
      [id],
    );
  async function goesOut(): Promise<void> {
    await decideArticles(app, publication.id, { sendNow: [id] });
    await prepareDueSends(app, KINDS);
  }

  test('is in the mail and in the name of its send; the feed’s own stays beside it', async () => {
    await planArticleSends(app);
    const changes = {
      title: 'Ferry: new times',
      standfirst: 'From <b>Monday</b> & later.',
      imageUrl: 'https://gazette.example/ferry.jpg',
    };
    await editArticle(ann, publication.id, id, changes);
    expect(await send()).toMatchObject({ subject: 'Ferry: new times', minutes: 30 });
    await goesOut();
    expect(await mail()).toMatchObject({ subject: 'Ferry: new times' });
    expect((await mail())?.html).toContain('From &lt;b&gt;Monday&lt;/b&gt; &amp; later.');
    expect((await mail())?.html).toContain('https://gazette.example/ferry.jpg');
    expect(await getArticle(app.db, id)).toMatchObject({ title: 'Ferry times', mailTitle: changes.title });
  });

  test('outlives the next reading of the feed, and goes when it is reset', async () => {
    const url = server.serve('/mail.xml', [item(1)]);
    const feed = await addFeed(app, publication.id, url);
    await pollFeed(app, feed.id);
    const fresh = item(2, { published: new Date() });
    server.serve('/mail.xml', [fresh, item(1)]);
    const { articles } = await pollFeed(app, feed.id);
    const two = articles[0]?.id ?? 0;
    await editArticle(ann, publication.id, two, { title: 'Mine' });
    server.serve('/mail.xml', [{ ...fresh, title: 'Theirs anew' }, item(1)]);
    await pollFeed(app, feed.id);
    expect(await getArticle(app.db, two)).toMatchObject({ title: 'Theirs anew', mailTitle: 'Mine' });
    await editArticle(ann, publication.id, two, { title: null });
    await decideArticles(app, publication.id, { sendNow: [two] });
    expect(await send(two)).toMatchObject({ subject: 'Theirs anew' });
  });

  test('is refused once the article is being mailed', async () => {
    await makeReaders(app, publication, 1, 'mailed.example');
    await goesOut();
    await expect(editArticle(ann, publication.id, id, { title: 'Too late' })).rejects.toMatchObject({
      code: 'article-mailed',
    });
  });

  test('at the last moment is in the mail, or is refused', async () => {
    for (let round = 0; round < 8; round += 1) {
      id = await makeArticle(app, publication);
      await decideArticles(app, publication.id, { sendNow: [id] });
      const [edited] = await Promise.allSettled([
        editArticle(ann, publication.id, id, { title: `Late ${round}` }),
        prepareDueSends(app, KINDS),
      ]);
      await prepareDueSends(app, KINDS);
      const isInMail = (await mail())?.subject === `Late ${round}`;
      expect(isInMail).toBe(edited.status === 'fulfilled');
    }
  });
});
