import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Config } from '../../platform/config.ts';
import type { Keys } from '../../platform/keys.ts';

/** Where the file transports of this machine keep their messages: a folder each. */
export const outboxOf = ({ dataDir }: Pick<Config, 'dataDir'>) => path.join(dataDir, 'outbox');

export const folderOf = (config: Pick<Config, 'dataDir'>, transport: string) =>
  path.join(outboxOf(config), transport);

/** The file of one message, within the folder of its transport: the same for the same message. */
export function fileOf(keys: Pick<Keys, 'addressHashes'>, address: string, messageId: string): string {
  const [prefix = '00'] = prefixesOf(keys, address);
  const id = createHash('sha256').update(messageId).digest('hex').slice(0, 32);
  return path.join(prefix.slice(0, 2), `${prefix}-${id}.eml`);
}

/** How the names of the files to an address begin, under every live secret, the newest first. */
export const prefixesOf = (keys: Pick<Keys, 'addressHashes'>, address: string): string[] =>
  keys.addressHashes(address.toLowerCase()).map((hash) => hash.toString('hex', 0, 16));
