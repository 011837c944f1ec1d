import { beforeEach, describe, expect, test } from 'vitest';
import { alertSays } from '../../src/words/index.ts';
import { planArticleSends } from '../../src/planning/index.ts';
import { updatePublication, type Publication } from '../../src/publications/index.ts';
import { listIncidents } from '../../src/reports/index.ts';
import { watchFigures } from '../../src/watch/index.ts';
import { areBouncing } from '../../src/watch/figures/confirmation-share.ts';
import { emptyAgainstHabit, type DigestDay } from '../../src/watch/figures/digest-habit.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { makeArticle, makeReaders } from '../support/sends/sends.ts';

const app = await createTestApp();
let gazette: Publication;
beforeEach(async () => {
  gazette = await makePublication(app);
});

const seen = async () => {
  await watchFigures(app);
  const found = await listIncidents(app.db, gazette.id);
  return found.map(({ severity, news }) => ({ severity, ...news }));
};

test('An article that should have been mailed an hour ago and was not is seen until its mail begins', async () => {
  const id = await makeArticle(app, gazette, { title: 'Ferry' });
  const { holdMinutes } = gazette;
  const release = (minutesAgo: number) =>
    app.db.raw(`update articles set released_at = now() - make_interval(mins => ?) where id = ?`, [
      minutesAgo + holdMinutes,
      id,
    ]);
  await release(58);
  expect(await seen()).toEqual([]);
  await release(62);
  expect(await seen()).toMatchObject([{ severity: 'minor' }]);
  // It may be catching up; five minutes later it is not.
  await app.db.raw(`update incidents set noted_at = noted_at - interval '5 minutes'`);
  const late = { code: 'articles-not-mailed', severity: 'severe', params: { title: 'Ferry', count: 1 } };
  expect(await seen()).toMatchObject([late]);
  // Its send was made, and nobody prepares it.
  await planArticleSends(app);
  await app.db.raw(`update sends set created_at = now() - interval '2 hours' where article_id = ?`, [id]);
  expect(await seen()).toMatchObject([late]);
  // A publication without an address sends nothing, and says so elsewhere.
  await updatePublication(app, gazette.slug, { postalAddress: '' });
  expect(await seen()).toEqual([]);
  await updatePublication(app, gazette.slug, { postalAddress: '1 Main Street' });
  await app.db.raw(`update sends set status = 'sending' where article_id = ?`, [id]);
  expect(await seen()).toEqual([]);
});

test('Digests that are empty against their habit are seen, and not what an editor emptied', async () => {
  const addRun = (daysAgo: number, state: string, dropped = '{}') =>
    app.db.raw(
      `insert into digest_runs (publication_id, rhythm, due_at, state, dropped_ids, cut, run)
       values (?, 'daily', now() - make_interval(days => ?), ?, ?, 1, 1)`,
      [gazette.id, daysAgo, state, dropped],
    );
  for (let day = 30; day > 2; day -= 1) await addRun(day, 'frozen');
  await addRun(2, 'empty');
  await addRun(1, 'empty', '{7}');
  expect(await seen()).toEqual([]);
  await addRun(0, 'empty');
  expect(await seen()).toMatchObject([
    { code: 'digests-empty', severity: 'minor', params: { rhythm: 'daily', count: 2 } },
  ]);
});

describe('A digest', () => {
  /** `#` with articles, `.` empty; the first is a Monday. */
  const days = (rhythm: 'daily' | 'weekly', row: string): DigestDay[] =>
    Array.from(row, (mark, at) => ({
      rhythm,
      dueAt: new Date(Date.UTC(2026, 0, 5 + at * (rhythm === 'daily' ? 1 : 7))),
      weekday: rhythm === 'daily' ? (1 + at) % 7 : 1,
      isEmpty: mark === '.',
    }));
  test.each([
    ['daily', '##################### ..', 2],
    ['daily', '##################### .', 0],
    ['daily', '##################### .#.', 0],
    ['daily', '#####.. #####.. #####.. #####..', 0],
    ['daily', '#####.. #####.. #####.. ###....', 2],
    ['daily', '#####.. #####.. ###....', 0],
    ['daily', '#.#.#.# .#.#.#. #.#.#.# ..', 0],
    ['weekly', '####.', 1],
    ['weekly', '###.', 0],
    ['weekly', '##.#.', 0],
  ] as const)('that is %s and went %s is empty against its habit %i times', (rhythm, row, times) => {
    expect(emptyAgainstHabit(days(rhythm, row.replaceAll(' ', '')))).toHaveLength(times);
  });
});

test.each([
  [{ sent: 0, failed: 9 }, false, false],
  [{ sent: 1, failed: 1 }, false, false],
  [{ sent: 30, failed: 10 }, false, true],
  [{ sent: 31, failed: 10 }, false, false],
  [{ sent: 40, failed: 10 }, true, true],
  [{ sent: 90, failed: 10 }, true, false],
  [{ sent: 0, failed: 0 }, true, false],
])('Of confirmation mails %j are trouble, where there was %s: %s', (figures, before, are) => {
  expect(areBouncing(figures, before)).toBe(are);
});

test('Confirmation mails that are refused, or come back, are seen with the words of the server', async () => {
  const readers = await makeReaders(app, gazette, 20);
  await app.db.raw(
    `insert into notices (kind, publication_id, subscriber_id, occasion, state, reply)
     select 'confirmation', ?, id, 'now', case when place <= 8 then 'refused' else 'sent' end, case when place <= 8 then '550 Not you' end
       from unnest(cast(? as bigint[])) with ordinality r (id, place)`,
    [gazette.id, readers],
  );
  expect(await seen()).toEqual([]);
  await app.db.raw(
    `insert into events (publication_id, subscriber_id, type, kind, says, source, once, at, is_heard)
     select ?, id, 'bounce', 'hard', 'No such user', 'test', sha256(id::text::bytea), now(), true from unnest(cast(? as bigint[])) id`,
    [gazette.id, readers.slice(10, 14)],
  );
  const [incident] = await seen();
  expect(incident).toEqual({
    code: 'confirmations-bounce',
    severity: 'severe',
    params: { sent: 8, failed: 12, reply: '550 Not you' },
  });
  if (incident) expect(alertSays(incident, 'en').about).toBe('12 of 20 (60.0%) within a day');
});

test('A key that is in use and ends within a week is seen, of one publication only there', async () => {
  const other = await makePublication(app);
  const addKey = (name: string, days: number, usedDaysAgo: number | null, publicationIds: number[] | null) =>
    app.db.raw(
      `insert into api_keys (name, prefix, key_hash, scopes, publication_ids, expires_at, last_used_at)
       values (:name, :name, sha256(cast(:name as text)::bytea), '{admin}', :publicationIds,
               now() + make_interval(days => :days), now() - make_interval(days => :usedDaysAgo))`,
      { name, days, usedDaysAgo, publicationIds },
    );
  await addKey('shop', 6, 1, [gazette.id]);
  await addKey('later', 8, 1, [gazette.id]);
  await addKey('idle', 6, null, [gazette.id]);
  await addKey('elsewhere', 6, 1, [other.id]);
  expect(await seen()).toMatchObject([{ code: 'api-key-ends', severity: 'minor', params: { name: 'shop' } }]);
  await app.db.raw(`update api_keys set revoked_at = now() where name = 'shop'`);
  expect(await seen()).toEqual([]);
});
