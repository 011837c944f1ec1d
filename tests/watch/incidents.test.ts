import { beforeEach, describe, expect, test } from 'vitest';
import { firstRow, rows } from '../../src/platform/database.ts';
import type { Publication } from '../../src/publications/index.ts';
import { countDecisions, listIncidents } from '../../src/reports/index.ts';
import { purgeIncidents, tellOfIncidents } from '../../src/watch/index.ts';
import type { Sighting } from '../../src/watch/incident.ts';
import { settle } from '../../src/watch/settle.ts';
import { createTestApp } from '../support/app/app.ts';
import { daytimeZone } from '../support/app/daytime.ts';
import { makePublication } from '../support/app/publications.ts';
import { makeUser } from '../support/web/admin.ts';

const app = await createTestApp();
let gazette: Publication;
let other: Publication;
beforeEach(async () => {
  await app.db.raw('truncate incidents, alerts, users cascade');
  gazette = await makePublication(app, { timeZone: daytimeZone() });
  other = await makePublication(app, { timeZone: daytimeZone() });
});

const bouncing = (more: Partial<Sighting> = {}): Sighting => ({
  publicationId: gazette.id,
  subject: '',
  severity: 'severe',
  params: { sent: 10, failed: 10, reply: '550 No' },
  ...more,
});
const see = (...seen: Sighting[]) => settle(app, 'confirmations-bounce', seen);
const mails = () =>
  rows(app.db, `select kind, user_id as "userId" from notices where kind = 'alert' order by id`);
const age = (interval: string) =>
  app.db.raw(
    `update incidents set noted_at = noted_at - interval '${interval}', seen_at = seen_at - interval '${interval}',
                          ended_at = ended_at - interval '${interval}'`,
  );
const open = async () =>
  (await listIncidents(app.db, gazette.id)).map(({ severity, news }) => [severity, news.code]);

async function adminId(): Promise<number | undefined> {
  await makeUser(app, 'admin');
  return (await firstRow<{ id: number }>(app.db, 'select id from users'))?.id;
}

describe('An incident', () => {
  test('that is severe is mailed at once and once, however often and by however many workers it is seen', async () => {
    const admin = await adminId();
    await Promise.all([see(bouncing()), see(bouncing()), see(bouncing())]);
    await Promise.all([tellOfIncidents(app), tellOfIncidents(app)]);
    await see(bouncing());
    await tellOfIncidents(app);
    expect(await mails()).toEqual([{ kind: 'alert', userId: admin }]);
    expect(await open()).toEqual([['severe', 'confirmations-bounce']]);
    expect((await countDecisions(app.db, gazette.id)).today).toBe(1);
    expect((await countDecisions(app.db, other.id)).today).toBe(0);
  });

  test('is told even if a worker dies when it was about to tell', async () => {
    await makeUser(app, 'admin');
    await see(bouncing());
    await app.db.raw('alter table alerts add constraint nothing check (false) not valid');
    await expect(tellOfIncidents(app)).rejects.toThrow();
    await app.db.raw('alter table alerts drop constraint nothing');
    expect(await mails()).toHaveLength(0);
    await tellOfIncidents(app);
    expect(await mails()).toHaveLength(1);
  });

  test('that is not seen any more is over, and tells anew what comes back after a day, not within a day', async () => {
    await makeUser(app, 'admin');
    const begin = async () => {
      await see(bouncing());
      await tellOfIncidents(app);
      return (await mails()).length;
    };
    expect(await begin()).toBe(1);
    await see();
    expect(await open()).toEqual([]);
    expect(await begin()).toBe(1);
    await see();
    await age('25 hours');
    expect(await begin()).toBe(2);
  });

  test('that is minor is mailed by day, when it has lasted an hour, and again when it becomes severe', async () => {
    await makeUser(app, 'admin');
    const mailed = async (sighting: Sighting) => {
      await see(sighting);
      await tellOfIncidents(app);
      return (await mails()).length;
    };
    expect(await mailed(bouncing({ severity: 'minor' }))).toBe(0);
    await app.db.raw(`update publications set time_zone = ? where id = ?`, [nightZone(), gazette.id]);
    await age('61 minutes');
    expect(await mailed(bouncing({ severity: 'minor' }))).toBe(0);
    await app.db.raw(`update publications set time_zone = ? where id = ?`, [daytimeZone(), gazette.id]);
    expect(await mailed(bouncing({ severity: 'minor' }))).toBe(1);
    expect(await mailed(bouncing())).toBe(2);
    expect(await mailed(bouncing({ severity: 'minor' }))).toBe(2);
    expect(await mailed(bouncing())).toBe(2);
  });

  test('that several publications have in common is one mail for one person', async () => {
    const admin = await adminId();
    await see(
      bouncing({ subject: 'one.example' }),
      bouncing({ subject: 'one.example', publicationId: other.id }),
    );
    await tellOfIncidents(app);
    expect(await mails()).toEqual([{ kind: 'alert', userId: admin }]);
  });

  test('of a thing that nobody could judge stays; after two days that nobody saw it, it is over', async () => {
    await see(
      bouncing({ subject: 'one', publicationId: null }),
      bouncing({ subject: 'two', publicationId: null }),
    );
    await settle(app, 'confirmations-bounce', [], { subjects: ['two'] });
    expect(await open()).toHaveLength(1);
    await purgeIncidents(app);
    expect(await open()).toHaveLength(1);
    await age('49 hours');
    await purgeIncidents(app);
    expect(await open()).toHaveLength(0);
  });
});

/** A zone where it is about three in the morning. */
function nightZone(): string {
  const offset = ((3 - new Date().getUTCHours() + 36) % 24) - 12;
  return `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`;
}
