import { beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { makeLetter } from '../support/sends/letters.ts';
import { makeArticle, makeReaders } from '../support/sends/sends.ts';
import { runCommand } from '../support/program/command.ts';
import { scheduleLetter } from '../../src/letters/index.ts';
import { asActor } from '../../src/platform/app.ts';
import { updatePublication } from '../../src/publications/index.ts';
import { openDueReviews } from '../../src/reviews/index.ts';
import type { Publication } from '../../src/publications/index.ts';

/** A summer day ahead. */
const DAY = `${new Date().getFullYear() + 1}-07-01`;

let app: TestApp;
let gazette: Publication;
/** Runs a command on the database of these tests. */
const paperround = (...words: string[]) =>
  runCommand(words, { DATABASE_URL: app.databaseUrl, APP_SECRET: 'a secret that only tests know' });

beforeAll(async () => {
  app = await createTestApp();
  gazette = await makePublication(app, { slug: 'gazette' });
});

describe('paperround send', () => {
  test('Times are told in the zone of the publication, with its name', async () => {
    const id = await makeLetter(app, gazette, { subject: 'Summer party' });
    await scheduleLetter(app, gazette.id, id, { at: `${DAY}T07:00` });
    const when = `goes out ${DAY} 07:00 Europe/Berlin`;
    expect((await paperround('send', 'list')).stdout).toBe(`${id}  scheduled  ${when}  Summer party\n`);
    const { stdout } = await paperround('send', 'show', String(id));
    expect(stdout).toContain(`Goes out: ${DAY} 07:00 Europe/Berlin\n`);
  });

  test('A check tells blockers and warnings, and fails when something blocks the send', async () => {
    const id = await makeLetter(app, gazette, { subject: 'Checked', markdown: 'TODO' });
    const fine = await paperround('send', 'check', String(id));
    expect(fine).toMatchObject({ code: 0, stdout: expect.stringContaining('Nothing is blocking it.') });
    expect(fine.stdout).toContain('placeholder-left (markdown:1)');
    const ignored = await paperround('send', 'check', String(id), '--ignore', 'placeholder-left', '--json');
    expect(ignored.stdout).not.toContain('placeholder-left');
    await app.db.raw('update publications set postal_address = null');
    const blocked = await paperround('send', 'check', String(id), '--json');
    await app.db.raw(`update publications set postal_address = '1 Market Square'`);
    expect(blocked.code).toBe(1);
    expect(JSON.parse(blocked.stdout)).toMatchObject({
      blockers: [{ code: 'no-postal-address', says: expect.any(String), where: 'settings' }],
      warnings: expect.any(Array),
    });
  });

  test('A reason why a send waits is told by list and show', async () => {
    const id = await makeLetter(app, gazette, { subject: 'A late one' });
    await app.db.raw(`update sends set status = 'paused', reason = ? where id = ?`, [
      { code: 'article-withdrawn', params: {} },
      id,
    ]);
    for (const words of [['list'], ['show', String(id)]])
      expect((await paperround('send', ...words)).stdout).toContain('The article was withdrawn');
  });

  test('audience says how many get a send, and who does not', async () => {
    const id = await makeLetter(app, gazette);
    const [pending = 0] = await makeReaders(app, gazette, 3);
    await app.db.raw(`update subscribers set status = 'pending' where id = ?`, [pending]);
    const { stdout } = await paperround('send', 'audience', String(id));
    expect(stdout).toBe('2 readers.\n  readers.example: 2\nLeft out:\n  1 person: not confirmed yet\n');
    const { stdout: json } = await paperround('send', 'audience', String(id), '--json');
    expect(JSON.parse(json)).toMatchObject({ count: 2, leftOut: [{ code: 'confirmed', count: 1 }] });
    await app.db.raw(`update subscribers set status = 'unsubscribed' where publication_id = ?`, [gazette.id]);
  });

  test('digest makes a draft of articles, and edit-digest changes what is named', async () => {
    const [bridge, market] = await Promise.all(
      ['Bridge is shut', 'Market stays'].map((title) => makeArticle(app, gazette, { title })),
    );
    const ids = [String(market), String(bridge)];
    const digest = (...words: string[]) => paperround('send', 'digest', '--publication', 'gazette', ...words);
    const { stdout } = await paperround(
      'send',
      'digest',
      '--article',
      ...ids,
      '--rhythm',
      'weekly',
      '--json',
    );
    const { id, ...made } = JSON.parse(stdout) as { id: number };
    expect(made).toMatchObject({ kind: 'digest', subject: 'Market stays', letter: { rhythm: 'weekly' } });
    const edited = await paperround('send', 'edit-digest', String(id), '--article', String(bridge), '--json');
    expect(JSON.parse(edited.stdout)).toMatchObject({
      subject: 'Market stays',
      digest: { picks: [{ articleId: bridge, title: 'Bridge is shut' }] },
      letter: { rhythm: 'weekly' },
    });
    const missing = await digest('--article', '999999');
    expect(missing).toMatchObject({ code: 2 });
    expect(missing.stderr).toContain('There is no article 999999 here.');
  });

  test('edit changes what is named and leaves the rest of a draft', async () => {
    const id = await makeLetter(app, gazette, { subject: 'Befor', preheader: 'Kept' });
    const { stdout } = await paperround('send', 'edit', String(id), '--subject', 'Before', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      subject: 'Before',
      letter: { preheader: 'Kept', topics: [] },
    });
  });

  test('edit keeps an unfinished draft when asked to, and none that has changed since --if-version', async () => {
    const id = String(await makeLetter(app, gazette, { subject: 'Befor' }));
    const edit = (...words: string[]) => paperround('send', 'edit', id, ...words);
    expect(await edit('--subject', '')).toMatchObject({ code: 2 });
    expect(await edit('--subject', '', '--unfinished', '--if-version', '1')).toMatchObject({ code: 0 });
    const stale = await edit('--subject', 'Other', '--if-version', '1');
    expect(stale).toMatchObject({
      code: 1,
      stderr: 'This draft has changed since: it is at version 2 now.\n',
    });
  });

  test('move gives what waits another time, and says what it was that waits no more', async () => {
    const id = await makeLetter(app, gazette, { subject: 'Summer party' });
    await scheduleLetter(app, gazette.id, id, { at: `${DAY}T07:00` });
    const { stdout } = await paperround('send', 'move', String(id), '--at', `${DAY}T08:30`);
    expect(stdout).toContain('08:30');
    await paperround('send', 'cancel', String(id));
    const late = await paperround('send', 'move', String(id), '--at', `${DAY}T09:00`);
    expect(late).toMatchObject({ code: 1, stderr: expect.stringContaining('This send is cancelled') });
  });

  test('versions, version, restore and copy bring back what a letter said', async () => {
    const id = String(await makeLetter(app, gazette, { subject: 'Summer party' }));
    expect((await paperround('send', 'versions', id)).stdout).toBe('There is no earlier version.\n');
    await scheduleLetter(app, gazette.id, Number(id), { at: `${DAY}T07:00` });
    await paperround('send', 'unschedule', id);
    await paperround('send', 'edit', id, '--subject', 'Winter party');
    const { stdout } = await paperround('send', 'versions', id, '--json');
    const [version] = JSON.parse(stdout) as { id: number }[];
    expect((await paperround('send', 'version', id, String(version?.id))).stdout).toContain('Summer party\n');
    expect((await paperround('send', 'restore', id, String(version?.id))).stdout).toContain('Summer party');
    expect((await paperround('send', 'copy', id)).stdout).toContain('draft  Summer party');
  });

  test('delete removes a draft and nothing that has a time', async () => {
    const id = await makeLetter(app, gazette);
    expect(await paperround('send', 'delete', String(id))).toMatchObject({ code: 0 });
    expect(await paperround('send', 'show', String(id))).toMatchObject({ code: 1 });
    const kept = await makeLetter(app, gazette);
    await scheduleLetter(app, gazette.id, kept, { at: `${DAY}T07:00` });
    const refused = await paperround('send', 'delete', String(kept));
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.stderr).toBe(
      'This send is scheduled: only a draft can be deleted. Take its schedule back first.\n',
    );
  });

  test('create takes the only publication, and names them when there are several', async () => {
    const words = ['send', 'create', '--subject', 'Hello', '--markdown', 'README.md', '--json'];
    expect(JSON.parse((await paperround(...words)).stdout)).toMatchObject({ subject: 'Hello' });
    await makePublication(app, { slug: 'herald' });
    const refused = await paperround(...words);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toBe(
      'There are several publications. Choose one with --publication: gazette, herald.\n',
    );
  });

  test('A file that is not there is told in words', async () => {
    const words = 'send create --publication gazette --subject x --markdown nowhere.md'.split(' ');
    const { code, stderr } = await paperround(...words);
    expect([code, stderr]).toEqual([2, 'The file nowhere.md cannot be read: there is no such file.\n']);
  });

  test('A send for more readers than one person may mail alone is approved by another one', async () => {
    await updatePublication(app, 'gazette', { secondPersonAbove: 1 });
    await makeReaders(app, gazette, 2, 'two.example');
    const id = await makeLetter(app, gazette, { subject: 'To everybody' });
    await scheduleLetter(asActor(app, 'api-key:site', 1), gazette.id, id, { at: `${DAY}T07:00` });
    await openDueReviews(app);
    const { stdout } = await paperround('send', 'show', String(id));
    expect(stdout).toMatch(/It waits for a second person: it goes to \d readers/);
    expect(stdout).toContain('Scheduled by: site');
    const approved = await paperround('send', 'approve', String(id));
    expect(approved.stdout).toContain(`Goes out: ${DAY} 07:00 Europe/Berlin`);
    expect(approved.stdout).toContain('Review: approved by command-line');
    const held = await paperround('send', 'hold', String(id), '--json');
    expect(JSON.parse(held.stdout)).toMatchObject({ status: 'held', reason: { code: 'review-held' } });
    await updatePublication(app, 'gazette', { secondPersonAbove: null });
  });
});
