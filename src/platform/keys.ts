import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeDataFolder } from './data-folder.ts';
import { AppError } from './errors.ts';
import { createHmacSha256 } from './hmac.ts';
import { decodeIds, encodeIds } from './id-bytes.ts';

/** What a token is for; a token made for one purpose is refused for every other (TOK-03). */
export type TokenPurpose =
  | 'confirm'
  | 'unsubscribe'
  | 'preferences'
  | 'rhythm'
  | 'view'
  | 'never-again'
  | 'your-data'
  | 'device'
  | 'trusted-device';

/** The installation's secrets: the first signs, all verify, so links survive a rotation (OC-07). */
export interface Keys {
  /** HMAC-SHA-256 under the signing secret, bound to `label`. 32 bytes. */
  derive(label: string, data: string | Buffer): Buffer;
  /** The same under every live secret, newest first: what was derived before a rotation is still known. */
  deriveEach(label: string, data: string | Buffer): [Buffer, ...Buffer[]];
  /** A short unforgeable token over `ids` (each a safe non-negative integer): base64url, no padding, 128-bit MAC. */
  signIds(purpose: TokenPurpose, ids: number[]): string;
  /** The ids of a token made by `signIds` for this purpose under any live secret; undefined when forged or malformed. */
  readIds(purpose: TokenPurpose, token: string): number[] | undefined;
  /** Keyed hash of an address's identity key under every live secret, newest first (SUP-02). 32 bytes each. */
  addressHashes(identityKey: string): [Buffer, ...Buffer[]];
  /** Encrypts what only this installation may read (AES-256-GCM); `label` says what it is and binds the text to it. */
  seal(label: string, secret: string): string;
  /** What `seal` was given under this label and any live secret; undefined when none of them opens it. */
  open(label: string, sealed: string): string | undefined;
  /** Names the oldest live secret without telling anything about it: machines of one installation must agree on it. */
  fingerprints: string[];
}

const MAC_BYTES = 16;

/** @param secrets newest first, each 16 characters or more. */
export function createKeys(secrets: string[]): Keys {
  const [current] = secrets;
  if (current === undefined) throw new Error('createKeys needs a secret');
  const prepared = new Map(secrets.map((secret) => [secret, createHmacSha256(Buffer.from(secret))]));
  const deriveWith = (secret: string, label: string, data: string | Buffer) => {
    const hmac = prepared.get(secret);
    if (!hmac) throw new Error('not one of the secrets');
    return hmac(`${label}\0`, data);
  };
  const deriveEach = (label: string, data: string | Buffer): [Buffer, ...Buffer[]] => [
    deriveWith(current, label, data),
    ...secrets.slice(1).map((secret) => deriveWith(secret, label, data)),
  ];
  const keyId = (secret: string) => deriveWith(secret, 'fingerprint', '').toString('hex').slice(0, 12);
  const mac = (secret: string, purpose: TokenPurpose, body: Buffer) =>
    deriveWith(secret, `token:${purpose}`, body).subarray(0, MAC_BYTES);
  const readWhole = (purpose: TokenPurpose, token: string) => {
    if (!/^[\w-]{22,90}$/.test(token)) return undefined;
    const bytes = Buffer.from(token, 'base64url');
    // Base64 leaves spare bits: only the canonical spelling counts, so that one subscriber has one link.
    if (bytes.toString('base64url') !== token || bytes.length <= MAC_BYTES) return undefined;
    const body = bytes.subarray(0, -MAC_BYTES);
    const given = bytes.subarray(-MAC_BYTES);
    const isGenuine = secrets.some((secret) => timingSafeEqual(given, mac(secret, purpose, body)));
    return isGenuine ? decodeIds(body) : undefined;
  };

  return {
    derive: (label, data) => deriveWith(current, label, data),
    deriveEach,
    signIds(purpose, ids) {
      const body = withoutDashAtTheEnd(encodeIds(ids));
      return Buffer.concat([body, mac(current, purpose, body)]).toString('base64url');
    },
    readIds(purpose, token) {
      for (const whole of withLostEnds(token)) {
        const ids = readWhole(purpose, whole);
        if (ids) return ids;
      }
      return undefined;
    },
    addressHashes: (identityKey) => deriveEach('address', identityKey),
    seal: (label, text) => `v1.${keyId(current)}.${encrypt(deriveWith(current, 'seal', label), text)}`,
    open(label, sealed) {
      const [version, id, body = ''] = sealed.split('.');
      const secret = secrets.find((one) => keyId(one) === id);
      if (version !== 'v1' || secret === undefined) return undefined;
      return decrypt(deriveWith(secret, 'seal', label), body);
    },
    fingerprints: secrets.map(keyId),
  };
}

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** @returns base64url of nonce, tag and ciphertext. */
function encrypt(key: Buffer, text: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), encrypted]).toString('base64url');
}

function decrypt(key: Buffer, sealed: string): string | undefined {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return undefined;
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    const start = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([start, decipher.final()]).toString('utf8');
  } catch {
    // The tag does not fit: another label, or bytes that were changed.
    return undefined;
  }
}

/**
 * Mail programs take a `-` or `_` at the end of a link for punctuation and cut it off. The last of three bytes can end so; with
 * one byte more, a zero that the last id does not mind, it cannot: the spare bits of base64 forbid it.
 */
function withoutDashAtTheEnd(body: Buffer): Buffer {
  if ((body.length + MAC_BYTES) % 3 !== 0) return body;
  const longer = Buffer.concat([body, Buffer.alloc(1)]);
  longer[body.length - 1] = (body.at(-1) ?? 0) + 0x80;
  return longer;
}

/** The token; without dashes that were put behind it; with those that it ended in until we learnt that they are cut off. */
function withLostEnds(token: string): string[] {
  const bare = token.replace(/[-_]+$/, '');
  const lost = (4 - (token.length % 4)) % 4;
  const ends = Array.from({ length: lost }).reduce<string[]>(
    (shorter) => shorter.flatMap((end) => [`${end}-`, `${end}_`]),
    [''],
  );
  return [...new Set([token, bare, ...ends.map((end) => token + end)])];
}

/** A fresh unguessable token: 256 bits, base64url (TOK-01). */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What the database keeps of a random token (TOK-02). */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** The secrets of this installation, newest first: `APP_SECRET`, or one made once and kept in the data folder (mode 600). */
export function loadSecrets(configured: string[] | undefined, dataDir: string): string[] {
  if (configured !== undefined) return configured;
  const file = path.join(dataDir, 'app-secret');
  if (!existsSync(file)) {
    makeDataFolder(dataDir);
    // A link appears whole or not at all, so of several processes that start at once all read the same secret.
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, `${randomToken()}\n`, { mode: 0o600 });
    try {
      linkSync(draft, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(draft, { force: true });
    }
  }
  const secrets = readFileSync(file, 'utf8')
    .split(/[\s,]+/)
    .filter(Boolean);
  if (secrets.length === 0)
    throw new AppError(
      'empty-secret',
      `The file ${file} is empty. Restore it from a backup: links in mail already sent depend on it.`,
    );
  return secrets;
}
