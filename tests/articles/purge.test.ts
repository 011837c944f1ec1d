import { expect, test } from 'vitest';
import { purgeArticleTexts } from '../../src/articles/index.ts';
import { rows } from '../../src/platform/database.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';

const app = await createTestApp();

test('The whole text of an article is kept for 90 days, and for as long as an editor has to decide', async () => {
  const { id } = await makePublication(app);
  await app.db.raw(
    `insert into articles (publication_id, key, title, html, verdict, content_hash, first_seen_at, edited_at)
     select :id, key, key, '<p>text</p>', verdict, '\\x00', now() - cast(seen as interval), now() - cast(edited as interval)
       from (values ('old', 'new', '91 days', null), ('young', 'new', '89 days', null), ('held', 'held', '91 days', null),
                    ('edited', 'new', '91 days', '2 days')) as one (key, verdict, seen, edited)`,
    { id },
  );
  expect(await purgeArticleTexts(app.db)).toBe(1);
  const left = await rows<{ key: string }>(app.db, `select key from articles where html <> '' order by key`);
  expect(left.map(({ key }) => key)).toEqual(['edited', 'held', 'young']);
});
