import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeDataFolder } from '../platform/data-folder.ts';
import { AppError } from '../platform/errors.ts';
import type { Config } from '../platform/config.ts';
import { createKeys } from '../platform/keys.ts';
import type { Head } from './format.ts';

type Where = Pick<Config, 'appSecrets' | 'dataDir'>;

const fileOf = ({ dataDir }: Where) => path.join(dataDir, 'app-secret');

/** The secrets of this installation, newest first, without making any; empty when there are none yet. */
export function findSecrets(config: Where): string[] {
  if (config.appSecrets) return config.appSecrets;
  if (!existsSync(fileOf(config))) return [];
  return readFileSync(fileOf(config), 'utf8')
    .split(/[\s,]+/)
    .filter(Boolean);
}

/**
 * The secrets that the restored installation needs: those at hand, and those of the backup.
 * @returns undefined when those at hand are enough.
 * @throws AppError when some are missing: without them links and suppressions would silently stop working.
 */
export function secretsFor(config: Where, head: Head): string[] | undefined {
  const present = findSecrets(config);
  const all = [...new Set([...(head.secrets ?? []), ...present])];
  if (missing(present, head).length === 0) return undefined;
  const lacking = missing(all, head);
  if (lacking.length > 0)
    throw new AppError(
      'secret-mismatch',
      `This backup was made with another APP_SECRET (fingerprint ${lacking.join(', ')}), and does not contain it. Nothing was changed. ` +
        `Put the file app-secret of that installation into ${config.dataDir}, or set APP_SECRET. Links in mail already sent and the list of addresses that must not be mailed depend on it.`,
    );
  if (config.appSecrets)
    throw new AppError(
      'secret-mismatch',
      `This backup contains secrets that APP_SECRET lacks (fingerprint ${missing(present, head).join(', ')}). Nothing was changed. Unset APP_SECRET, and Paperround keeps them in ${config.dataDir}; or add them to APP_SECRET.`,
    );
  return all;
}

const missing = (secrets: string[], { fingerprints }: Head) => {
  const known = secrets.length > 0 ? createKeys(secrets).fingerprints : [];
  return fingerprints.filter((fingerprint) => !known.includes(fingerprint));
};

/** Keeps secrets in the data folder; those that were there are among them. */
export function keepSecrets(config: Where, secrets: string[]): void {
  makeDataFolder(config.dataDir);
  const draft = `${fileOf(config)}.${process.pid}`;
  writeFileSync(draft, `${secrets.join('\n')}\n`, { mode: 0o600 });
  renameSync(draft, fileOf(config));
}
