import { Resolver } from 'node:dns/promises';
import { describe, expect, test } from 'vitest';
import { checkSenderDomain } from '../../../src/sender-domains/index.ts';
import { startDns, type DnsName } from '../../support/domains/dns-server.ts';
import { healthyZone, startDomainCheck } from '../../support/domains/sender-domain.ts';

describe('Replies and bounces arrive (AUTH-08)', async () => {
  const look = await startDomainCheck('mx');
  const SPF = ['v=spf1 include:_spf.relay.example ~all'];
  const mx = (own: DnsName, host: DnsName = { A: ['192.0.2.1'] }) =>
    look(healthyZone('gazette.example', { 'gazette.example': own, 'mail.gazette.example': host }));

  test('at the server that is asked first, by IPv4 or IPv6', async () => {
    const hosts = ['20 backup.gazette.example', '10 mail.gazette.example'];
    const address = { AAAA: ['20010db8000000000000000000000001'] };
    const zone = healthyZone('gazette.example', {
      'gazette.example': { TXT: SPF, MX: hosts },
      'mail.gazette.example': address,
    });
    expect(await look({ ...zone, 'backup.gazette.example': { A: ['192.0.2.4'] } })).toEqual([
      'good: Replies and bounces to gazette.example go to mail.gazette.example.',
    ]);
    expect(await look(zone)).toEqual([
      'warning: The MX record of gazette.example names backup.gazette.example, which has no address: correct it, or give the name an A record.',
    ]);
  });

  test('nowhere without an MX record, or at a website', async () => {
    const record = 'Add one:\ngazette.example MX 10 YOUR-MAIL-SERVER';
    expect(await mx({ TXT: SPF })).toEqual([
      `bad: gazette.example has no MX record, so replies and bounces are lost. ${record}`,
    ]);
    expect(await mx({ TXT: SPF, A: ['192.0.2.2'] })).toEqual([
      `warning: gazette.example has no MX record, so replies and bounces go to the address of its website. ${record}`,
    ]);
  });

  test('nowhere with a null MX (RFC 7505)', async () => {
    expect(await mx({ TXT: SPF, MX: ['0 .'], A: ['192.0.2.2'] })).toEqual([
      'bad: gazette.example has a null MX record (RFC 7505), which says that it accepts no mail: replies and bounces are lost, and some receivers refuse its mail. Replace it:\ngazette.example MX 10 YOUR-MAIL-SERVER',
    ]);
  });

  test('nowhere when the server has no address', async () => {
    expect(await mx({ TXT: SPF, MX: ['10 mail.gazette.example'] }, {})).toEqual([
      expect.stringMatching(/^bad: The MX record of gazette\.example names mail\.gazette\.example, which/),
    ]);
  });

  test('or nobody knows, when DNS does not say', async () => {
    expect(await mx({ TXT: SPF, MX: ['10 mail.gazette.example'] }, 'SERVFAIL')).toEqual([
      'warning: The DNS lookup of the MX record of gazette.example failed (ESERVFAIL).',
    ]);
  });
});

describe('One finding instead of one for each record (AUTH-08)', async () => {
  const look = await startDomainCheck('dns');

  test('when the domain does not exist', async () => {
    expect(await look({})).toEqual([
      'bad: gazette.example does not exist in DNS. Correct the sender address, or give the domain its records, first SPF:\ngazette.example TXT v=spf1 include:RELAY ~all',
    ]);
  });

  test.each([
    ['SERVFAIL', 'ESERVFAIL'],
    ['silent', 'ETIMEOUT'],
  ] as const)('when DNS does not answer: %s', async (answer, code) => {
    expect(await look({ 'gazette.example': answer })).toEqual([
      `warning: The DNS lookup of gazette.example failed (${code}), so SPF, DMARC and MX were not checked.`,
    ]);
  });

  test('when nobody is there to ask', async () => {
    const resolver = new Resolver({ timeout: 200, tries: 1 });
    resolver.setServers(['127.0.0.1:1']);
    const identities = { returnPath: 'gazette.example', signer: undefined };
    expect(await checkSenderDomain('gazette.example', identities, resolver)).toEqual([
      {
        about: 'dns',
        state: 'warning',
        isUnanswered: true,
        says: expect.stringMatching(/^The DNS lookup of/),
      },
    ]);
  });

  test('A return path of the mail server’s is not judged by the domain’s SPF record', async () => {
    const dns = await startDns();
    dns.zone = healthyZone('gazette.example', {
      'gazette.example': { MX: ['10 mail.gazette.example'] },
    });
    const identities = { returnPath: undefined, signer: undefined };
    const found = await checkSenderDomain('gazette.example', identities, dns.resolver);
    expect(found.map(({ about, state, says }) => [about, state, says])).toEqual([
      ['spf', 'good', expect.stringContaining('puts its own return path on mail')],
      ['dmarc', 'good', expect.any(String)],
      ['alignment', 'good', 'The mail server must sign with d=gazette.example or a domain above it.'],
      ['mx', 'good', expect.any(String)],
    ]);
  });
});
