import { isDeepStrictEqual } from 'node:util';
import request from 'supertest';
import { beforeEach, describe, expect, test } from 'vitest';
import { rows } from '../../src/platform/database.ts';
import {
  confirm,
  createSubscriber,
  depart,
  linksOf,
  openLink,
  undoDeparture,
  unsubscribe,
} from '../../src/subscribers/index.ts';
import { eraseReader } from '../../src/web/erase-reader.ts';
import { createServer } from '../../src/web/server.ts';
import { openOwnDataLink } from '../../src/subscribers/own-data/own-data-link.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { randomOf } from '../support/app/random.ts';
import { evidence, makePending, signUpOf, yourDataOf } from '../support/readers/readers.ts';
import { copyTables, restoreTables, type TableCopy } from '../support/database/table-copies.ts';

const app = await createTestApp();
const server = createServer(app);
const gazette = await makePublication(app, { slug: 'gazette' });

const TABLES = [
  'subscribers',
  'confirmations',
  'notices',
  'consent_records',
  'suppressions',
  'confirmation_requests',
  'departures',
  'audit_log',
  'mailbox',
];

interface MadeLink {
  path: string;
  purpose: 'confirm' | 'unsubscribe' | 'preferences' | 'never-again' | 'your-data';
  /** Whom it was made for. */
  email: string;
}

const tokenOf = ({ path }: MadeLink) => path.split('/')[2] ?? '';
const emailsByState = async () =>
  new Map(
    (
      await rows<{ email: string; state: string }>(
        app.db,
        `select s.email, s::text || exists (select from suppressions x where x.address_hash = s.address_hash) as state
           from subscribers s`,
      )
    ).map(({ email, state }) => [email, state]),
  );

const idOf = async (email: string) => {
  const [row] = await rows<{ id: number }>(app.db, 'select id from subscribers where email = ?', [email]);
  return row?.id;
};

async function linksFor(email: string): Promise<MadeLink[]> {
  const id = (await idOf(email)) ?? 0;
  const links = await linksOf(app, id);
  return links
    ? [
        { path: new URL(links.unsubscribeUrl).pathname, purpose: 'unsubscribe', email },
        { path: new URL(links.preferencesUrl).pathname, purpose: 'preferences', email },
        { path: await yourDataOf(app, id), purpose: 'your-data', email },
      ]
    : [];
}

/** A person signs up: the links of the mail. */
async function askFor(email: string): Promise<MadeLink[]> {
  await app.db.raw('delete from confirmation_requests');
  await app.db.raw('delete from suppressions');
  if (
    (await rows(app.db, "select 1 from subscribers where email = ? and status = 'active'", [email])).length >
    0
  )
    return [];
  const { token, neverAgainToken } = await makePending(app, gazette, email);
  return [
    { path: `/confirm/${token}`, purpose: 'confirm', email },
    { path: `/never-again/${neverAgainToken}`, purpose: 'never-again', email },
  ];
}

let copies = 0;
const backUp = () => copyTables(app.db, TABLES, `copy_${(copies += 1)}`);
const putBack = (copy: TableCopy) => restoreTables(app.db, TABLES, copy);

/** Everything a link can do, from its page to its last button. */
const ACTIONS: Record<MadeLink['purpose'], (path: string) => [method: 'get' | 'post', path: string][]> = {
  confirm: (path) => [
    ['get', path],
    ['post', path],
    ['post', `${path}/resend`],
  ],
  unsubscribe: (path) => [
    ['get', path],
    ['post', path],
    ['post', `${path}/undo`],
    ['post', `${path}/all`],
  ],
  'never-again': (path) => [
    ['get', path],
    ['post', path],
    ['post', `${path}/block`],
    ['post', `${path}/undo`],
  ],
  preferences: (path) => [
    ['get', path],
    ['post', path],
    ['post', `${path}/your-data`],
    ['post', `${path}/erase/undo`],
  ],
  'your-data': (path) => [
    ['get', path],
    ['get', `${path}/my-data.json`],
    ['post', `${path}/erase`],
    ['post', `${path}/erase/for-good`],
  ],
};

/** Who but its own person a link showed or touched, with all its buttons pressed. */
async function othersTouchedBy(link: MadeLink): Promise<string[]> {
  const before = await emailsByState();
  const shown: string[] = [];
  for (const [method, path] of ACTIONS[link.purpose](link.path)) {
    const { text, status } = await request(server)[method](path).type('form').send({ name: 'Mallory' });
    expect(status, `${method} ${path}`).toBeLessThan(500);
    shown.push(text);
  }
  const after = await emailsByState();
  const others = [...new Set([...before.keys(), ...after.keys()])].filter((email) => email !== link.email);
  return others.filter(
    (email) => before.get(email) !== after.get(email) || shown.some((text) => text.includes(email)),
  );
}

const STEPS = 60;
const PEOPLE = Array.from({ length: 6 }, (_, n) => `person${n}@example.org`);

describe('A link acts on the person it was made for, or on nobody', () => {
  beforeEach(async () => {
    await app.db.raw(`truncate ${TABLES.join(', ')} cascade`);
  });

  test.each([1, Date.now() % 1_000_000])(
    'whoever signs up, leaves, is erased or comes again, and whatever is restored (seed %i)',
    async (seed) => {
      const random = randomOf(seed);
      const pick = <One>(choices: One[]) => choices[Math.floor(random() * choices.length)];
      const made: MadeLink[] = [];
      const backups = [await backUp()];
      const steps: ((email: string, id: number | undefined) => Promise<unknown>)[] = [
        async (email) => made.push(...(await askFor(email))),
        async (email) => {
          const link = made.findLast((one) => one.email === email && one.purpose === 'confirm');
          if (link) await confirm(app, tokenOf(link), evidence);
        },
        async (email) => {
          await app.db.raw('delete from suppressions');
          const consent = { source: 'a list', at: new Date(0) };
          await createSubscriber(app, gazette, { ...signUpOf(email), consent }).catch(() => {});
        },
        async (_email, id) => id && unsubscribe(app, { subscriberId: id, sendId: 0 }, evidence),
        async (_email, id) => id && depart(app, 'erase', id, evidence),
        async (_email, id) => id && undoDeparture(app, 'erase', id, evidence),
        async (_email, id) => id && eraseReader(app, id, evidence),
        async () => backups.push(await backUp()),
        async () => putBack(pick(backups) as TableCopy),
      ];
      for (let step = 0; step < STEPS; step += 1) {
        const email = pick(PEOPLE) ?? '';
        await pick(steps)?.(email, await idOf(email));
        made.push(...(await linksFor(email)));
        for (const link of made) {
          if (link.purpose === 'confirm') continue;
          const opened =
            link.purpose === 'your-data'
              ? await openOwnDataLink(app, tokenOf(link))
              : await openLink(app, link.purpose, tokenOf(link));
          if (typeof opened === 'object') expect(await idOf(link.email)).toBe(opened.subscriberId);
          else expect(opened).toBe('gone');
        }
      }
      const distinct = [...new Map(made.map((link) => [link.path, link])).values()];
      expect(distinct.length).toBeGreaterThan(10);
      const end = await backUp();
      const endState = await emailsByState();
      for (const link of distinct) {
        expect(await othersTouchedBy(link), `${link.purpose} of ${link.email}`).toEqual([]);
        if (!isDeepStrictEqual(await emailsByState(), endState)) await putBack(end);
      }
    },
  );

  test('in a new database under the old secret, where the first reader has the same id', async () => {
    const old = await askFor('before@example.org');
    await confirm(app, tokenOf(old[0] as MadeLink), evidence);
    const all = [...old, ...(await linksFor('before@example.org'))];
    const id = await idOf('before@example.org');
    await app.db.raw(`truncate ${TABLES.join(', ')} restart identity cascade`);
    await app.db.raw('alter sequence subscribers_id_seq restart with ' + String(id));
    await askFor('after@example.org');
    expect(await idOf('after@example.org')).toBe(id);
    for (const link of all) expect(await othersTouchedBy(link)).toEqual([]);
  });
});

describe('Links from before links were bound to their person', () => {
  const oldLinks = (id: number) => ({
    unsubscribe: `/unsubscribe/${app.keys.signIds('unsubscribe', [id, 0])}`,
    preferences: `/preferences/${app.keys.signIds('preferences', [id, 0])}`,
    neverAgain: `/never-again/${app.keys.signIds('never-again', [id])}`,
  });

  async function readerBefore(email: string): Promise<number> {
    await askFor(email);
    await app.db.raw("update subscribers set link_key = null, status = 'active' where email = ?", [email]);
    return (await idOf(email)) ?? 0;
  }

  test('go on working for whoever was a reader then, beside the new ones', async () => {
    const id = await readerBefore('faithful@example.org');
    const { unsubscribe: link, preferences, neverAgain } = oldLinks(id);
    expect((await request(server).get(preferences)).text).toContain('f•••@e•••.org');
    expect((await request(server).get(neverAgain)).status).toBe(200);
    const [newOne] = await linksFor('faithful@example.org');
    expect((await request(server).get(newOne?.path ?? '')).text).toContain('Leave The Gazette?');
    expect((await request(server).post(link)).text).toContain('You are unsubscribed.');
    expect(await openLink(app, 'unsubscribe', link.split('/')[2] ?? '')).toMatchObject({ subscriberId: id });
  });

  test('are dead for whoever has the id now', async () => {
    const id = await readerBefore('first@example.org');
    const links = Object.values(oldLinks(id));
    await app.db.raw('delete from subscribers where id = ?', [id]);
    await app.db.raw('alter sequence subscribers_id_seq restart with ' + String(id));
    await askFor('second@example.org');
    expect(await idOf('second@example.org')).toBe(id);
    const before = await emailsByState();
    for (const path of links) {
      const { text } = await request(server).get(path);
      expect(text).toContain('This link is no longer in use');
      // A provider's POST is answered by a word.
      expect((await request(server).post(`${path}?by=page`)).text).toContain('This link is no longer in use');
    }
    expect(await emailsByState()).toEqual(before);
  });
});

test('A leaving is written down for its own send only, whoever has the number of that send now', async () => {
  await askFor('sent@example.org');
  const id = (await idOf('sent@example.org')) ?? 0;
  const [send] = await rows<{ id: number }>(
    app.db,
    `insert into sends (publication_id, kind, status, message_key) values (?, 'letter', 'draft', '\\x00') returning id`,
    [gazette.id],
  );
  const sendId = send?.id ?? 0;
  const links = await linksOf(app, id, sendId);
  const token = links?.unsubscribeUrl.split('/').at(-1) ?? '';
  expect(await openLink(app, 'unsubscribe', token)).toEqual({ subscriberId: id, sendId });
  await app.db.raw('delete from sends where id = ?', [sendId]);
  await app.db.raw(
    `insert into sends (id, publication_id, kind, status, message_key) values (?, ?, 'letter', 'draft', '\\x00')`,
    [sendId, gazette.id],
  );
  expect(await openLink(app, 'unsubscribe', token)).toEqual({ subscriberId: id, sendId: 0 });
});
