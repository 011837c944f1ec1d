import { checkActiveKeys, ownerOf, type ResolveTxt } from '../../sender-domains/index.ts';
import type { Db } from '../../platform/database.ts';
import type { Keys } from '../../platform/keys.ts';
import type { Finding } from './finding.ts';

/** Who signs the mail of the sender domains, and whether receivers can check it (AUTH-08). */
export async function checkDkim(
  db: Db,
  keys: Pick<Keys, 'open'>,
  senderDomains: string[],
  resolveTxt?: ResolveTxt,
): Promise<Finding[]> {
  const active = await checkActiveKeys(db, keys, resolveTxt);
  const find = (state: Finding['state'], says: string): Finding => ({ name: 'dkim', state, says });
  if (active.length === 0)
    return [find('good', 'No key is active: the mail server is expected to sign (see "paperround dkim").')];
  const owners = new Set(active.map(({ domain }) => domain));
  return [
    ...active.map(({ domain, selector, algorithm, obstacle, warning, record }) => {
      if (obstacle !== undefined) return find('bad', obstacle);
      if (warning === undefined)
        return find('good', `${selector} (${algorithm}) signs for ${domain}, and DNS has its record.`);
      if (!record) return find('warning', warning);
      const { name, type, value } = record;
      return { ...find('warning', warning), record: { name, type, value } };
    }),
    ...[...new Set(senderDomains)]
      .filter((domain) => ownerOf(domain, owners) === undefined)
      .map((domain) => find('warning', `No key is active for ${domain}: its mail is not signed here.`)),
  ];
}
