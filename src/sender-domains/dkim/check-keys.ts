import type { Db } from '../../platform/database.ts';
import { AppError } from '../../platform/errors.ts';
import type { Keys } from '../../platform/keys.ts';
import { recordOf, type DkimRecord } from './dkim-key.ts';
import { listActiveKeys } from './dkim-queries.ts';
import { openKey } from './key-ring.ts';
import { lookUpRecord, type ResolveTxt } from './look-up-record.ts';

export interface CheckedKey {
  domain: string;
  selector: string;
  algorithm: string;
  /** Why it cannot sign. */
  obstacle: string | undefined;
  /** Why receivers may not find it. */
  warning: string | undefined;
  /** What DNS should have, where it has something else. */
  record: DkimRecord | undefined;
}

/** Looks whether every active key can be opened and stands in DNS. */
export async function checkActiveKeys(
  db: Db,
  keys: Pick<Keys, 'open'>,
  resolveTxt?: ResolveTxt,
): Promise<CheckedKey[]> {
  return Promise.all(
    (await listActiveKeys(db)).map(async (sealed) => {
      const { domain, selector, algorithm } = sealed;
      const opened = openKey(sealed, keys);
      const state = await lookUpRecord(sealed, resolveTxt);
      return {
        domain,
        selector,
        algorithm,
        obstacle: opened instanceof AppError ? opened.message : undefined,
        warning: state.kind === 'found' ? undefined : state.says,
        record: state.kind === 'missing' || state.kind === 'different' ? recordOf(sealed) : undefined,
      };
    }),
  );
}
