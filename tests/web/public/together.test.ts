import request from 'supertest';
import { describe, expect, test } from 'vitest';
import type { Publication } from '../../../src/publications/index.ts';
import { rows } from '../../../src/platform/database.ts';
import { createServer } from '../../../src/web/server.ts';
import { createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { sendNoticeTo } from '../../support/mail/notices.ts';
import { age, codeIn, fingerprint, mailsTo, makeConsenting, tokenIn } from '../../support/readers/readers.ts';

const app = await createTestApp();
const server = createServer(app);
const gazette = await makePublication(app, { slug: 'gazette', name: 'The Gazette', isListed: true });
const harbour = await makePublication(app, { slug: 'harbour', name: 'Harbour Post', isListed: true });
await makePublication(app, {
  slug: 'kurier',
  name: 'Der Kurier',
  language: 'de',
  isListed: true,
});
const quiet = await makePublication(app, { slug: 'quiet', name: 'Another House' });

const subscribe = (email: string, also: string[], fields: object = {}) =>
  request(server)
    .post('/gazette/subscribe')
    .type('form')
    .send({ email, also, ticket: '1', ...fields });
const ticketIn = (location = '') => new URLSearchParams(location.split('?')[1]).get('ticket') ?? '';
const statuses = async (email: string) =>
  Object.fromEntries(
    (
      await rows<{ slug: string; status: string }>(
        app.db,
        'select p.slug, s.status from subscribers s join publications p on p.id = s.publication_id where s.email = ? order by p.id',
        [email],
      )
    ).map(({ slug, status }) => [slug, status]),
  );
const idOf = async (email: string, { id }: Publication) =>
  Number((await app.db('subscribers').where({ email, publication_id: id }).first('id'))?.id ?? 0);
/** What is in the only mail that the sign-up led to. */
const mailOf = async (email: string, publication: Publication = gazette) => {
  const waiting = await rows<{ kind: string; subscriberId: number }>(
    app.db,
    `select n.kind, n.subscriber_id as "subscriberId" from notices n join subscribers s on s.id = n.subscriber_id
      where s.email = ? and n.kind in ('confirmation', 'already-subscribed') and n.state = 'queued'`,
    [email],
  );
  expect(waiting).toEqual([{ kind: 'confirmation', subscriberId: await idOf(email, publication) }]);
  await sendNoticeTo(app, 'confirmation', waiting[0]?.subscriberId ?? 0);
  return (await mailsTo(app, email)).at(-1) ?? '';
};
const confirmPage = (mail: string) => `/confirm/${tokenIn(mail, 'confirm')}`;

describe('One confirmation covers several newsletters that were chosen together', () => {
  test('one mail names them all, and its link makes a reader of each, with what was shown as proof', async () => {
    await subscribe('ada@example.org', ['harbour', 'kurier'], { rhythm: 'weekly' }).expect(303);
    const mail = await mailOf('ada@example.org');
    expect(mail).toContain('The code and the button also confirm Harbour Post and Der Kurier.');
    const before = await fingerprint(app);
    const page = await request(server).get(confirmPage(mail));
    expect(page.text).toContain('With the same click: Harbour Post and Der Kurier.');
    expect(await fingerprint(app)).toBe(before);
    expect(await statuses('ada@example.org')).toEqual({
      gazette: 'pending',
      harbour: 'pending',
      kurier: 'pending',
    });
    await Promise.all([1, 2].map(() => request(server).post(confirmPage(mail)).expect(303)));
    expect(await statuses('ada@example.org')).toEqual({
      gazette: 'active',
      harbour: 'active',
      kurier: 'active',
    });
    expect((await request(server).get(`${confirmPage(mail)}/welcome`)).text).toContain(
      'With the same click: Harbour Post and Der Kurier.',
    );
    const proof = await rows(
      app.db,
      `select p.slug, s.rhythm, s.language, r.kind, r.details ->> 'confirmedWith' as with,
              r.consent_text like '%' || :legend || ' ' || p.name as "isShown"
         from consent_records r join subscribers s on s.id = r.subscriber_id join publications p on p.id = s.publication_id
        where s.email = 'ada@example.org' and r.kind in ('requested', 'confirmed') order by r.id`,
      { legend: 'Get these with the same confirmation?' },
    );
    const of = (slug: string, kind: string, isShown: boolean | null, by: string | null) => ({
      slug,
      rhythm: 'weekly',
      language: slug === 'kurier' ? 'en' : null,
      kind,
      with: by,
      isShown,
    });
    expect(proof).toEqual([
      of('gazette', 'requested', false, null),
      of('harbour', 'requested', true, null),
      of('kurier', 'requested', true, null),
      of('gazette', 'confirmed', null, null),
      of('harbour', 'confirmed', null, String(gazette.id)),
      of('kurier', 'confirmed', null, String(gazette.id)),
    ]);
  });

  test('sent twice, the one mail still confirms all', async () => {
    await subscribe('twice@example.org', ['harbour']);
    const mail = await mailOf('twice@example.org');
    await subscribe('twice@example.org', ['harbour']);
    await request(server).post(confirmPage(mail)).expect(303);
    expect(await statuses('twice@example.org')).toEqual({ gazette: 'active', harbour: 'active' });
  });

  test('the code does the same', async () => {
    await subscribe('code@example.org', ['harbour']);
    const code = codeIn(await mailOf('code@example.org'));
    await request(server).post('/gazette/confirm-code').send({ email: 'code@example.org', code }).expect(200);
    expect(await statuses('code@example.org')).toEqual({ gazette: 'active', harbour: 'active' });
  });

  test('a reader of the first gets the mail of the next one, and its code counts where they typed', async () => {
    await makeConsenting(app, gazette, 'half@example.org');
    const sent = await subscribe('half@example.org', ['harbour']);
    const code = codeIn(await mailOf('half@example.org', harbour));
    const confirmed = await request(server)
      .post('/gazette/confirm-code')
      .type('form')
      .send({ code, ticket: ticketIn(sent.headers['location']) });
    expect(confirmed.headers['location']).toMatch(/^\/harbour\/subscribed\//);
    expect(await statuses('half@example.org')).toEqual({ gazette: 'active', harbour: 'active' });
  });

  test('an expired link asks for all of them again', async () => {
    await subscribe('late@example.org', ['harbour']);
    const page = confirmPage(await mailOf('late@example.org'));
    await app.db.raw(`update confirmations set expires_at = now() - interval '1 minute'`);
    await age(app, '8 days');
    await request(server).post(`${page}/resend`).expect(303);
    const mail = await mailOf('late@example.org');
    expect(mail).toContain('also confirm Harbour Post.');
    await request(server).post(confirmPage(mail)).expect(303);
    expect(await statuses('late@example.org')).toEqual({ gazette: 'active', harbour: 'active' });
  });

  test('who signs up once more without the others confirms the one alone', async () => {
    await subscribe('less@example.org', ['harbour']);
    await subscribe('less@example.org', []);
    const mail = await mailOf('less@example.org');
    expect(mail).not.toContain('Harbour Post');
    await request(server).post(confirmPage(mail)).expect(303);
    expect(await statuses('less@example.org')).toEqual({ gazette: 'active', harbour: 'pending' });
  });

  test('who complained about one of them since is no reader of it', async () => {
    await subscribe('left@example.org', ['harbour']);
    const mail = await mailOf('left@example.org');
    await app.db.raw(
      `update subscribers set status = 'complained' where email = 'left@example.org' and publication_id = ?`,
      [harbour.id],
    );
    await request(server).post(confirmPage(mail)).expect(303);
    expect(await statuses('left@example.org')).toEqual({ gazette: 'active', harbour: 'complained' });
  });
});

describe('Newsletters that may be chosen together', () => {
  test('are those that the operator lists, on the page of one that is listed', async () => {
    const page = (await request(server).get('/gazette')).text;
    expect(page).toMatch(/name="also" value="harbour"/);
    expect(page).not.toContain('Another House');
    expect((await request(server).get('/quiet')).text).not.toContain('name="also"');
    expect((await request(server).get('/gazette/embed')).text).not.toContain('name="also"');
  });

  test('and no others: nothing is kept, and what was ticked stays ticked', async () => {
    const refused = await request(server)
      .post('/gazette/subscribe')
      .send({ email: 'x@example.org', also: [quiet.slug] });
    expect([refused.status, refused.body.errors[0]?.field]).toEqual([422, 'also.0']);
    expect(await statuses('x@example.org')).toEqual({});
    const again = await subscribe('not an address', ['harbour']);
    expect(again.status).toBe(422);
    expect(again.text).toMatch(/value="harbour" checked/);
  });
});
