import request from 'supertest';
import { expect, test } from 'vitest';
import { rows } from '../../../src/platform/database.ts';
import { listFollowed } from '../../../src/rhythms/index.ts';
import {
  exportSubscriberData,
  linksOf,
  listConsentRecords,
  MOST_FOLLOWED,
  unsubscribe,
} from '../../../src/subscribers/index.ts';
import { eraseReader } from '../../../src/web/erase-reader.ts';
import { createServer } from '../../../src/web/server.ts';
import { createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { evidence, fingerprint, makeConsenting } from '../../support/readers/readers.ts';
import { makeArticle } from '../../support/sends/sends.ts';

const app = await createTestApp();
const server = createServer(app);
const gazette = await makePublication(app, { slug: 'gazette' });
await makeArticle(app, gazette, { authors: ['Ada Berg'], categories: ['Ferries'] });
await makeArticle(app, gazette, { authors: ['Ada Berg'] });

let serial = 0;
async function makeReader() {
  serial += 1;
  const { id } = await makeConsenting(app, gazette, `reader${serial}@example.org`);
  const links = await linksOf(app, id);
  const pathOf = (url = '') => new URL(url).pathname;
  return {
    id,
    page: `${pathOf(links?.rhythmUrl)}/follow`,
    choices: pathOf(links?.preferencesUrl),
    follows: async () => (await listFollowed(app.db, id)).map(({ strand, isOver }) => [strand, isOver]),
  };
}

const ADA = '?of=author%3Aada-berg';
const headingOf = (html: string) => /<h1[^>]*>([^<]*)/.exec(html)?.[1];
const post = (url: string, fields: Record<string, string>) =>
  request(server).post(url).type('form').send(fields);

test('A tap in a mail opens a page that changes nothing; its button begins, once, and the next page ends it', async () => {
  const { id, page, follows } = await makeReader();
  const before = await fingerprint(app);
  const asked = await request(server).get(page + ADA);
  expect(headingOf(asked.text)).toBe('Follow Ada Berg?');
  expect(asked.text).toContain('So far: 2 articles in 6 weeks. Nothing has changed yet.');
  expect(asked.text).toContain('It ends by itself after 14 days without news.');
  expect([await fingerprint(app), await follows()]).toEqual([before, []]);

  for (let time = 0; time < 2; time += 1) {
    const done = await post(page, { follow: 'author:ada-berg' });
    expect([done.status, done.headers['location']]).toEqual([303, page + ADA]);
  }
  expect(await follows()).toEqual([['author:ada-berg', false]]);
  const shown = await request(server).get(page + ADA);
  expect(headingOf(shown.text)).toBe('You follow: Everything by Ada Berg');
  expect(shown.text).toMatch(/Without news it ends on \w+/);

  const stopped = await post(page, { stop: 'author:ada-berg' });
  expect(headingOf((await request(server).get(stopped.headers['location'] ?? '')).text)).toBe(
    'You no longer follow: Everything by Ada Berg',
  );
  await post(page, { stop: 'author:ada-berg' });
  expect(await follows()).toEqual([]);
  const changes = (await listConsentRecords(app.db, id)).filter(({ kind }) => kind === 'changed');
  expect(changes.map(({ details }) => details['fields'])).toEqual([['follows'], ['follows']]);
});

test('The page of choices lists what is followed and until when, ends it, and tells what ended by itself', async () => {
  const { id, page, choices, follows } = await makeReader();
  expect((await request(server).get(choices)).text).not.toContain('What you follow');
  await post(page, { follow: 'author:ada-berg' });
  await post(page, { follow: 'tag:ferries' });
  await app.db.raw(
    `update followed_strands set ends_at = now() - interval '1 day' where subscriber_id = ? and strand = 'tag:ferries'`,
    [id],
  );
  const shown = (await request(server).get(choices)).text;
  expect(shown).toMatch(/Everything about #Ferries.*It ended by itself on .*Follow again/s);
  expect(shown).toMatch(/Everything by Ada Berg.*Without news it ends on .*Stop following/s);
  expect((await post(`${choices}/follow`, { follow: 'tag:ferries' })).headers['location']).toBe(
    `${choices}?saved`,
  );
  await post(`${choices}/follow`, { stop: 'author:ada-berg' });
  expect(await follows()).toEqual([['tag:ferries', false]]);
  expect((await request(server).get(`${choices}/history`)).text).toContain('You changed what you follow.');
  expect((await exportSubscriberData(app, id)).follows).toMatchObject([
    { name: 'Ferries', strand: 'tag:ferries' },
  ]);
  await eraseReader(app, id, evidence);
  expect(await rows(app.db, 'select 1 from followed_strands where subscriber_id = ?', [id])).toEqual([]);
});

test('What there is not, too much, and who has left change nothing, and the page says so', async () => {
  const { id, page, choices, follows } = await makeReader();
  for (const of of ['', '?of=author%3Anobody', '?of=x&of=y'])
    expect(headingOf((await request(server).get(page + of)).text)).toBe(
      'There is nothing to follow here any more',
    );
  expect((await post(page, { follow: 'author:nobody' })).status).toBe(303);
  expect(await follows()).toEqual([]);

  await app.db.raw(
    `insert into followed_strands (subscriber_id, publication_id, strand, name, ends_at)
     select ?, ?, 'tag:number-' || n, 'Number ' || n, now() + interval '9 days' from generate_series(1, ?) n`,
    [id, gazette.id, MOST_FOLLOWED],
  );
  const refused = await post(page, { follow: 'author:ada-berg' });
  expect([refused.status, refused.text]).toEqual([
    422,
    expect.stringContaining('You follow 50 things already.'),
  ]);
  const beside = await post(`${choices}/follow`, { follow: 'author:ada-berg' });
  expect([beside.status, beside.text]).toEqual([422, expect.stringContaining('href="#follow"')]);

  await unsubscribe(app, { subscriberId: id, sendId: 0 }, evidence);
  expect(headingOf((await request(server).get(page + ADA)).text)).toBe('No mail is sent to you');
  await post(page, { stop: 'tag:number-1' });
  expect(await follows()).toHaveLength(MOST_FOLLOWED);
});
