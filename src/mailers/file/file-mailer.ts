import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../../platform/config.ts';
import type { Keys } from '../../platform/keys.ts';
import type { Mailer, MailOutcome } from '../../platform/mail/mailer.ts';
import { type KeyRing, signed } from '../../sender-domains/index.ts';
import { oneAtATimeMailer } from '../one-at-a-time-mailer.ts';
import { fileOf, folderOf } from './outbox-names.ts';

const CONCURRENCY = 8;

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
  const folder = folderOf(config, name);
  const write = async (
    { from, to }: { from: string; to: string },
    source: Buffer,
    { messageId }: { messageId: string },
  ): Promise<MailOutcome> => {
    const file = fileOf(keys, to, messageId);
    // As a mail server that delivers would note the envelope (RFC 5321 §4.4).
    const envelope = Buffer.from(`Return-Path: <${from}>\r\nDelivered-To: ${to}\r\n`);
    try {
      await writeWhole(path.join(folder, file), Buffer.concat([envelope, source]));
      return { kind: 'accepted', reply: `250 kept in the file ${file}` };
    } catch (error) {
      return { kind: 'server', scope: 'transport', reply: describe(error) };
    }
  };
  return {
    ...oneAtATimeMailer('file', CONCURRENCY, write, (domain, source, traits) =>
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

function describe(error: unknown): string {
  const { code = 'EIO' } = error as NodeJS.ErrnoException;
  return `The outbox of the data folder cannot be written (${code}).`;
}
