import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { rows } from '../../../src/platform/database.ts';
import { importNow } from '../../../src/subscribers/index.ts';
import { createTestApp } from '../../support/app/app.ts';
import { inPieces } from '../../support/readers/csv-cases.ts';
import { makePublication } from '../../support/app/publications.ts';

/** A person of a real export, and what must become of them. */
interface Person {
  email: string;
  expected: 'active' | 'unsubscribed' | 'unconfirmed' | 'bounced' | 'blocked' | 'skip';
  /** False: the file does not say it. */
  told?: boolean;
  name?: string;
  since: string | null;
}

const folder = path.resolve('tests/fixtures/exports');
const labels = JSON.parse(readFileSync(path.join(folder, 'labels.json'), 'utf8')) as Record<string, Person[]>;
const app = await createTestApp();
const consent = { source: 'another program', at: undefined, channel: 'test', caller: 'test' };

async function bring(file: string, ignored: string[]) {
  const publication = await makePublication(app);
  const bytes = inPieces(readFileSync(path.join(folder, file)), 100);
  await importNow(app, publication, { bytes, format: 'csv', consent, choices: { ignored, mapped: [] } });
  const readers = await rows<{ email: string; name: string; confirmedAt: Date | null }>(
    app.db,
    `select email, name, confirmed_at as "confirmedAt" from subscribers where publication_id = ? and status = 'active'`,
    [publication.id],
  );
  return { publication, readers: new Map(readers.map((reader) => [reader.email, reader])) };
}

describe('Real exports of other programs', () => {
  test.each(Object.entries(labels))(
    '%s: nobody is mailed of whom the file says they left, everybody else is, by the right name',
    async (file, people) => {
      const { readers } = await bring(file, file.startsWith('listmonk') ? ['uuid'] : []);
      const told = people.filter((person) => person.told !== false);
      expect(told.filter(({ expected, email }) => expected !== 'active' && readers.has(email))).toEqual([]);
      const active = told.filter(({ expected }) => expected === 'active');
      expect(active.filter(({ email }) => !readers.has(email))).toEqual([]);
      for (const { email, name, since } of active) {
        expect([email, readers.get(email)?.name]).toEqual([email, name]);
        const seconds = (moment: Date | null | undefined) => moment && Math.floor(moment.getTime() / 1000);
        expect([email, seconds(readers.get(email)?.confirmedAt)]).toEqual([
          email,
          since === null ? null : seconds(new Date(since)),
        ]);
      }
      expect([...readers.keys()].filter((email) => !people.some((person) => person.email === email))).toEqual(
        [],
      );
    },
  );

  test.each(Object.keys(labels).filter((file) => file.startsWith('listmonk')))(
    '%s alone does not say who left, and is refused until somebody says that it is the confirmed ones',
    async (file) => {
      await expect(bring(file, [])).rejects.toMatchObject({ errors: [{ field: 'uuid' }] });
    },
  );

  test("listmonk's API says who left which list, and nobody of them comes in", async () => {
    const publication = await makePublication(app);
    const person = (email: string, status: string, lists: object[]) => ({
      id: 1,
      uuid: 'x',
      email,
      name: '',
      attribs: { city: 'Ryde' },
      status,
      lists,
      created_at: '2026-01-01T00:00:00Z',
    });
    const on = (subscription_status: string, optin = 'double') => ({
      id: 1,
      name: 'Weekly',
      type: 'public',
      optin,
      subscription_status,
    });
    const people = [
      person('confirmed@example.org', 'enabled', [on('confirmed')]),
      person('one.of.two@example.org', 'enabled', [on('unsubscribed'), on('confirmed')]),
      person('single@example.org', 'enabled', [on('unconfirmed', 'single')]),
      person('unconfirmed@example.org', 'enabled', [on('unconfirmed')]),
      person('left@example.org', 'enabled', [on('unsubscribed')]),
      person('nowhere@example.org', 'enabled', []),
      person('blocked@example.org', 'blocklisted', [on('confirmed')]),
    ];
    const answer = JSON.stringify({ data: { results: people, total: 7 } });
    const lines = people.map((one) => `${JSON.stringify(one)}\n`).join('');
    for (const text of [answer, JSON.stringify(people, undefined, 2), lines]) {
      const report = await importNow(app, publication, {
        bytes: inPieces(Buffer.from(text), 50),
        format: 'csv',
        consent,
      });
      expect(report.import.counts).toMatchObject({ rows: 7, refused: 0 });
      const found = await rows<{ email: string }>(
        app.db,
        "select email from subscribers where publication_id = ? and status = 'active' order by id",
        [publication.id],
      );
      expect(found.map(({ email }) => email).toSorted()).toEqual([
        'confirmed@example.org',
        'one.of.two@example.org',
        'single@example.org',
      ]);
    }
    const kept = await rows(app.db, 'select reason from suppressions where publication_id = ?', [
      publication.id,
    ]);
    expect(kept).toHaveLength(2);
  });
});
