import { describe, expect, test } from 'vitest';
import type { DnsName } from '../../support/domains/dns-server.ts';
import { healthyZone, startDomainCheck } from '../../support/domains/sender-domain.ts';

const look = await startDomainCheck('dmarc');

const dmarc = (records: string[] | DnsName) =>
  look(
    healthyZone('gazette.example', {
      '_dmarc.gazette.example': Array.isArray(records) ? { TXT: records } : records,
    }),
  );

describe('A DMARC record with reports (AUTH-08)', () => {
  test('is well with any policy', async () => {
    expect(await dmarc(['v=DMARC1; p=none; rua=mailto:reports@gazette.example'])).toEqual([
      'good: gazette.example has p=none by _dmarc.gazette.example, and reports go to reports@gazette.example.',
    ]);
    expect(
      await dmarc(['other', 'v=DMARC1;p=REJECT ; rua=https://x.example, mailto:a@b.example!10m']),
    ).toEqual([expect.stringMatching(/^good: gazette\.example has p=reject .* go to a@b\.example/)]);
  });

  test('is a fault when missing, with the record to add', async () => {
    expect(await dmarc([])).toEqual([
      'bad: gazette.example has no DMARC record, which Gmail, Yahoo and Outlook require. Add one, with a mailbox of yours:\n_dmarc.gazette.example TXT v=DMARC1; p=none; rua=mailto:dmarc@gazette.example',
    ]);
  });

  test('is that of the organisational domain when there is no nearer one (AUTH-09)', async () => {
    const zone = healthyZone('daily.news.gazette.example', {
      '_dmarc.daily.news.gazette.example': {},
      '_dmarc.gazette.example': { TXT: ['v=DMARC1; p=reject; sp=quarantine; rua=mailto:a@gazette.example'] },
    });
    expect(await look(zone, { domain: 'daily.news.gazette.example' })).toEqual([
      'good: daily.news.gazette.example has p=quarantine by _dmarc.gazette.example, and reports go to a@gazette.example.',
    ]);
  });

  test('without rua is a warning, with the same record and reports', async () => {
    expect(await dmarc(['v=DMARC1; p=quarantine; adkim=s; pct=50;'])).toEqual([
      'warning: The DMARC record at _dmarc.gazette.example names no address for reports (rua), so you do not learn who sends in your name. Add a mailbox of yours:\n_dmarc.gazette.example TXT v=DMARC1; p=quarantine; adkim=s; rua=mailto:dmarc@gazette.example',
    ]);
    expect(await dmarc(['v=DMARC1; p=none; rua=reports@gazette.example'])).toEqual([
      expect.stringMatching(/^warning: .*\(rua\)/),
    ]);
  });

  test('twice counts as none', async () => {
    expect(await dmarc(['v=DMARC1; p=reject', 'v=DMARC1; p=none'])).toEqual([
      'bad: There are 2 DMARC records at _dmarc.gazette.example, so receivers count none. Leave only one:\n_dmarc.gazette.example TXT v=DMARC1; p=reject; rua=mailto:dmarc@gazette.example',
    ]);
  });

  test.each([
    ['v=DMARC1 p=reject', 'p=reject'],
    ['p=quarantine; v=DMARC1', 'p=quarantine'],
    ['v=DMARC1; p=nonsense', 'p=none'],
    ['v=DMARC2; p=none', 'p=none'],
    ['v=DMARC1; p=none; p=reject', 'p=none'],
  ])('that cannot be read is a fault: %s', async (record, policy) => {
    expect(await dmarc([record])).toEqual([
      `bad: The DMARC record at _dmarc.gazette.example cannot be read, so receivers count none (${record}). Make it:\n_dmarc.gazette.example TXT v=DMARC1; ${policy}; rua=mailto:dmarc@gazette.example`,
    ]);
  });

  test('with reports but no policy counts as p=none', async () => {
    expect(await dmarc(['v=DMARC1; p=nonsense; rua=mailto:a@b.example'])).toEqual([
      'warning: The DMARC record at _dmarc.gazette.example has no valid p=, which counts as p=none. Make it:\n_dmarc.gazette.example TXT v=DMARC1; p=none; rua=mailto:a@b.example',
    ]);
  });

  test('with tags that RFC 9989 dropped is well, and they are named (AUTH-09)', async () => {
    expect(await dmarc(['v=DMARC1; p=none; pct=100; ri=3600; rua=mailto:a@b.example'])).toEqual([
      expect.stringMatching(/^good: .* You can remove pct, ri: RFC 9989 dropped them\.$/),
    ]);
  });

  test.each([
    ['SERVFAIL', 'ESERVFAIL'],
    ['silent', 'ETIMEOUT'],
  ] as const)('that DNS does not tell of is not said to be missing: %s', async (answer, code) => {
    expect(await dmarc(answer)).toEqual([
      `warning: The DMARC record of gazette.example could not be looked up: DNS gave no answer (${code} at _dmarc.gazette.example).`,
    ]);
  });
});

describe('Alignment with the sender address (AUTH-08)', async () => {
  const look = await startDomainCheck('alignment');
  const zone = (more: string) =>
    healthyZone('news.gazette.example', {
      '_dmarc.news.gazette.example': {},
      '_dmarc.gazette.example': { TXT: [`v=DMARC1; p=none; rua=mailto:a@b.example${more}`] },
    });
  const domain = 'news.gazette.example';

  test('a key of the domain above aligns, for that is relaxed', async () => {
    expect(await look(zone(''), { domain, signer: 'gazette.example' })).toEqual([
      'good: The return path and the signature (d=gazette.example) align with news.gazette.example.',
    ]);
  });

  test('but not under adkim=s, nor when the domain below is an organisation of its own', async () => {
    expect(await look(zone('; adkim=s'), { domain, signer: 'gazette.example' })).toEqual([
      "warning: The signature's d=gazette.example does not align with news.gazette.example, because adkim=s asks for exactly the same domain. Make keys for it: paperround dkim create --domain news.gazette.example.",
    ]);
    const own = {
      '_dmarc.news.gazette.example': { TXT: ['v=DMARC1; p=none; psd=n; rua=mailto:a@b.example'] },
    };
    expect(await look({ ...zone(''), ...own }, { domain, signer: 'gazette.example' })).toEqual([
      expect.stringMatching(/^warning: The signature's d=gazette\.example does not align with news/),
    ]);
  });

  test('is for the mail server to see to where it signs', async () => {
    expect(await look(zone(''), { domain })).toEqual([
      'good: The return path aligns with news.gazette.example; the mail server must sign with d=news.gazette.example or a domain above it.',
    ]);
    expect(await look(zone('; adkim=s'), { domain })).toEqual([
      expect.stringMatching(/must sign with d=news\.gazette\.example\.$/),
    ]);
  });

  test('is not judged without a DMARC record, nor by half an answer', async () => {
    expect(await look({ ...zone(''), '_dmarc.gazette.example': {} }, { domain })).toEqual([]);
    const half = {
      '_dmarc.news.gazette.example': { TXT: ['v=DMARC1; p=none'] },
      '_dmarc.gazette.example': 'SERVFAIL',
    };
    expect(await look({ ...zone(''), ...(half as object) }, { domain, signer: 'gazette.example' })).toEqual([
      'warning: Whether d=gazette.example aligns with news.gazette.example could not be looked up.',
    ]);
  });
});
