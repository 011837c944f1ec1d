import crypto, { timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const SALT_BYTES = 16;
const HASH_BYTES = 32;
/** One hash takes 19 MiB (argon2id) or 128 MiB (scrypt); more at once would let sign-ins exhaust the memory (SEC-02). */
const HASHES_AT_ONCE = 2;

interface Algorithm {
  /** The part of the stored text before salt and hash: algorithm and cost, in the PHC string format. */
  prefix: string;
  hash(password: string, salt: Buffer): Promise<Buffer>;
}

const argon2id: Algorithm = {
  prefix: '$argon2id$v=19$m=19456,t=2,p=1',
  hash: (password, nonce) =>
    promisify(crypto.argon2)('argon2id', {
      message: password,
      nonce,
      memory: 19_456,
      passes: 2,
      parallelism: 1,
      tagLength: HASH_BYTES,
    }),
};

const scrypt: Algorithm = {
  prefix: '$scrypt$ln=17,r=8,p=1',
  hash: (password, salt) =>
    promisify<string, Buffer, number, crypto.ScryptOptions, Buffer>(crypto.scrypt)(
      password,
      salt,
      HASH_BYTES,
      { N: 2 ** 17, r: 8, p: 1, maxmem: 2 ** 28 },
    ),
};

/** Node before 24.7 has no argon2. */
const preferred = 'argon2' in crypto ? argon2id : scrypt;

/** @returns algorithm, cost, salt and hash as one line: `$argon2id$v=19$m=…$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = crypto.randomBytes(SALT_BYTES);
  const hash = await inTurn(() => preferred.hash(password.normalize('NFC'), salt));
  return `${preferred.prefix}$${salt.toString('base64url')}$${hash.toString('base64url')}`;
}

/** Takes as long for `undefined` (no such person, no password yet) as for a wrong password (ENU-03). */
export async function verifyPassword(password: string, stored: string | undefined): Promise<boolean> {
  const algorithm = stored?.startsWith(`${scrypt.prefix}$`) ? scrypt : preferred;
  const [salt = '', hash = ''] = stored?.slice(algorithm.prefix.length + 1).split('$') ?? [];
  const given = await inTurn(() => algorithm.hash(password.normalize('NFC'), saltOf(salt)));
  const wanted = Buffer.from(hash, 'base64url');
  return wanted.length === given.length && timingSafeEqual(given, wanted);
}

/** Whether a hash that just verified was made by an older algorithm or cost. */
export function isOutdatedHash(stored: string): boolean {
  return !stored.startsWith(`${preferred.prefix}$`);
}

function saltOf(text: string): Buffer {
  const salt = Buffer.from(text, 'base64url');
  return salt.length === SALT_BYTES ? salt : Buffer.alloc(SALT_BYTES);
}

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (running >= HASHES_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}
