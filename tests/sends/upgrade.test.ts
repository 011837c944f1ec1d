import { expect, test } from 'vitest';
import { migrations } from '../../migrations/index.ts';
import { rows } from '../../src/platform/database.ts';
import { makeArticle } from '../support/sends/sends.ts';
import { makePublication } from '../support/app/publications.ts';
import { planArticleSends } from '../../src/sends/index.ts';
import { createTestApp } from '../support/app/app.ts';

const app = await createTestApp();
const FIRST_AFTER = '0031-send-occasions';

/** As if this version were started for the first time on a database of the version before, in which `fill` ran. */
async function upgrade(fill: () => Promise<void>): Promise<void> {
  await app.db.raw('drop schema public cascade');
  await app.db.raw('create schema public');
  const names = Object.keys(migrations).sort();
  const after = names.indexOf(FIRST_AFTER);
  for (const name of names.slice(0, after)) await migrations[name]?.(app.db);
  await fill();
  for (const name of names.slice(after)) await migrations[name]?.(app.db);
}

test('After the upgrade an article gets no second send, letters are for whom they were, and only letters must be on time', async () => {
  await upgrade(async () => {
    const publication = await makePublication(app);
    const article = await makeArticle(app, publication);
    await app.db.raw(
      `insert into sends (publication_id, kind, status, article_id, topic_ids, message_key) values
         (:id, 'article', 'sent', :article, '{}', ''), (:id, 'letter', 'draft', null, '{}', ''),
         (:id, 'letter', 'draft', null, '{7}', '')`,
      { id: publication.id, article },
    );
  });
  await planArticleSends(app);
  const sends = await rows(app.db, 'select kind, is_for_all, may_be_late from sends order by id');
  expect(sends).toEqual([
    { kind: 'article', is_for_all: false, may_be_late: true },
    { kind: 'letter', is_for_all: true, may_be_late: false },
    { kind: 'letter', is_for_all: false, may_be_late: false },
  ]);
});
