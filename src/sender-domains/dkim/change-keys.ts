import { inTransaction, type App } from '../../platform/app.ts';
import { audit } from '../../platform/audit.ts';
import { AppError, NotFound } from '../../platform/errors.ts';
import type { DkimKey } from './dkim-key.ts';
import { listDkimKeys, markActive, markRetired } from './dkim-queries.ts';
import { lookUpRecord, type ResolveTxt } from './look-up-record.ts';

/**
 * Lets keys sign: the one of `selector`, or every new key of the domain. Processes that run notice within half a minute.
 * @throws AppError `dkim-record` when DNS does not show one of them; then none is activated.
 */
export async function activateDkimKeys(
  app: App,
  { domain, selector, isUnchecked }: { domain: string; selector?: string | undefined; isUnchecked?: boolean },
  resolveTxt?: ResolveTxt,
): Promise<DkimKey[]> {
  const all = await listDkimKeys(app.db, domain.toLowerCase());
  const chosen = all.filter((key) =>
    selector === undefined ? key.status === 'new' : key.selector === selector.toLowerCase(),
  );
  if (chosen.length === 0)
    throw new NotFound(
      selector === undefined ? `A new key of ${domain}` : `The key ${selector} of ${domain}`,
    );
  if (!isUnchecked) await refuseWithoutRecords(chosen, resolveTxt);
  return change(app, chosen, markActive, 'dkim-key.activated');
}

/** A key that signs before receivers can find it makes every signature a failure. */
async function refuseWithoutRecords(keys: DkimKey[], resolveTxt?: ResolveTxt): Promise<void> {
  const states = await Promise.all(keys.map((key) => lookUpRecord(key, resolveTxt)));
  const faults = states.flatMap((state) => (state.kind === 'found' ? [] : [state.says]));
  if (faults.length > 0) throw new AppError('dkim-record', [...faults, 'Nothing was activated.'].join('\n'));
}

/** Stops a key from signing, within half a minute everywhere. It can be activated again. */
export async function retireDkimKey(
  app: App,
  { domain, selector }: { domain: string; selector: string },
): Promise<{ key: DkimKey; stillActive: DkimKey[] }> {
  const all = await listDkimKeys(app.db, domain.toLowerCase());
  const chosen = all.filter((key) => key.selector === selector.toLowerCase());
  if (chosen.length === 0) throw new NotFound(`The key ${selector} of ${domain}`);
  const [key] = await change(app, chosen, markRetired, 'dkim-key.retired');
  const stillActive = (await listDkimKeys(app.db, domain.toLowerCase())).filter(
    ({ status }) => status === 'active',
  );
  if (!key) throw new Error('the key vanished');
  return { key, stillActive };
}

function change(
  app: App,
  keys: DkimKey[],
  mark: (db: App['db'], id: number) => Promise<boolean>,
  action: string,
): Promise<DkimKey[]> {
  const ids = new Set(keys.map(({ id }) => id));
  return inTransaction(app, async (inner) => {
    const { db } = inner;
    for (const { id, domain, selector } of keys) {
      const details = { domain, selector };
      if (await mark(db, id)) await audit(inner, { action, subject: `dkim-key:${id}`, details });
    }
    return (await listDkimKeys(db)).filter(({ id }) => ids.has(id));
  });
}
