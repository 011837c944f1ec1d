import { beforeEach, describe, expect, test } from 'vitest';
import { checkSend, type CheckReport } from '../../src/checks/index.ts';
import { createDigest, createDraft, saveDraft } from '../../src/letters/index.ts';
import { KINDS } from '../../src/kinds.ts';
import { pushArticle } from '../../src/articles/index.ts';
import { planArticleSends } from '../../src/planning/index.ts';
import { updatePublication, type Publication } from '../../src/publications/index.ts';
import { listSends } from '../../src/sends/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { startOddSite, type Answer } from '../support/checks/odd-site.ts';
import { startDns } from '../support/domains/dns-server.ts';
import { healthyZone } from '../support/domains/sender-domain.ts';
import { drawing, photo } from '../support/media/pictures.ts';
import { startSmtpSink } from '../support/mail/smtp-sink.ts';
import { makeLetter } from '../support/sends/letters.ts';
import { makeArticle, makeReaders } from '../support/sends/sends.ts';

const sink = await startSmtpSink({ isUnchecked: true });
const small = await drawing(600, 400).png().toBuffer();
const wide = await drawing(2400, 800).png().toBuffer();
const tall = await drawing(900, 1600).jpeg().toBuffer();
const heavy = await photo(1800, 1400).png({ compressionLevel: 0 }).toBuffer();
const picture =
  (body: Buffer, withLength = true): Answer =>
  (request, response) =>
    void response
      .writeHead(200, withLength ? { 'content-length': body.length } : {})
      .end(request.method === 'HEAD' ? undefined : body);
const site = await startOddSite({
  '/small.png': picture(small),
  '/wide.png': picture(wide),
  '/tall.jpg': picture(tall),
  '/heavy.png': picture(heavy),
  '/heavy-without-length.png': picture(heavy, false),
});
const dns = await startDns();
const world = { 'example.com': { A: ['192.0.2.80'] } };
const app = { ...(await createTestApp({ SMTP_URL: sink.url })), fetch: site.fetch };
let publication: Publication;
beforeEach(async () => {
  dns.zone = healthyZone('gazette.example', world);
  publication = await makePublication(app, { siteUrl: site.origin });
  await makeReaders(app, publication, 1);
});

const options = () => ({ resolver: dns.resolver });
const check = (id: number) => checkSend(app, KINDS, publication.id, id, options());
const codesOf = ({ blockers, warnings }: CheckReport) => [...blockers, ...warnings].map(({ code }) => code);
async function letterWith(markdown: string, fields: { subject?: string } = {}) {
  return check(await makeLetter(app, publication, { markdown, ...fields }));
}
const WORDS = 'Dear readers, the council met at noon and talked about the bridge for three hours.';

describe('A letter that is in order', () => {
  test('has nothing to mend, whatever it quotes, links and shows', async () => {
    const calm = {
      ...app,
      fetch: async (url: string) => ({
        kind: 'response' as const,
        response: { status: 200, headers: { 'content-length': '20000' }, body: small, url, redirects: [] },
      }),
    };
    await updatePublication(app, publication.slug, { siteUrl: 'https://gazette.example' });
    const id = await makeLetter(app, publication, {
      subject: 'Super Bowl XXX, and what the mayor said',
      markdown: [
        '# What the mayor said',
        WORDS,
        'She said: “The bridge […] will open in May.” [The whole interview](https://gazette.example/mayor) has more.',
        '> We were promised a bridge [...] and got a ferry.',
        '## The week',
        'Send your letters to [our desk](mailto:desk@gazette.example), and read `{{ name }}` in [the manual](https://gazette.example/manual).',
        '![The bridge by night](https://gazette.example/bridge.jpg)',
        'The XXX Olympiad was in London. King Louis XXX never was. [sic]',
      ].join('\n\n'),
    });
    const report = await checkSend(calm, KINDS, publication.id, id, options());
    expect(report).toMatchObject({ blockers: [], warnings: [], ignored: [], unfinished: [] });
    expect(report.passed).toHaveLength(17);
    expect(report.kilobytes).toBeGreaterThan(5);
  });
});

describe('What blocks a send', () => {
  test('is an empty subject, named beside everything else that can be said', async () => {
    const { id } = await createDraft(app, publication.id, {});
    await saveDraft(app, publication.id, id, { subject: ' ', markdown: WORDS });
    const { blockers } = await check(id);
    expect(blockers).toEqual([expect.objectContaining({ code: 'subject-missing', where: 'subject' })]);
  });

  test('is a missing postal address', async () => {
    await updatePublication(app, publication.slug, { postalAddress: null });
    const { blockers, passed } = await letterWith(WORDS);
    expect(blockers).toMatchObject([{ code: 'no-postal-address', where: 'settings' }]);
    expect(passed).not.toContain('address');
  });

  test('is a placeholder that nothing fills in, with its line; one between back-ticks is none', async () => {
    const id = await makeLetter(app, publication);
    await saveDraft(app, publication.id, id, {
      markdown: 'Hello!\n\nDear {{ first_name }}, see `{{ this }}`.',
    });
    const { blockers } = await check(id);
    expect(blockers).toMatchObject([{ code: 'text-faulty', where: 'markdown:3' }]);
  });

  test('is a letter that Gmail would cut off', async () => {
    const id = await makeLetter(app, publication);
    await saveDraft(app, publication.id, id, { markdown: `${WORDS}\n\n`.repeat(1200) });
    expect((await check(id)).blockers).toMatchObject([
      { code: 'text-faulty', params: { fault: { kind: 'too-long' } } },
    ]);
  });
});

describe('The subject', () => {
  test.each([
    ['x'.repeat(91), 'subject-long', true],
    [
      'The council has decided: the bridge between the old town and the harbour opens in May',
      'subject-long',
      false,
    ],
    ['TODO', 'placeholder-left', true],
    ['The week [insert date]', 'placeholder-left', true],
  ])('%j: %s is %j', async (subject, code, isFound) => {
    const { warnings } = await letterWith(WORDS, { subject });
    expect(warnings.some((one) => one.code === code && one.where === 'subject')).toBe(isFound);
  });
});

describe('Placeholder text', () => {
  test.each([
    'Lorem ipsum dolor sit amet.',
    'TODO: ask the mayor',
    'The mayor said XXX on Monday.',
    'It costs XXX euros.',
    'TKTK',
    'The bridge opens on [date].',
    'The mayor said […] on Monday.',
    'Hier kommt der Blindtext hin.',
    '[insert the quote here]',
  ])('%j is found', async (text) => {
    const { warnings } = await letterWith(`First.\n\n${text}`);
    expect(warnings).toContainEqual(
      expect.objectContaining({ code: 'placeholder-left', where: 'markdown:3' }),
    );
  });

  test.each([
    'He said: “We […] will not pay.”',
    'Er sagte: „Wir […] zahlen nicht.“',
    'Il a dit : « Nous […] ne paierons pas. »',
    'The mayor [of Saltholm] agreed. [1] [sic]',
    'TK Maxx opens in the old town; the TK pays.',
    'The Games of the XXX Olympiad; chapter XXX.',
    'Read `TODO` in the source.',
    'A list: [x] done, [ ] not done.',
  ])('%j is none', async (text) => {
    expect(codesOf(await letterWith(`First.\n\n${text}`))).not.toContain('placeholder-left');
  });

  test('In Spanish, TODO is a word', async () => {
    await updatePublication(app, publication.slug, { language: 'es' });
    expect(codesOf(await letterWith('TODO sobre el puente'))).not.toContain('placeholder-left');
  });
});

describe('Links', () => {
  const found = async (path: string) => {
    const { warnings } = await letterWith(`Before.\n\nSee [the page](${site.origin}${path}) for more.`);
    return warnings.filter(
      ({ code, where }) => code.startsWith('link-') && where === 'markdown:3' && code !== 'link-unencrypted',
    );
  };

  test.each([
    ['/nowhere', 'link-broken'],
    ['/gone', 'link-broken'],
    ['/failing', 'link-faulty'],
    ['/breaks', 'link-unreachable'],
    ['/loop', 'link-loops'],
    ['/removed/article', 'link-to-home'],
  ])('to %s: %s', async (path, code) => {
    expect((await found(path)).map((one) => one.code)).toEqual([code]);
  });

  test.each([
    '/ok',
    '/ok?page=2#section',
    '/',
    '/moved',
    '/forbidden',
    '/throttled',
    '/sign-in',
    '/busy',
    '/no-head',
    '/lies-on-head',
    '/breaks-on-head',
    '/download',
  ])('to %s are in order', async (path) => {
    expect(await found(path)).toEqual([]);
  });

  test('to a site that nobody knows, to one in this network only, and to a page that does not answer are told apart', async () => {
    const { warnings } = await letterWith(
      'See [a](https://no-such.example/x), [b](http://10.1.2.3/), [c](http://localhost:3000/x), [d](https://intranet.gazette.example/).',
    );
    const codes = new Map(warnings.map(({ code, params }) => [(params as { url?: string }).url, code]));
    expect(codes.get('https://no-such.example/x')).toBe('link-no-site');
    for (const url of ['http://10.1.2.3/', 'http://localhost:3000/x', 'https://intranet.gazette.example/'])
      expect(codes.get(url)).toBe('link-private');
  });

  test('that nobody here could check are not called broken: without the world, a name says nothing', async () => {
    dns.zone = {};
    const report = await letterWith('See [a](https://no-such.example/x).');
    expect(codesOf(report)).not.toContain('link-no-site');
    expect(report.unchecked).toContain('links');
    expect(report.passed).not.toContain('links');
  });

  test('without encryption are one finding, unless they lead on to https', async () => {
    const { warnings } = await letterWith(`[a](${site.origin}/ok) and [b](${site.origin}/moved)`);
    expect(warnings).toContainEqual(
      expect.objectContaining({ code: 'link-unencrypted', params: { url: `${site.origin}/ok`, count: 2 } }),
    );
  });

  test('that do not answer in time are said so; nobody waits longer than asked for, and the visit goes on', async () => {
    const id = await makeLetter(app, publication, { markdown: `[a](${site.origin}/silent)` });
    const first = await checkSend(app, KINDS, publication.id, id, { ...options(), patienceMs: 300 });
    expect(first.unfinished).toContain('links');
    const { warnings } = await check(id);
    expect(warnings).toContainEqual(expect.objectContaining({ code: 'link-slow' }));
  });

  test('are visited two at a time at one site, and remembered for some minutes', async () => {
    const many = Array.from({ length: 12 }, (_, n) => `[page ${n}](${site.origin}/ok?n=${n})`).join('\n\n');
    site.state.busiest = 0;
    await letterWith(many);
    expect(site.state.busiest).toBeLessThanOrEqual(2);
    const before = site.seen.length;
    await letterWith(many);
    expect(site.seen.length - before).toBeLessThanOrEqual(2);
  });

  test.each(['here', 'Click here', 'hier', 'Klicken Sie hier.'])('may not say only “%s”', async (words) => {
    expect(codesOf(await letterWith(`More [${words}](https://gazette.example/a).`))).toContain(
      'link-says-nothing',
    );
  });

  test.each(['the budget of 2027', 'here is the budget', 'gazette.example'])(
    'may say “%s”',
    async (words) => {
      expect(codesOf(await letterWith(`More: [${words}](https://gazette.example/a).`))).not.toContain(
        'link-says-nothing',
      );
    },
  );
});

describe('Pictures', () => {
  test.each([
    ['/wide.png', 'picture-large'],
    ['/tall.jpg', 'picture-large'],
    ['/heavy.png', 'picture-heavy'],
    ['/heavy-without-length.png', 'picture-heavy'],
    ['/nowhere.png', 'picture-broken'],
  ])('%s: %s', async (path, code) => {
    expect(codesOf(await letterWith(`![A bridge](${site.origin}${path})`))).toContain(code);
  });

  test('of a fair size, with words for those who see none, are in order', async () => {
    const report = await letterWith(`![A bridge](${site.origin}/small.png)`);
    expect(report.passed).toEqual(expect.arrayContaining(['pictures', 'alt-texts']));
  });

  test('without a word of what they show are counted, in links as well', async () => {
    const { warnings } = await letterWith(
      `![](${site.origin}/small.png)\n\n[![](${site.origin}/small.png?2)](${site.origin}/ok)\n\n![Words](${site.origin}/small.png?3)`,
    );
    expect(warnings).toContainEqual(
      expect.objectContaining({
        code: 'alt-missing',
        where: 'markdown:1',
        params: { count: 2, first: `${site.origin}/small.png` },
      }),
    );
  });
});

describe('Headings', () => {
  test('that skip a level are named with their line; those in code are none', async () => {
    const { warnings } = await letterWith('# One\n\nWords\n\n### Three\n\n```\n# code\n\n#### more\n```\n');
    expect(warnings.filter(({ code }) => code === 'heading-skipped')).toMatchObject([
      { where: 'markdown:5', params: { heading: 'Three', from: 1, to: 3 } },
    ]);
  });

  test('may begin with any level and go up by several', async () => {
    expect(codesOf(await letterWith('## Two\n\nWords\n\n### Three\n\nWords\n\n# One'))).not.toContain(
      'heading-skipped',
    );
  });
});

describe('The language', () => {
  const german =
    'Der Rat hat am Mittag getagt und über die Brücke gesprochen, die sich die Stadt nicht leisten kann. Es ist eine alte Geschichte, und sie wird auch in diesem Jahr nicht zu Ende gehen, weil der Bund das Geld für den Bau nicht zahlt und das Land mit der Planung noch nicht fertig ist.';

  test('of a text that is surely another one is named; a quotation or a few words are not enough', async () => {
    expect(codesOf(await letterWith(german))).toContain('language-differs');
    expect(
      codesOf(await letterWith(`${WORDS} ${WORDS} ${WORDS}\n\n> Der Rat hat getagt und ist müde.`)),
    ).not.toContain('language-differs');
    await updatePublication(app, publication.slug, { language: 'de-AT' });
    expect(codesOf(await letterWith(german))).not.toContain('language-differs');
  });
});

describe('The sender', () => {
  test.each([
    [{ 'gazette.example': { MX: ['10 mail.gazette.example'], TXT: [] } }, 'sender-spf'],
    [{ '_dmarc.gazette.example': { TXT: [] } }, 'sender-dmarc'],
  ])('whose records are not in order: %j', async (zone, code) => {
    const own = await makePublication(app, { siteUrl: site.origin, fromAddress: `news@${code}.example` });
    const named = Object.fromEntries(
      Object.entries(zone).map(([name, value]) => [name.replace('gazette', code), value]),
    );
    dns.zone = healthyZone(`${code}.example`, { ...world, ...named });
    const id = await makeLetter(app, own);
    const { warnings } = await checkSend(app, KINDS, own.id, id, options());
    expect(warnings).toContainEqual(expect.objectContaining({ code, where: 'sender' }));
  });

  test('whose bounces come in at a domain of their own, by the records of that one (AUTH-07)', async () => {
    const own = await makePublication(app, {
      siteUrl: site.origin,
      fromAddress: 'news@inbound.example',
      inboundDomain: 'in.inbound.example',
    });
    dns.zone = healthyZone('inbound.example', world);
    const id = await makeLetter(app, own);
    const taking = {
      ...app,
      config: { ...app.config, inboundSmtp: { protocol: 'smtp', host: '127.0.0.1', port: 25 } as const },
    };
    expect(codesOf(await checkSend(app, KINDS, own.id, id, options()))).not.toContain('sender-spf');
    const { warnings } = await checkSend(taking, KINDS, own.id, id, options());
    expect(warnings).toContainEqual(
      expect.objectContaining({ code: 'sender-spf', params: { domain: 'in.inbound.example' } }),
    );
  });

  test('whose domain nobody knows, unless DNS here knows nothing of the world', async () => {
    const codes = async (domain: string, zone: object) => {
      const own = await makePublication(app, { siteUrl: site.origin, fromAddress: `news@${domain}` });
      dns.zone = { ...zone };
      const id = await makeLetter(app, own);
      return codesOf(await checkSend(app, KINDS, own.id, id, options()));
    };
    expect(await codes('unknown-one.example', world)).toContain('sender-unknown');
    expect(await codes('unknown-two.example', {})).not.toContain('sender-unknown');
  });

  test('whose records are in order', async () => {
    expect((await letterWith(WORDS)).passed).toContain('sender');
  });
});

describe('The way to the readers', () => {
  test('is named while mail only stays here', async () => {
    const local = await createTestApp();
    const own = await makePublication(local);
    const id = await makeLetter(local, own);
    const { warnings } = await checkSend({ ...local, fetch: site.fetch }, KINDS, own.id, id, options());
    expect(warnings).toContainEqual(
      expect.objectContaining({ code: 'mail-stays-here', where: 'transports' }),
    );
    expect(warnings.map(({ code }) => code)).not.toContain('sender-unknown');
  });

  test('is out of order when the only transport is', async () => {
    expect((await letterWith(WORDS)).passed).toContain('transport');
    await app.db.raw(
      `update transports set is_circuit_open = true, last_fault = 'No route to host', faulty_since = now()`,
    );
    const { warnings } = await letterWith(WORDS);
    await app.db.raw(`update transports set is_circuit_open = false, last_fault = null, faulty_since = null`);
    expect(warnings).toContainEqual(
      expect.objectContaining({
        code: 'transport-out',
        params: { transport: 'default', reply: 'No route to host' },
      }),
    );
  });

  test('leads nowhere for the personal links while PUBLIC_URL is of this machine', async () => {
    const local = { ...app, config: { ...app.config, publicUrl: 'http://localhost:3000' } };
    const id = await makeLetter(app, publication);
    expect(codesOf(await checkSend(local, KINDS, publication.id, id, options()))).toContain(
      'links-lead-nowhere',
    );
  });

  test('ends with nobody while no reader fits', async () => {
    const own = await makePublication(app, { siteUrl: site.origin });
    const id = await makeLetter(app, own);
    expect(codesOf(await checkSend(app, KINDS, own.id, id, options()))).toContain('audience-empty');
    expect((await letterWith(WORDS)).passed).toContain('audience');
  });
});

describe('The same subject', () => {
  const another = (status: string, since: string) =>
    app.db.raw(
      `insert into sends (publication_id, kind, status, subject, message_key, started_at, scheduled_at)
       values (:id, 'letter', :status, ' Bridge  OPENS ', '', case when :status = 'sent' then now() - cast(:since as interval) end, now() - cast(:since as interval))`,
      { id: publication.id, status, since },
    );

  test.each([
    ['sent', '5 minutes', 'subject-just-sent'],
    ['sent', '3 days', 'subject-sent-lately'],
    ['scheduled', '-2 days', 'subject-planned-too'],
    ['sent', '7 days', undefined],
    ['cancelled', '1 hour', undefined],
    ['draft', '1 hour', undefined],
  ])('%s %s ago: %s', async (status, since, code) => {
    await another(status, since);
    const { warnings } = await letterWith(WORDS, { subject: 'Bridge opens' });
    expect(warnings.map((one) => one.code).filter((one) => one.startsWith('subject-'))).toEqual(
      code ? [code] : [],
    );
  });
});

describe('The time', () => {
  test('that has passed is said of what still waits', async () => {
    const id = await makeLetter(app, publication);
    await app.db.raw(
      `update sends set status = 'held', scheduled_at = now() - interval '3 hours' where id = ?`,
      [id],
    );
    expect(codesOf(await check(id))).toContain('time-passed');
  });
});

describe('A digest that an editor made', () => {
  test('is checked likewise: what the editor wrote, and where its articles lead', async () => {
    const articles = [await makeArticle(app, publication), await makeArticle(app, publication)];
    const { id } = await createDigest(app, publication.id, {
      subject: 'The week',
      articleIds: articles,
      introduction: `TODO\n\nSee [here](${site.origin}/nowhere) […]`,
    });
    const { blockers, warnings } = await check(id);
    expect(blockers).toEqual([]);
    const found = new Map(warnings.map((one) => [one.code, one.where]));
    expect(found.get('placeholder-left')).toBe('markdown:1');
    expect(found.get('link-says-nothing')).toBe('markdown:3');
    expect(found.get('link-broken')).toBe('markdown:3');
    expect([...found.keys()]).not.toContain('heading-skipped');
    // The articles lead to gazette.example without a port, where nobody listens.
    expect(warnings.filter(({ code }) => code === 'link-unreachable').map(({ where }) => where)).toEqual([
      'markdown',
      'markdown',
    ]);
  });
});

describe('The send of an article', () => {
  async function sendOf(html: string, fields: object = {}) {
    await pushArticle(app, publication, {
      url: `${site.origin}/ok?${Math.random()}`,
      title: 'The bridge opens',
      html,
      release: true,
      ...fields,
    });
    await planArticleSends(app);
    const [send] = await listSends(app.db, publication.id, { before: 0, limit: 1 });
    return send?.id ?? 0;
  }

  test('is checked likewise, and not held to what only an editor can mend', async () => {
    await updatePublication(app, publication.slug, { articleBody: 'full' });
    const id = await sendOf(
      `<p>Lorem ipsum […] <a href="${site.origin}/nowhere">here</a> {{ name }}</p><h4>Four</h4><img src="${site.origin}/small.png">`,
    );
    const report = await check(id);
    expect(report.warnings).toContainEqual(
      expect.objectContaining({ code: 'link-broken', where: 'article' }),
    );
    const codes = codesOf(report);
    expect(codes).toEqual(expect.arrayContaining(['alt-missing', 'placeholder-left', 'variable-left']));
    for (const code of ['link-says-nothing', 'heading-skipped']) expect(codes).not.toContain(code);
  });

  test('is warned of a heavy picture of its article', async () => {
    const id = await sendOf('<p>Words</p>', { imageUrl: `${site.origin}/heavy.png` });
    expect((await check(id)).warnings).toContainEqual(
      expect.objectContaining({ code: 'picture-heavy', where: 'article' }),
    );
  });

  test('whose excerpt ends in […] has no placeholder', async () => {
    await updatePublication(app, publication.slug, { articleBody: 'summary' });
    const id = await sendOf('', { summary: '<p>The council met at noon and talked […]</p>' });
    expect(codesOf(await check(id))).not.toContain('placeholder-left');
  });

  test('whose article was taken back cannot go out', async () => {
    const id = await sendOf('<p>Words</p>');
    await app.db.raw(`update articles set verdict = 'dismissed' where publication_id = ?`, [publication.id]);
    expect((await check(id)).blockers).toMatchObject([{ code: 'article-gone' }]);
  });
});
