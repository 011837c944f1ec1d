import { beforeAll, expect, test } from 'vitest';
import { rows } from '../../src/platform/database.ts';
import { createTestApp } from '../support/app/app.ts';
import { beforeMigration } from '../support/database/before-migration.ts';

const app = await createTestApp();
const FIRST_AFTER = '0030-alert-codes';

const HELD: [code: string, says: string, params: object][] = [
  [
    'flood',
    '9 came at once, and more than 5 at a time are rather a change of the feed than news.',
    { count: 9, limit: 5 },
  ],
  [
    'flood',
    'It came with what was known under other ids, and more than 5 at a time are rather a change of the feed than news.',
    { count: 1, limit: 5 },
  ],
  ['flood', 'Many came at once, so it waits for you.', { count: null, limit: null }],
  ['maybe-known', 'It may be “A “quoted” title” under another address.', { title: 'A “quoted” title' }],
  ['date-unread', 'It has a date that cannot be read, so nobody knows whether it is due.', {}],
];

beforeAll(async () => {
  const { db } = app;
  const upgrade = await beforeMigration(db, FIRST_AFTER);
  await db.raw(
    `insert into publications (slug, name, site_url, from_name, from_address, time_zone, language)
     values ('gazette', 'Gazette', 'https://gazette.example', 'Gazette', 'news@gazette.example', 'Europe/Berlin', 'en');
     insert into alerts (publication_id, headline, about, what, advice, reply, since)
     values (1, 'A send is paused', 'Ferry', 'It happened.', 'Do it.', '550 No', now()),
            (1, 'Mail to one.example is refused', 'Ferry', 'The mail server for one.example refused all 20 readers that were left, in the same words. That is rarely the readers’ fault, so nobody was suppressed for it.', 'Look.', '550 No', now())`,
  );
  for (const [index, [code, says]] of HELD.entries())
    await db.raw(
      `insert into articles (publication_id, key, title, content_hash, verdict, held_code, held_says)
       values (1, ?, 't', '', 'held', ?, ?)`,
      [String(index), code, says],
    );
  await upgrade();
});

test('An old alert keeps its words after the upgrade, and a domain that was told is not told again', async () => {
  expect(await rows(app.db, 'select code, params from alerts order by id')).toEqual([
    {
      code: 'legacy-alert',
      params: {
        headline: 'A send is paused',
        about: 'Ferry',
        what: 'It happened.',
        advice: 'Do it.',
        reply: '550 No',
      },
    },
    {
      code: 'domain-refuses',
      params: { subject: 'Ferry', domain: 'one.example', count: 20, reply: '550 No' },
    },
  ]);
});

test('What an article is held for has its parameters after the upgrade', async () => {
  const found = await rows<{ code: string; params: object }>(
    app.db,
    'select held_code as code, held_params as params from articles order by id',
  );
  expect(found).toEqual(HELD.map(([code, , params]) => ({ code, params })));
});
