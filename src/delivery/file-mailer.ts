import { createHash } from 'node:crypto';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../platform/config.ts';
import type { Keys } from '../platform/keys.ts';
import type { Mailer, MailOutcome } from '../platform/mailer.ts';
import type { KeyRing } from './dkim/key-ring.ts';
import { signed } from './dkim/signed.ts';
import { mailerOf } from './hand-over.ts';

const CONCURRENCY = 8;

/** Where the file transports keep their messages: a folder each. */
const outboxOf = ({ dataDir }: Pick<Config, 'dataDir'>) => path.join(dataDir, 'outbox');

/**
 * Writes every message to a file of its own, `outbox/NAME/ab/HASH-ID.eml` below the data folder, for whoever takes it from
 * there. The same message is the same file, so a second try adds none; a file is there whole or not at all. The name begins
 * with the keyed hash of the address, which says nothing and lets one person's files be found (GDPR-02).
 */
export function createFileMailer(
  name: string,
  config: Pick<Config, 'dataDir'>,
  keys: Pick<Keys, 'addressHashes'>,
  keyRing: KeyRing,
): Mailer {
  const folder = path.join(outboxOf(config), name);
  const write = async (
    { from, to }: { from: string; to: string },
    source: Buffer,
    messageId: string,
  ): Promise<MailOutcome> => {
    const file = fileOf(keys, to, messageId);
    // As a mail server that delivers would note the envelope (RFC 5321 §4.4).
    const envelope = Buffer.from(`Return-Path: <${from}>\r\nDelivered-To: ${to}\r\n`);
    try {
      await writeWhole(path.join(folder, file), Buffer.concat([envelope, source]));
      return { kind: 'accepted', reply: `250 kept in the file ${file}` };
    } catch (error) {
      return { kind: 'provider', scope: 'transport', reply: describe(error) };
    }
  };
  return {
    ...mailerOf('file', CONCURRENCY, write, (domain, source, traits) =>
      signed(keyRing, domain, source, traits),
    ),
    async check() {
      try {
        const probe = path.join(folder, '.probe');
        await writeWhole(probe, Buffer.alloc(0));
        await rm(probe);
        return undefined;
      } catch (error) {
        return describe(error);
      }
    },
    async close() {},
  };
}

/** Removes the messages to these addresses from this machine's outbox. */
export async function eraseFiles(
  config: Pick<Config, 'dataDir'>,
  keys: Pick<Keys, 'addressHashes'>,
  addresses: string[],
): Promise<void> {
  const prefixes = addresses.flatMap((address) => keys.addressHashes(address.toLowerCase()).map(prefixOf));
  for (const transport of await namesIn(outboxOf(config))) {
    for (const prefix of prefixes) {
      const shard = path.join(outboxOf(config), transport, prefix.slice(0, 2));
      const own = (await namesIn(shard)).filter((file) => file.startsWith(prefix));
      await Promise.all(own.map(async (file) => rm(path.join(shard, file), { force: true })));
    }
  }
}

const prefixOf = (hash: Buffer) => hash.toString('hex', 0, 16);

function fileOf(keys: Pick<Keys, 'addressHashes'>, address: string, messageId: string): string {
  const [hash] = keys.addressHashes(address.toLowerCase());
  const prefix = hash ? prefixOf(hash) : '00';
  const id = createHash('sha256').update(messageId).digest('hex').slice(0, 32);
  return path.join(prefix.slice(0, 2), `${prefix}-${id}.eml`);
}

async function writeWhole(file: string, content: Buffer): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}.part`;
  const handle = await open(draft, 'w', 0o600);
  try {
    await handle.writeFile(content);
    await handle.datasync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT';

function describe(error: unknown): string {
  const { code = 'EIO' } = error as NodeJS.ErrnoException;
  return `The outbox of the data folder cannot be written (${code}).`;
}
