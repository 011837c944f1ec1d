import { expect, test } from 'vitest';
import { rows } from '../../../src/platform/database.ts';
import type { Publication } from '../../../src/publications/index.ts';
import {
  changeSubscriber,
  exportList,
  findSubscriberByEmail,
  importNow,
  tryImport,
} from '../../../src/subscribers/index.ts';
import { says } from '../../../src/words/index.ts';
import { createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { inPieces } from '../../support/readers/csv-cases.ts';
import { evidence, makeConsenting } from '../../support/readers/readers.ts';

const app = await createTestApp();
const consent = { source: 'the old site', at: new Date('2025-05-01'), channel: 'test', caller: 'test' };
const fileOf = (text: string) => ({ bytes: inPieces(Buffer.from(text)), format: 'csv' as const, consent });
const bring = (publication: Publication, text: string) => importNow(app, publication, fileOf(text));

const waysOf = (publication: Publication) =>
  rows(
    app.db,
    `select email, rhythm, rhythm_chosen_at is not null as chosen, time_zone as zone, local_hour as hour, busy_day_cap as cap,
            paused_until as until from subscribers where publication_id = ? order by email`,
    [publication.id],
  );

test('A list says how its people get mail, in our words and in those of other programs', async () => {
  const paper = await makePublication(app);
  const report = await bring(
    paper,
    `email,Frequency,Timezone,local_hour,busy_day_cap,paused_until
a@example.org,Weekly,Asia/Kathmandu,17,,
b@example.org,täglich,,7:00,4,
c@example.org,immediately,,,0,
d@example.org,,Europe/Lisbon,,,2999-05-01
e@example.org,,,,,2020-05-01`,
  );
  expect(report.import.counts).toMatchObject({ added: 5, refused: 0 });
  const none = { chosen: false, rhythm: 'each', zone: null, hour: null, cap: null, until: null };
  expect(await waysOf(paper)).toEqual([
    { ...none, email: 'a@example.org', rhythm: 'weekly', chosen: true, zone: 'Asia/Kathmandu', hour: 17 },
    { ...none, email: 'b@example.org', rhythm: 'daily', chosen: true, hour: 7, cap: 4 },
    { ...none, email: 'c@example.org', chosen: true, cap: 0 },
    { ...none, email: 'd@example.org', zone: 'Europe/Lisbon', until: new Date('2999-05-01') },
    { ...none, email: 'e@example.org' },
  ]);
  const buckets = await rows(
    app.db,
    'select rhythm, time_zone, local_hour from digest_buckets where publication_id = ? order by 1, 2, 3',
    [paper.id],
  );
  expect(buckets).toContainEqual({ rhythm: 'weekly', time_zone: 'Asia/Kathmandu', local_hour: 17 });
  expect(buckets).toContainEqual({ rhythm: 'daily', time_zone: '', local_hour: 7 });
});

test('A dry run says which columns it takes, and by line what it does not understand', async () => {
  const paper = await makePublication(app);
  const report = await tryImport(
    app,
    paper,
    fileOf(`email,rhythm,time zone,local hour
a@example.org,monthly,UTC+1,25
b@example.org,fortnightly,Europe/Berlin,7`),
  );
  expect(report.import.counts).toMatchObject({ added: 2 });
  const notes = report.import.notes.map((note) => says(note));
  expect(notes.join('\n')).toContain('"time zone", "local hour" as hour of digests');
  expect(notes).toContainEqual(
    '"rhythm" is not understood in 2 rows, such as "monthly" (lines 2, 3): these people get what the publication gives to everybody.',
  );
  expect(notes.join('\n')).toContain('"time zone" is not understood in 1 row, such as "UTC+1" (line 2)');
  expect(notes.join('\n')).toContain('"local hour" is not understood in 1 row, such as "25" (line 2)');
  expect(await waysOf(paper)).toEqual([]);
});

test('Who was a reader before keeps their own choice', async () => {
  const paper = await makePublication(app);
  const reader = await makeConsenting(app, paper, 'known@example.org');
  await changeSubscriber(app, reader, { rhythm: 'weekly', localHour: 20 }, evidence);
  await bring(paper, 'email,name,rhythm,local_hour\nknown@example.org,Ada,daily,7');
  expect(await findSubscriberByEmail(app.db, paper.id, 'known@example.org')).toMatchObject({
    name: 'Ada',
    rhythm: 'weekly',
    localHour: 20,
  });
});

test('Our own export comes back as it was: who never chose follows the default of the new publication', async () => {
  const [from, to] = [await makePublication(app), await makePublication(app)];
  const chose = await makeConsenting(app, from, 'chose@example.org');
  await makeConsenting(app, from, 'never@example.org');
  const pausedUntil = new Date('2999-01-02T03:04:05Z');
  const ways = {
    rhythm: 'daily',
    localHour: 5,
    timeZone: 'Asia/Kathmandu',
    busyDayCap: 0,
    pausedUntil,
  } as const;
  await changeSubscriber(app, chose, ways, evidence);
  await app.db('publications').where({ id: to.id }).update({ default_rhythm: 'weekly' });
  let list = '';
  for await (const piece of exportList(app.db, from.id, { format: 'csv' })) list += piece;
  const report = await bring(to, list);
  expect(report.import.counts).toMatchObject({ added: 2, refused: 0 });
  expect(await findSubscriberByEmail(app.db, to.id, 'chose@example.org')).toMatchObject(ways);
  expect(await findSubscriberByEmail(app.db, to.id, 'never@example.org')).toMatchObject({
    rhythm: 'weekly',
    rhythmChosenAt: null,
    pausedUntil: null,
  });
});
