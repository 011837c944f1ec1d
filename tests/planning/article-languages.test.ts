import { expect, test } from 'vitest';
import { firstRow } from '../../src/platform/database.ts';
import { changeSubscriber } from '../../src/subscribers/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { evidence } from '../support/readers/readers.ts';
import { makeArticle, makeReaders, prepareSendOf } from '../support/sends/sends.ts';

const app = await createTestApp();

test('The words around an article are in each reader’s language, and its text stays as it was written', async () => {
  const publication = await makePublication(app, { language: 'en-GB' });
  const languages = ['fr-CA', 'ar', 'sw', 'en-US', null];
  const readers = await makeReaders(app, publication, languages.length);
  for (const [place, language] of languages.entries())
    await changeSubscriber(
      app,
      { id: readers[place] ?? 0, publicationId: publication.id },
      { language },
      evidence,
    );
  const sendId = await prepareSendOf(app, await makeArticle(app, publication, { title: 'Bridge opens' }));
  const mailOf = async (readerId = 0) =>
    (
      await firstRow<{ html: string }>(
        app.db,
        `select k.html from send_batches b join send_contents k on k.id = b.content_id
          where b.send_id = ? and cast(? as bigint) = any(b.subscriber_ids)`,
        [sendId, readerId],
      )
    )?.html ?? '';
  const words = ['Se désabonner', 'إلغاء الاشتراك', 'Unsubscribe', 'Unsubscribe', 'Unsubscribe'];
  for (const [place, unsubscribe] of words.entries()) {
    const html = await mailOf(readers[place]);
    expect(html).toContain(unsubscribe);
    expect(html).toContain('The council met at noon.');
    expect(html).toContain('<html lang="en-GB" dir="ltr"');
  }
  const first = await firstRow<{ html: string }>(
    app.db,
    'select html from send_contents where send_id = ? order by id limit 1',
    [sendId],
  );
  expect(first?.html).toContain('Unsubscribe');
});
