import { createHash } from 'node:crypto';
import { changedRows, rows, type Db } from '../platform/database.ts';
import type { WarningCode } from '../words/index.ts';
import type { Finding } from './finding.ts';

/** Somebody said that a warning is meant so. */
export interface Ignored {
  /** Of what it is about; another text has another one. */
  fingerprint: string;
  code: WarningCode;
  /** As the audit log has it: `user:7`. */
  actor: string;
  at: Date;
}

export const fingerprint = ({ code, about }: Finding): string =>
  createHash('sha256')
    .update(JSON.stringify([code, about]))
    .digest('hex');

export function listIgnored(db: Db, sendId: number): Promise<Ignored[]> {
  return rows(
    db,
    `select encode(fingerprint, 'hex') as fingerprint, code, actor, at from check_ignores where send_id = ? order by at`,
    [sendId],
  );
}

export async function insertIgnored(db: Db, sendId: number, one: Omit<Ignored, 'at'>): Promise<void> {
  await db.raw(
    `insert into check_ignores (send_id, fingerprint, code, actor)
     values (:sendId, decode(:fingerprint, 'hex'), :code, :actor) on conflict do nothing`,
    { sendId, ...one },
  );
}

export async function deleteIgnored(
  db: Db,
  sendId: number,
  code: WarningCode,
  fingerprint: string | undefined,
): Promise<number> {
  return changedRows(
    db,
    `delete from check_ignores
      where send_id = :sendId and code = :code and (cast(:fingerprint as text) is null or fingerprint = decode(:fingerprint, 'hex'))`,
    { sendId, code, fingerprint: fingerprint ?? null },
  );
}
