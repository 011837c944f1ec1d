import { hash, sign, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { AppError } from '../../platform/errors.ts';
import type { DkimAlgorithm } from './dkim-key.ts';
import { relaxedBody, relaxedField } from './relaxed-form.ts';

export interface SigningKey {
  domain: string;
  selector: string;
  algorithm: DkimAlgorithm;
  /** Parsed once: parsing costs three times as much as signing. */
  privateKey: KeyObject;
}

/** Every one of these that a message has is signed, and nothing else (AUTH-02). */
const SIGNED = [
  'from',
  'to',
  'cc',
  'subject',
  'date',
  'message-id',
  'reply-to',
  'mime-version',
  'content-type',
  'content-transfer-encoding',
  'list-id',
  'list-unsubscribe',
  'list-unsubscribe-post',
  'feedback-id',
  'cfbl-address',
  'auto-submitted',
];
/** Named once more than they occur, so that adding one breaks the signature (AUTH-03, RFC 6376 §8.15). */
const OVERSIGNED = new Set([
  'from',
  'to',
  'cc',
  'subject',
  'date',
  'message-id',
  'reply-to',
  'content-type',
  'list-unsubscribe',
  'list-unsubscribe-post',
]);
/** RFC 5322 §2.1.1. */
const LINE_LENGTH = 78;

/** OpenSSL's RSA runs in the thread pool, so that the other core shares the work. */
const signInPool = promisify(sign) as (algorithm: 'sha256', data: Buffer, key: KeyObject) => Promise<Buffer>;

/**
 * A DKIM-Signature field per key, each with its line ends, to stand in front of the message (RFC 6376, RFC 8463).
 * The same message gives the same bytes: t= is its own Date (HDR-07).
 * @param headers the header fields, each with its CRLF, without the empty line behind them.
 * @param body what follows the empty line; its line ends are CRLF.
 * @param isRelaxed the body is known to be in relaxed form.
 */
export async function signMessage(
  keys: SigningKey[],
  headers: Buffer,
  body: Buffer,
  isRelaxed = false,
): Promise<Buffer> {
  const { names, text, signedAt } = selectFields(headers);
  const bodyHash = hash('sha256', isRelaxed ? body : relaxedBody(body), 'base64');
  const fields = await Promise.all(
    keys.map(async ({ domain, selector, algorithm, privateKey }) => {
      const field = fold([
        ' v=1;',
        ` a=${algorithm}-sha256;`,
        ' c=relaxed/relaxed;',
        ` d=${domain};`,
        ` s=${selector};`,
        ...(signedAt === undefined ? [] : [` t=${signedAt};`]),
        ` bh=${bodyHash};`,
        ...names.map((name, at) => `${at === 0 ? ' h=' : ''}${name}${at === names.length - 1 ? ';' : ':'}`),
        ' b=',
      ]);
      const data = Buffer.from(text + relaxedField(field), 'latin1');
      const signature = (await signatureOf(data, algorithm, privateKey)).toString('base64');
      return `${field}${signature.replaceAll(/.{1,74}/g, '\r\n $&')}\r\n`;
    }),
  );
  return Buffer.from(fields.join(''), 'latin1');
}

/** RFC 8463 §3: Ed25519 signs the SHA-256 of what RSA would sign. */
function signatureOf(data: Buffer, algorithm: DkimAlgorithm, key: KeyObject): Promise<Buffer> {
  if (algorithm === 'rsa') return signInPool('sha256', data, key);
  return Promise.resolve(sign(null, hash('sha256', data, 'buffer'), key));
}

/** `names` for h=, their `text` in relaxed form, and the second of the Date field. */
function selectFields(headers: Buffer): { names: string[]; text: string; signedAt: number | undefined } {
  const present = new Map<string, string[]>();
  // Latin-1 keeps every byte as it is.
  for (const field of headers.toString('latin1').split(/\r\n(?![ \t])/)) {
    const relaxed = relaxedField(field);
    const name = relaxed.slice(0, relaxed.indexOf(':'));
    // RFC 6376 §5.4.2: several fields of a name are taken from the last to the first.
    if (SIGNED.includes(name)) present.set(name, [relaxed, ...(present.get(name) ?? [])]);
  }
  if (!present.has('from'))
    throw new AppError('dkim-no-from', 'A message without a From field cannot be signed.');
  const names = SIGNED.flatMap((name) => {
    const count = (present.get(name)?.length ?? 0) + (OVERSIGNED.has(name) ? 1 : 0);
    return Array.from({ length: count }, () => name);
  });
  const text = SIGNED.flatMap((name) => present.get(name) ?? []).map((field) => `${field}\r\n`);
  const date = Date.parse((present.get('date')?.[0] ?? '').slice('date:'.length));
  return { names, text: text.join(''), signedAt: Number.isNaN(date) ? undefined : Math.floor(date / 1000) };
}

function fold(words: string[]): string {
  const lines = ['DKIM-Signature:'];
  for (const word of words) {
    const line = lines.at(-1) ?? '';
    if (line.length + word.length <= LINE_LENGTH) lines[lines.length - 1] = line + word;
    else lines.push(` ${word.trimStart()}`);
  }
  return lines.join('\r\n');
}
