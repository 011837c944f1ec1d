import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import Dkim from 'nodemailer/lib/dkim';
import { signMessage, type SigningKey } from '../src/sender-domains/dkim/sign-message.ts';
import { quantile, type Figure } from './table.ts';

const MESSAGES = 1500;
const IN_FLIGHT = 8;
const ROUNDS = 3;

const HEADERS = Buffer.from(
  [
    'From: The Gazette <news@gazette.example>',
    'To: reader@example.org',
    'Subject: The harbour opens again',
    'Date: Mon, 23 Nov 2026 12:00:00 +0000',
    'Message-ID: <opaque@gazette.example>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative; boundary="b1"',
    'List-Id: The Gazette <gazette.gazette.example>',
    `List-Unsubscribe: <https://news.gazette.example/unsubscribe/${'x'.repeat(60)}>`,
    'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
    'Feedback-ID: 1:gazette:article:paperround',
    '',
  ].join('\r\n'),
);
const BODY = Buffer.from(`${'Boats were seen at the pier. '.repeat(2)}=C3=BC\r\n`.repeat(900));
const MESSAGE = Buffer.concat([HEADERS, Buffer.from('\r\n'), BODY]);

/** Processor time that a signature costs, in both cores, beside nodemailer's signer: medians of interleaved rounds. */
export async function measureSigning(): Promise<Figure[]> {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const ed25519 = generateKeyPairSync('ed25519').privateKey;
  const key = (algorithm: SigningKey['algorithm'], privateKey: KeyObject): SigningKey => ({
    domain: 'gazette.example',
    selector: algorithm,
    algorithm,
    privateKey,
  });
  /** As the mail of a send is signed: encoded by us, so in relaxed form. */
  const own = (keys: SigningKey[]) => () => signMessage(keys, HEADERS, BODY, true);
  const pem = rsa.export({ type: 'pkcs8', format: 'pem' }).toString();
  const ways = {
    nodemailer: nodemailerSigner(pem),
    rsa: own([key('rsa', rsa)]),
    ed25519: own([key('ed25519', ed25519)]),
    both: own([key('rsa', rsa), key('ed25519', ed25519)]),
  };
  const found = new Map<string, number[]>();
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [name, sign] of Object.entries(ways)) {
      const cost = await microsecondsPer(sign);
      // The first round only warms up.
      if (round > 0) found.set(name, [...(found.get(name) ?? []), cost]);
    }
  }
  const median = (name: keyof typeof ways) => quantile(found.get(name) ?? [], 0.5);
  const shown = (name: keyof typeof ways) => `${Math.round(median(name))} µs`;
  const ratio = median('nodemailer') / median('rsa');
  return [
    { what: `RSA-2048, ${Math.round(MESSAGE.length / 1000)} kB, processor time`, measured: shown('rsa') },
    { what: 'Ed25519', measured: shown('ed25519') },
    { what: 'RSA-2048 and Ed25519', measured: shown('both') },
    { what: 'RSA-2048 by nodemailer, key as text', measured: shown('nodemailer') },
    {
      what: 'nodemailer’s cost is ours times',
      measured: ratio.toFixed(1),
      must: '2',
      aim: '3',
      isMet: ratio >= 2,
    },
  ];
}

function nodemailerSigner(privateKey: string): () => Promise<unknown> {
  const dkim = new Dkim({ domainName: 'gazette.example', keySelector: 'pr', privateKey });
  return () =>
    new Promise((resolve, reject) => {
      dkim.sign(MESSAGE).on('error', reject).on('end', resolve).resume();
    });
}

async function microsecondsPer(sign: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  let begun = 0;
  const work = async () => {
    while (begun < MESSAGES) {
      begun += 1;
      await sign();
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, work));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / MESSAGES;
}
