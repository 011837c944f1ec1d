import { expect, test } from 'vitest';
import { rows } from '../../src/platform/database.ts';
import { createTestApp } from '../support/app/app.ts';
import { beforeMigration } from '../support/database/before-migration.ts';

const { db } = await createTestApp();

test('After the upgrade dismissed articles say who dismissed them last, and settled faults of feeds are gone', async () => {
  const upgrade = await beforeMigration(db, '0059-article-decisions');
  await db.raw(
    `insert into publications (slug, name, site_url, from_name, from_address, time_zone, language)
     values ('gazette', 'Gazette', 'https://gazette.example', 'Gazette', 'news@gazette.example', 'Europe/Berlin', 'en');
     insert into articles (publication_id, key, title, verdict, content_hash)
     values (1, 'a', 'A', 'dismissed', ''), (1, 'b', 'B', 'dismissed', ''), (1, 'c', 'C', 'new', '');
     insert into audit_log (at, actor, action, subject, details)
     values ('2026-03-01T08:00Z', 'user:1', 'article.dismissed', 'publication:1', '{"articleIds": [1, 3]}'),
            ('2026-03-02T08:00Z', 'user:2', 'article.dismissed', 'publication:1', '{"articleIds": [1]}'),
            ('2026-03-02T09:00Z', 'user:3', 'article.released', 'publication:1', '{"articleIds": [1]}'),
            ('2026-03-02T09:00Z', 'user:3', 'article.dismissed', 'publication:1', '{}');
     insert into feeds (publication_id, url, host, status, error, failures, failing_since)
     select 1, 'https://gazette.example/' || status, 'gazette.example', status, '{"code": "server-too-slow", "params": {}}', 3, now()
       from unnest(array['active', 'paused', 'failing', 'gone']) status`,
  );
  await upgrade();
  expect(
    await rows(
      db,
      'select key, last_decision as "is", last_decision_by as by, last_decision_at as at from articles order by key',
    ),
  ).toEqual([
    { key: 'a', is: 'dismissed', by: 'user:2', at: new Date('2026-03-02T08:00Z') },
    { key: 'b', is: null, by: null, at: null },
    { key: 'c', is: null, by: null, at: null },
  ]);
  expect(await rows(db, 'select status from feeds where error is not null order by status')).toEqual([
    { status: 'failing' },
    { status: 'gone' },
  ]);
});
