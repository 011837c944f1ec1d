import { expect, test } from 'vitest';
import { pushArticle } from '../../src/articles/index.ts';
import { explain } from '../../src/explain/index.ts';
import { rows } from '../../src/platform/database.ts';
import { editArticle, planArticleSends } from '../../src/planning/index.ts';
import { strandsOf } from '../../src/publications/index.ts';
import { listFollowed } from '../../src/rhythms/index.ts';
import { follow, getSubscriber, stopFollowing } from '../../src/subscribers/index.ts';
import { answerSays } from '../../src/words/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { startSmtpSink } from '../support/mail/smtp-sink.ts';
import { evidence } from '../support/readers/readers.ts';
import { change, sendAll } from '../support/sends/digests.ts';
import { deliver, makeArticle, makeReaders, prepareSendOf } from '../support/sends/sends.ts';

const sink = await startSmtpSink();
const app = await createTestApp({ SMTP_URL: sink.url });
const publication = await makePublication(app, {
  topics: [
    { slug: 'sport', name: 'Sport' },
    { slug: 'arts', name: 'Arts' },
  ],
});
const [sport] = await rows<{ id: number }>(
  app.db,
  `select id from topics where publication_id = ? and slug = 'sport'`,
  [publication.id],
);

async function reader(changes: Parameters<typeof change>[3], strands: string[] = []): Promise<number> {
  const [id = 0] = await makeReaders(app, publication, 1, `${crypto.randomUUID()}.example`);
  await change(app, publication, id, changes);
  for (const strand of strands)
    await follow(
      app,
      { id, publicationId: publication.id },
      { id: strand, name: strand.split(':')[1] ?? '' },
      evidence,
    );
  return id;
}

const frozenFor = async (sendId: number): Promise<Map<number, number>> => {
  const found = await rows<{ id: number; contentId: number }>(
    app.db,
    `select r.id, b.content_id as "contentId" from send_batches b cross join lateral unnest(b.subscriber_ids) r (id) where b.send_id = ?`,
    [sendId],
  );
  return new Map(found.map(({ id, contentId }) => [id, contentId]));
};

async function ask(id: number, article: number) {
  const { email } = await getSubscriber(app.db, publication.id, id);
  const { fate, because } = await explain(app, publication, { email, article, send: undefined });
  return {
    fate,
    says: because.filter(({ code }) => code === 'rhythm' || code === 'follows').map((one) => answerSays(one)),
  };
}

test('Names that differ in case and punctuation are one, in any script; what has no letter is none', () => {
  const article = {
    story: 'Night  Ferry!',
    authors: ['ADA Berg', 'Ada Berg'],
    categories: ['日本 経済', '—'],
  };
  expect(strandsOf(article).map(({ id }) => id)).toEqual([
    'story:night-ferry',
    'author:ada-berg',
    'tag:日本-経済',
  ]);
});

test('An article goes at once to whoever follows its author, tag or story, whatever their rhythm and topics, and to nobody twice', async () => {
  const topicIds = [sport?.id ?? 0];
  const byAuthor = await reader({ rhythm: 'daily', topicIds }, ['author:ada-berg']);
  const byTag = await reader({ rhythm: 'weekly', topicIds }, ['tag:ferries']);
  const byStory = await reader({ topicIds }, ['story:night-ferry']);
  const byAll = await reader({}, ['author:ada-berg', 'tag:ferries', 'story:night-ferry']);
  const other = await reader({ rhythm: 'daily' }, ['author:bo-lind']);
  const paused = await reader({ rhythm: 'daily', pausedUntil: new Date(Date.now() + 9 * 86_400_000) }, [
    'author:ada-berg',
  ]);
  const stopped = await reader({ rhythm: 'daily' }, ['author:ada-berg']);
  await stopFollowing(app, { id: stopped, publicationId: publication.id }, 'author:ada-berg', evidence);
  const quiet = await reader({ rhythm: 'daily' }, ['author:ada-berg']);
  await app.db.raw(
    `update followed_strands set ends_at = now() - interval '1 second' where subscriber_id = ?`,
    [quiet],
  );

  const article = await makeArticle(app, publication, {
    title: 'The night ferry stays',
    authors: ['Ada Berg'],
    categories: ['Arts', 'Ferries'],
  });
  await editArticle(app, publication.id, article, { story: 'Night ferry' });
  expect(await ask(byAuthor, article)).toMatchObject({
    fate: { code: 'already-due', params: { by: 'single', why: 'followed' } },
  });
  const sendId = await prepareSendOf(app, article);
  const frozen = await frozenFor(sendId);
  expect([...frozen.keys()].toSorted((one, two) => one - two)).toEqual([byAuthor, byTag, byStory, byAll]);
  // Whoever gets digests is told why this comes beside them.
  expect(new Set([byAuthor, byTag, byAll].map((id) => frozen.get(id))).size).toBe(3);
  expect(frozen.get(byStory)).toBe(frozen.get(byAll));

  // Who stops before the mail has left does not get it, either.
  await stopFollowing(app, { id: byTag, publicationId: publication.id }, 'tag:ferries', evidence);
  await deliver(app);
  const mails = sink.messages.filter(({ source }) => source.includes('night ferry stays'));
  expect(mails).toHaveLength(3);
  const { email } = await getSubscriber(app.db, publication.id, byAuthor);
  const mail = String(mails.find(({ to }) => to.includes(email))?.source).replaceAll('=\r\n', '');
  expect(mail).toContain('beside your mail once a day');
  expect(mail).toContain('/follow?of=3Dauthor%3Aada-berg');
  expect(mail).toContain('/follow?of=3Dtag%3Aferries');
  expect(mail).toContain('/follow?of=3Dstory%3Anight-ferry');
  expect(mail).not.toContain('tag%3Aarts');

  expect(await ask(byAuthor, article)).toEqual({
    fate: expect.objectContaining({ code: 'brought', holds: true }) as unknown,
    says: [
      'The reader follows ada-berg, and so gets the send at once, beside their own rhythm.',
      'The reader follows ada-berg.',
    ],
  });
  for (const id of [other, stopped, quiet, paused])
    expect((await ask(id, article)).fate).not.toMatchObject({ code: 'brought' });
});

test('A reader has 14 days from the last article of it; what has ended is no longer moved', async () => {
  const id = await reader({ rhythm: 'daily' }, ['author:cleo-dahl', 'author:dan-ek']);
  const age = (strand: string, days: number) =>
    app.db.raw(
      `update followed_strands set ends_at = ends_at - make_interval(days => ?) where subscriber_id = ? and strand = ?`,
      [days, id, strand],
    );
  await age('author:cleo-dahl', 13);
  await age('author:dan-ek', 15);
  await makeArticle(app, publication, { authors: ['Cleo Dahl', 'Dan Ek'] });
  await planArticleSends(app);
  await sendAll(app);
  const found = await listFollowed(app.db, id);
  const daysLeft = ({ endsAt }: { endsAt: Date }) => Math.round((endsAt.getTime() - Date.now()) / 86_400_000);
  expect(found.map((one) => [one.strand, daysLeft(one), one.isOver])).toEqual([
    ['author:cleo-dahl', 14, false],
    ['author:dan-ek', -1, true],
  ]);
  expect(
    await follow(
      app,
      { id, publicationId: publication.id },
      { id: 'author:dan-ek', name: 'Dan Ek' },
      evidence,
    ),
  ).toBe('followed');
  expect((await listFollowed(app.db, id)).every(({ isOver }) => !isOver)).toBe(true);
});

test('A push says which story an article goes on with; a later push without one leaves it', async () => {
  const push = (fields: object) =>
    pushArticle(app, publication, { url: 'https://gazette.example/pushed', title: 'Pushed', ...fields });
  expect(await push({ story: ' Night ferry ' })).toMatchObject({ story: 'Night ferry' });
  expect(await push({ title: 'Pushed again' })).toMatchObject({ story: 'Night ferry' });
  expect(await push({ story: null })).toMatchObject({ story: null });
});
