import request from 'supertest';
import { beforeEach, describe, expect, test } from 'vitest';
import { firstRow, rows } from '../../../src/platform/database.ts';
import type { Rhythm } from '../../../src/rhythms/index.ts';
import {
  createSubscriber,
  findSubscriberByEmail,
  getSubscriber,
  linksOf,
  listConsentRecords,
  markBounced,
  maskAddress,
  neverMailAgain,
  purgeUnconfirmed,
  unsubscribe,
} from '../../../src/subscribers/index.ts';
import { eraseReader } from '../../../src/web/erase-reader.ts';
import { createServer } from '../../../src/web/server.ts';
import { READER_LANGUAGES } from '../../../src/words/index.ts';
import { createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { runNotices } from '../../support/mail/notices.ts';
import {
  age,
  chooseRhythm,
  evidence,
  fingerprint,
  mailsTo,
  makeConsenting,
  makePending,
  signUpOf,
  tokenIn,
  yourDataOf,
} from '../../support/readers/readers.ts';

const app = await createTestApp();
const server = createServer(app);
const gazette = await makePublication(app, { slug: 'gazette', name: 'The Gazette' });

const pathOf = (url = '') => new URL(url).pathname;
const OLD = 'Mira@old.example';
const NEW = 'mira.new@new.example';

beforeEach(async () => {
  await app.db.raw(
    'truncate subscribers, confirmations, confirmation_requests, consent_records, suppressions, rate_limits, mailbox cascade',
  );
});

async function makeReader(email = OLD, rhythm: Rhythm = 'daily') {
  const { id } = await makeConsenting(app, gazette, email);
  await chooseRhythm(app, gazette, id, rhythm);
  const links = await linksOf(app, id);
  return {
    id,
    preferences: pathOf(links?.preferencesUrl),
    unsubscribe: pathOf(links?.unsubscribeUrl),
    show: () => getSubscriber(app.db, gazette.id, id),
  };
}

type Reader = Awaited<ReturnType<typeof makeReader>>;

const ask = (reader: Reader, email: string) =>
  request(server).post(`${reader.preferences}/address`).type('form').send({ email });

/** Asks, and takes the link of the mail to the new address. */
async function asked(reader: Reader, email = NEW): Promise<string> {
  const answer = await ask(reader, email);
  expect([answer.status, answer.headers['location']]).toEqual([303, `${reader.preferences}/address`]);
  await runNotices(app);
  return `/address/${tokenIn((await mailsTo(app, email)).at(-1) ?? '', 'address')}`;
}

async function moved(reader: Reader, email = NEW, from = OLD): Promise<string> {
  const link = await asked(reader, email);
  await request(server).post(link);
  await runNotices(app);
  return `/keep-address/${tokenIn((await mailsTo(app, from)).at(-1) ?? '', 'keep-address')}`;
}

const headingOf = async (path: string) => {
  const { text } = await request(server).get(path);
  return /<h1>(.*?)<\/h1>/.exec(text)?.[1];
};
const kindsOf = async (id: number) => (await listConsentRecords(app.db, id)).map(({ kind }) => kind);

describe('A reader moves to another address', () => {
  test('by a button in a mail there; the row, the choices and old links stay, and the old address is told', async () => {
    const reader = await makeReader();
    // As rows are that are older than the keys of links.
    await app.db.raw('update subscribers set link_key = null where id = ?', [reader.id]);
    const before = { ...reader, preferences: pathOf((await linksOf(app, reader.id))?.preferencesUrl) };
    const ancient = `/preferences/${app.keys.signIds('preferences', [reader.id, 0])}`;
    const link = await asked(before);
    expect((await request(server).get(`${before.preferences}/address`)).text).toContain(maskAddress(NEW));
    // Looking changes nothing (CNF-01).
    const untouched = await fingerprint(app);
    for (const method of ['get', 'head', 'options'] as const)
      expect((await request(server)[method](link)).status).toBe(200);
    expect(await fingerprint(app)).toBe(untouched);
    expect(await headingOf(link)).toBe('Get The Gazette at this address?');

    const answer = await request(server).post(link);
    expect([answer.status, answer.headers['location']]).toEqual([303, link]);
    expect(await headingOf(link)).toBe('Your mail goes to this address now');
    expect(await reader.show()).toMatchObject({
      email: NEW,
      deliveryAddress: NEW,
      status: 'active',
      rhythm: 'daily',
    });
    for (const old of [before.preferences, ancient])
      expect((await request(server).get(old)).text).toContain(maskAddress(NEW));
    await runNotices(app);
    const [note = '', ...more] = await mailsTo(app, OLD);
    expect(more).toEqual([]);
    expect(note).toMatch(/^To: Mira@old\.example/m);
    expect(note).toContain('The Gazette now goes to another address');
    expect(note).not.toContain(NEW);
    expect(await kindsOf(reader.id)).toEqual([
      'imported',
      'changed',
      'address-asked',
      'mail-accepted',
      'address-changed',
      'mail-accepted',
    ]);
    // Twice, also at once, is once (CNF-05).
    await Promise.all([request(server).post(link), request(server).post(link)]);
    await runNotices(app);
    expect(await mailsTo(app, OLD)).toHaveLength(1);
    // A list that still has the old address brings nobody a second mail.
    await expect(makeConsenting(app, gazette, OLD)).rejects.toMatchObject({
      code: 'subscriber-unsubscribed',
    });
  });

  test('and whoever did not want that takes it back at the old address, in two steps, with all that came after', async () => {
    const reader = await makeReader();
    const keep = await moved(reader);
    await age(app, '1 hour');
    await moved(reader, 'third@new.example', NEW);
    await ask(reader, 'fourth@new.example');
    // Scanners press the first button.
    expect((await request(server).post(keep)).text).toContain(`action="${keep}/for-good"`);
    expect((await reader.show()).email).toBe('third@new.example');
    const pressed = await Promise.all([1, 2].map(() => request(server).post(`${keep}/for-good`)));
    expect(pressed.map(({ status }) => status)).toEqual([303, 303]);
    expect(await headingOf(keep)).toBe('Your old address is back');
    expect(await reader.show()).toMatchObject({ deliveryAddress: OLD, status: 'active', rhythm: 'daily' });
    expect(
      await rows(app.db, 'select 1 from suppressions where publication_id = ?', [gazette.id]),
    ).toHaveLength(1);
    expect((await request(server).get(`${reader.preferences}/address`)).text).not.toContain('fourth@');
    expect((await kindsOf(reader.id)).at(-1)).toBe('address-restored');
  });

  test('for seven days; then both links only say so', async () => {
    const reader = await makeReader();
    const link = await asked(reader);
    await app.db.raw("update address_changes set expires_at = now() - interval '1 hour'");
    expect(await headingOf(link)).toBe('This link has expired');
    await request(server).post(link);
    expect((await reader.show()).email).toBe(OLD.toLowerCase());
    await age(app, '1 hour');
    const keep = await moved(reader);
    await app.db.raw("update address_changes set moved_at = moved_at - interval '8 days'");
    expect(await headingOf(keep)).toBe('This can no longer be taken back');
    await request(server).post(`${keep}/for-good`);
    expect((await reader.show()).email).toBe(NEW);
    await app.db.raw("update address_changes set moved_at = moved_at - interval '30 days'");
    await purgeUnconfirmed(app);
    expect(await rows(app.db, 'select 1 from address_changes')).toEqual([]);
  });

  test('whose mail bounced, and gets mail again', async () => {
    const reader = await makeReader();
    await markBounced(app, gazette.id, [reader.id], '550 5.1.1 No such user');
    await request(server).post(await asked(reader));
    expect(await reader.show()).toMatchObject({ email: NEW, status: 'active', rhythm: 'daily' });
    await runNotices(app);
    expect(await mailsTo(app, OLD)).toEqual([]);
  });

  test('that somebody held without getting mail there: they give way, and what was on record is told in one story', async () => {
    const reader = await makeReader();
    const pending = await makePending(app, gazette, NEW);
    await age(app, '1 hour');
    await request(server).post(await asked(reader));
    expect((await findSubscriberByEmail(app.db, gazette.id, NEW))?.id).toBe(reader.id);
    expect(await kindsOf(reader.id)).toContain('requested');
    expect((await request(server).get(`/confirm/${pending.token}`)).status).toBe(404);
  });
});

describe('Nothing is told of the address that was typed (ENU-01)', () => {
  test('one that reads already, left, is blocked or unknown has the same page; only the mail there differs', async () => {
    await makeConsenting(app, gazette, 'reads@new.example');
    const left = await makeConsenting(app, gazette, 'left@new.example');
    await unsubscribe(app, { subscriberId: left.id, sendId: 0 }, evidence);
    const blocked = await makePending(app, gazette, 'blocked@new.example');
    await neverMailAgain(app, blocked.neverAgainToken, evidence);
    await app.db.raw('truncate mailbox');
    const pages: string[] = [];
    for (const who of ['reads', 'left', 'blocked', 'unknown']) {
      const email = `${who}@new.example`;
      const reader = await makeReader(`${who}@old.example`);
      const answer = await ask(reader, email);
      expect(answer.status).toBe(303);
      const { text } = await request(server).get(`${reader.preferences}/address`);
      pages.push(
        text
          .replaceAll(maskAddress(email), 'X')
          .replaceAll(maskAddress(`${who}@old.example`), 'Y')
          .replaceAll(reader.preferences, '/'),
      );
    }
    expect(new Set(pages).size).toBe(1);
    await runNotices(app);
    const subjectTo = async (who: string) =>
      (await mailsTo(app, `${who}@new.example`)).map((mail) => /^Subject: (.*)$/m.exec(mail)?.[1]?.trim());
    expect(await subjectTo('reads')).toEqual(['This address already gets The Gazette']);
    expect(await subjectTo('left')).toEqual(['Get The Gazette at this address?']);
    expect(await subjectTo('unknown')).toEqual(['Get The Gazette at this address?']);
    expect(await subjectTo('blocked')).toEqual([]);
  });

  test('and whoever comes to read there before the button is pressed stays as they are', async () => {
    const reader = await makeReader();
    const rival = await makeReader('rival@old.example');
    const link = await asked(reader);
    await makeConsenting(app, gazette, NEW);
    await request(server).post(link);
    expect(await headingOf(link)).toBe('This address already gets The Gazette');
    expect((await reader.show()).email).toBe(OLD.toLowerCase());
    // Two who want the same address: the first gets it.
    await age(app, '1 hour');
    const links = [await asked(reader, 'both@new.example')];
    await age(app, '1 hour');
    links.push(await asked(rival, 'both@new.example'));
    await Promise.all(links.map((both) => request(server).post(both)));
    const holders = await rows(app.db, "select id from subscribers where email = 'both@new.example'");
    expect(holders).toHaveLength(1);
  });

  test.each([
    ['MIRA@OLD.example', 'Your mail goes to this address already.'],
    ['no address', 'Please enter a valid email address'],
    ['', 'Please enter a valid email address'],
  ])('“%s” is refused with a word why, and stays in the field', async (typed, says) => {
    const reader = await makeReader();
    const before = await fingerprint(app);
    const answer = await ask(reader, typed);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(says);
    expect(answer.text).toContain(typed === '' ? 'value aria' : `value="${typed}"`);
    expect(await fingerprint(app)).toBe(before);
  });
});

describe('Mails about a move', () => {
  test('are as few as those of sign-ups: one waits, the newest request counts, and a reader asks five times a day (BOMB-01)', async () => {
    const reader = await makeReader();
    const first = await asked(reader);
    await ask(reader, NEW);
    await runNotices(app);
    expect(await mailsTo(app, NEW)).toHaveLength(1);
    expect(await rows(app.db, "select 1 from notices where state = 'held'")).toHaveLength(1);
    // The same link for the same address; another address ends it.
    expect(await headingOf(first)).toBe('Get The Gazette at this address?');
    await asked(reader, 'other@new.example');
    expect((await request(server).get(first)).status).toBe(404);
    expect(await rows(app.db, "select 1 from notices where state = 'held'")).toEqual([]);
    await ask(reader, 'fourth@new.example');
    await ask(reader, 'fifth@new.example');
    expect((await ask(reader, 'sixth@new.example')).status).toBe(429);
  });

  test.each(READER_LANGUAGES)('speak the reader’s language (%s)', async (language) => {
    const { id } = await createSubscriber(app, gazette, {
      ...signUpOf(OLD, { language }),
      consent: { source: 'a test', at: new Date() },
    });
    const links = await linksOf(app, id);
    const reader = { id, preferences: pathOf(links?.preferencesUrl) } as Reader;
    const keep = await moved(reader);
    for (const path of [keep, `${reader.preferences}/address`])
      expect((await request(server).get(path)).text).toContain(`<html lang="${language}"`);
    for (const mail of [...(await mailsTo(app, NEW)), ...(await mailsTo(app, OLD))])
      expect(mail).toContain(`lang="${language}"`);
  });

  test('go with the person who is erased, whose old address no backup and no list brings back (GDPR-02)', async () => {
    const reader = await makeReader();
    await moved(reader);
    await eraseReader(app, reader.id, evidence);
    for (const table of ['address_changes', 'mailbox', 'subscribers'])
      expect(JSON.stringify(await rows(app.db, `select * from ${table}`)).toLowerCase()).not.toMatch(/mira/);
    const [hash] = app.keys.addressHashes(OLD.toLowerCase());
    expect(
      await firstRow(
        app.db,
        'select reason from suppressions where address_hash = ? and publication_id = 0',
        [hash],
      ),
    ).toEqual({ reason: 'erased' });
  });

  test('do not give whoever moved a reader what is stored about them, as long as it can be taken back', async () => {
    const reader = await makeReader();
    await request(server).post(await asked(reader));
    expect((await reader.show()).email).toBe(NEW);
    await request(server).post(`${reader.preferences}/your-data`);
    const page = (await request(server).get(reader.preferences)).text;
    expect(page).toContain('For seven days after a change of address');
    expect(page).not.toContain('Send me the link');
    const mails = () =>
      rows(app.db, "select 1 from notices where subscriber_id = ? and kind = 'own-data'", [reader.id]);
    expect(await mails()).toEqual([]);
    await app.db.raw("update address_changes set moved_at = moved_at - interval '8 days'");
    await request(server).post(`${reader.preferences}/your-data`);
    expect(await mails()).toHaveLength(1);
  });

  test('end a link to what is stored that was mailed before: the old mailbox does not learn the new address, nor erases it', async () => {
    const reader = await makeReader();
    const before = await yourDataOf(app, reader.id);
    await request(server).post(await asked(reader));
    for (const page of ['', '/my-data.json', '/erase']) {
      const answer = await request(server).get(`${before}${page}`);
      expect([page, answer.status, answer.text.toLowerCase().includes(NEW.toLowerCase())]).toEqual([
        page,
        410,
        false,
      ]);
    }
    expect((await request(server).post(`${before}/erase/for-good`)).status).toBe(410);
    expect((await reader.show()).email).toBe(NEW);
  });

  test('are in what a reader downloads, and whoever left moves nowhere', async () => {
    const reader = await makeReader();
    const link = await asked(reader);
    const { text } = await request(server).get(`${await yourDataOf(app, reader.id)}/my-data.json`);
    expect(JSON.parse(text)).toMatchObject({ addressChanges: [{ to: NEW, movedAt: null }] });
    await unsubscribe(app, { subscriberId: reader.id, sendId: 0 }, evidence);
    await request(server).post(link);
    expect(await reader.show()).toMatchObject({ email: OLD.toLowerCase(), status: 'unsubscribed' });
    expect((await ask(reader, NEW)).headers['location']).toBe(reader.preferences);
    expect((await request(server).get('/address/forged')).status).toBe(404);
    expect((await request(server).post('/keep-address/forged/for-good')).status).toBe(404);
  });
});
