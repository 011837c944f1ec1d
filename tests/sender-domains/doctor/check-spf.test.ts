import { describe, expect, test } from 'vitest';
import type { DnsZone } from '../../support/domains/dns-server.ts';
import { healthyZone, startDomainCheck } from '../../support/domains/sender-domain.ts';

const look = await startDomainCheck('spf');

/** What the doctor says when the domain has these TXT records. */
const spf = (records: string[], zone: DnsZone = {}) =>
  look(
    healthyZone('gazette.example', {
      'gazette.example': { TXT: records, MX: ['10 mail.gazette.example'], A: ['192.0.2.2'] },
      ...zone,
    }),
  );

/** Hosts with an address, and the terms that ask for them. */
const hosts = (count: number, suffix: string) => {
  const names = Array.from({ length: count }, (_, at) => `h${at}.${suffix}`);
  return {
    terms: names.map((name) => `a:${name}`).join(' '),
    zone: Object.fromEntries(names.map((name) => [name, { A: ['192.0.2.9'] }])) as DnsZone,
  };
};

describe('Exactly one SPF record (AUTH-08)', () => {
  test('one is well, beside other TXT records and in several strings', async () => {
    const long = `v=spf1 ${Array.from({ length: 20 }, (_, at) => `ip4:198.51.100.${at}`).join(' ')} include:_spf.relay.example ~all`;
    expect(long.length).toBeGreaterThan(255);
    expect(await spf(['some-site-verification=1', long, 'v=spf10 is not SPF'])).toEqual([
      'good: gazette.example has one SPF record with 1 of 10 lookups.',
    ]);
  });

  test('none is a fault, with the record to add', async () => {
    expect(await spf(['some-site-verification=1'])).toEqual([
      'bad: gazette.example has no SPF record. Add one; your mail provider tells you the name to put for RELAY:\ngazette.example TXT v=spf1 include:RELAY ~all',
    ]);
    expect(await spf([])).toEqual([expect.stringMatching(/^bad: gazette\.example has no SPF record/)]);
  });

  test('two are a fault, with one that says what both say', async () => {
    const both = ['v=spf1 include:_spf.relay.example -all', 'v=spf1 mx redirect=_spf.other.example'];
    expect(await spf(both)).toEqual([
      'bad: gazette.example has 2 SPF records, so receivers count none. Leave only one, such as:\ngazette.example TXT v=spf1 include:_spf.relay.example mx include:_spf.other.example ~all',
    ]);
  });

  test.each([
    ['v=spf1 -all', 'bad', 'v=spf1 include:RELAY ~all'],
    ['v=spf1 mx +all', 'warning', 'v=spf1 mx ~all'],
    ['v=spf1 ip4:0.0.0.0/0 all', 'warning', 'v=spf1 ip4:0.0.0.0/0 ~all'],
  ])('%s lets nobody or everybody send', async (record, state, better) => {
    const [says, ...others] = await spf([record]);
    expect(others).toEqual([]);
    expect(says?.startsWith(`${state}: `)).toBe(true);
    expect(says?.endsWith(`\ngazette.example TXT ${better}`)).toBe(true);
  });
});

describe('At most ten lookups (AUTH-08, RFC 7208 §4.6.4)', () => {
  test('ten are allowed, counted through includes, redirect, a, mx and exists; ip4, ip6 and all are free', async () => {
    const { terms, zone } = hosts(3, 'gazette.example');
    const records = {
      'a.example': { TXT: ['v=spf1 include:b.example mx:gazette.example -all'] },
      'b.example': { TXT: ['v=spf1 a:h0.gazette.example ip6:2001:db8::/32 ?all'] },
      'c.example': { TXT: ['v=spf1 exists:h0.other.example ip4:198.51.100.0/24 -all'] },
      'h0.other.example': {},
    };
    const found = await spf([`v=spf1 ${terms} mx include:a.example redirect=c.example`], {
      ...zone,
      ...records,
    });
    expect(found).toEqual([
      'good: gazette.example has one SPF record with 10 of 10 lookups; h0.other.example leads nowhere.',
    ]);
  });

  test('eleven are a fault that names who takes most', async () => {
    const { terms, zone } = hosts(5, 'a.example');
    const found = await spf(
      ['v=spf1 include:_spf.relay.example include:a.example mx include:c.example ip4:192.0.2.1 ~all'],
      {
        ...zone,
        'a.example': { TXT: [`v=spf1 ${terms} -all`] },
        'c.example': { TXT: ['v=spf1 a:gazette.example mx:gazette.example -all'] },
      },
    );
    expect(found).toEqual([
      'bad: The SPF record of gazette.example takes 11 lookups (include:a.example 6, include:c.example 3, include:_spf.relay.example 1), and receivers stop at 10. Remove the services that no longer send for you.',
    ]);
  });

  test('all of them are counted, however many there are; nothing behind all is', async () => {
    const [one, other] = [hosts(9, 'a.example'), hosts(9, 'b.example')];
    const found = await spf(['v=spf1 include:a.example include:b.example ~all include:c.example'], {
      ...one.zone,
      ...other.zone,
      'a.example': { TXT: [`v=spf1 ${one.terms} -all`] },
      'b.example': { TXT: [`v=spf1 ${other.terms} -all`] },
    });
    expect(found).toEqual([expect.stringContaining('takes 20 lookups')]);
    expect(found[0]).not.toContain('c.example');
  });

  test('a circle of includes is told as one', async () => {
    const found = await spf(['v=spf1 include:a.example ~all'], {
      'a.example': { TXT: ['v=spf1 include:b.example -all'] },
      'b.example': { TXT: ['v=spf1 redirect=A.example'] },
    });
    expect(found).toEqual([
      'bad: The SPF record of gazette.example goes in a circle (a.example → b.example → a.example): remove one of these includes.',
    ]);
  });

  test('names that lead nowhere are noted, and more than two are a warning', async () => {
    expect(await spf(['v=spf1 a:gone.example include:_spf.relay.example ~all'])).toEqual([
      'good: gazette.example has one SPF record with 2 of 10 lookups; gone.example leads nowhere.',
    ]);
    expect(
      await spf(['v=spf1 a:gone.example mx:gone.example a:gone1.example mx:gone2.example ~all']),
    ).toEqual([
      'warning: The SPF record of gazette.example asks for 3 names that lead nowhere, and receivers may stop after 2. Remove gone.example, gone1.example, gone2.example.',
    ]);
  });

  test('names made of the sender’s address are not said to lead nowhere', async () => {
    const found = await spf(['v=spf1 exists:%{i}.x.example exists:%{ir}.y.example ptr ~all']);
    expect(found).toEqual(['good: gazette.example has one SPF record with 3 of 10 lookups.']);
  });
});

describe('A record that receivers cannot read is told plainly (AUTH-08)', () => {
  test('an include of a domain without SPF, with the record that does without', async () => {
    expect(await spf(['v=spf1 include:Gone.example include:_spf.relay.example -all'])).toEqual([
      'bad: The SPF record of gazette.example includes gone.example, which has no SPF record, so receivers count none. Without it:\ngazette.example TXT v=spf1 include:_spf.relay.example -all',
    ]);
  });

  test('the same within somebody else’s record', async () => {
    const found = await spf(['v=spf1 include:a.example ~all'], {
      'a.example': { TXT: ['v=spf1 include:gone.example -all'] },
      'gone.example': { A: ['192.0.2.3'] },
    });
    expect(found).toEqual([
      'bad: The SPF record of a.example, which that of gazette.example leads to, includes gone.example, which has no SPF record, so receivers count none: its owner must correct it, or you remove it.',
    ]);
  });

  test.each([
    ['v=spf1 inlcude:_spf.relay.example ~all', /inlcude/],
    ['v=spf1 ip4:192.0.2.300 ~all', /ip4/],
    ['v=spf1 mx redirect=a.example redirect=b.example', /redirect/],
    ['v=spf1 include: ~all', /include/],
  ])('%s', async (record, why) => {
    const [says = '', ...others] = await spf([record]);
    expect(others).toEqual([]);
    expect(says).toMatch(/^bad: The SPF record of gazette\.example cannot be read \(.+\): correct it/);
    expect(says).toMatch(why);
    expect(says.endsWith(`It says: ${record}`)).toBe(true);
  });

  test('a fault within an included record names the domain it is in', async () => {
    const found = await spf(['v=spf1 include:a.example mx ~all'], {
      'a.example': { TXT: ['v=spf1 ip5:192.0.2.1 -all'] },
    });
    expect(found).toEqual([expect.stringContaining('The SPF record of a.example, which that of gazette')]);
  });
});

describe('DNS that gives no answer is no fault of the record (AUTH-08)', () => {
  test.each([
    ['SERVFAIL', 'ESERVFAIL'],
    ['silent', 'ETIMEOUT'],
  ] as const)('%s of an include', async (answer, code) => {
    expect(await spf(['v=spf1 include:a.example ~all'], { 'a.example': answer })).toEqual([
      `warning: The SPF record of gazette.example could not be followed: DNS gave no answer (${code} at a.example).`,
    ]);
  });
});
