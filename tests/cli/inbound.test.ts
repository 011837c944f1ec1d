import { expect, test } from 'vitest';
import { heedDueMails } from '../../src/inbound/index.ts';
import { createKeeping } from '../../src/inbound/store/keep-mail.ts';
import { rows } from '../../src/platform/database.ts';
import { mailAddresses, type MailAddresses } from '../../src/subscribers/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { letterTo, reportTo } from '../support/mail/returned-mails.ts';
import { runCommand } from '../support/program/command.ts';
import { makeReaders } from '../support/sends/sends.ts';

const app = await createTestApp({ INBOUND_SMTP: '127.0.0.1:0' });
const environment = { DATABASE_URL: app.databaseUrl, APP_SECRET: 'a secret that only tests know' };
const inbound = (...words: string[]) => runCommand(['inbound', ...words], environment);

test('paperround inbound lists mail that came in, and shows how each was understood', async () => {
  const gazette = await makePublication(app, { slug: 'gazette' });
  const addresses = mailAddresses(app, gazette) as MailAddresses;
  expect((await inbound('list')).stdout).toBe('No such mail is kept.\n');
  await makeReaders(app, gazette, 1, 'shore.example');
  const [reader = { id: 0, linkKey: 0 }] = await rows<{ id: number; linkKey: number }>(
    app.db,
    'select id, link_key as "linkKey" from subscribers',
  );
  const keep = createKeeping(app);
  const bounce = addresses.bounce(reader);
  const take = (to: string, mail: string, from = '') =>
    keep({ way: 'smtp', from, to: [to], peer: null, at: null, octets: Buffer.from(mail) });
  await take(bounce, reportTo(bounce));
  await heedDueMails(app);
  const words = 'Good \u001B[31mmorning';
  await take(
    'help+gazette@gazette.example',
    letterTo('help+gazette@gazette.example', { words }),
    'ada@b.example',
  );

  const list = JSON.parse((await inbound('list', '--json')).stdout);
  expect(list).toMatchObject([
    { state: 'waiting', kind: null, deed: null, subscriberId: null },
    { state: 'heeded', kind: 'hard', deed: 'tell', subscriberId: reader.id, way: 'smtp', from: '' },
  ]);
  const [letter, report] = list.map(({ id }: { id: number }) => String(id));
  const listed = (await inbound('list')).stdout.split('\n');
  expect(listed[0]).toMatch(new RegExp(`^${letter} {2}.* smtp {2}not yet understood {2}waits`));
  expect(listed[1]).toMatch(/ hard +written down as an event, subscriber \d+ /);
  for (const only of [
    ['--state', 'heeded'],
    ['--kind', 'hard'],
    ['--before', letter],
  ])
    expect(JSON.parse((await inbound('list', ...only, '--json')).stdout)).toMatchObject([{ kind: 'hard' }]);

  expect((await inbound('show', report)).stdout).toContain(
    `From nobody, as reports are\nTo ${bounce}\nAbout subscriber ${reader.id}\n\nhard: ghost@shore.example\n  There is no such mailbox.`,
  );
  // What a stranger wrote moves no cursor.
  expect((await inbound('show', letter)).stdout).toContain('  “Good [31mmorning”');
  expect(JSON.parse((await inbound('show', letter, '--json')).stdout)).toMatchObject({
    from: 'ada@b.example',
    understood: { kind: 'unknown', firstLine: words },
  });
  expect((await inbound('show', report, '--raw')).stdout).toBe(reportTo(bounce));
  expect(await inbound('show', '999')).toMatchObject({ code: 1, stderr: 'The mail 999 was not found.\n' });
});
