import type { App } from '../platform/app.ts';
import { NotFound } from '../platform/errors.ts';
import { needsOf, type Hook } from './hook.ts';
import { findHookRow, listHookRows, type HookRow } from './hook-queries.ts';
import { openKeys, openSecret } from './hook-secrets.ts';

export async function listHooks(app: App, publicationId: number): Promise<Hook[]> {
  return (await listHookRows(app.db, publicationId)).map((row) => shown(app, row));
}

/** @throws NotFound */
export async function getHook(app: App, publicationId: number, id: number): Promise<Hook> {
  const row = await findHookRow(app.db, publicationId, id);
  if (!row) throw new NotFound('This hook');
  return shown(app, row);
}

function shown(app: App, row: HookRow): Hook {
  const { id, provider, sealedSecret, sealedKeys, topic, unknownKinds, publicationId: _, ...rest } = row;
  const hasSigningKey = openKeys(app, id, sealedKeys).length > 0;
  const secret = openSecret(app, id, sealedSecret) ?? '';
  return {
    ...rest,
    id,
    provider,
    url: `${app.config.publicUrl}/hooks/${provider}/${secret}`,
    topic,
    hasSigningKey,
    needs: needsOf(provider, { hasSigningKey, topic }),
    unknownKinds: Object.entries(unknownKinds)
      .map(([kind, { count, lastAt }]) => ({ kind, count, lastAt: new Date(lastAt) }))
      .toSorted((one, other) => other.lastAt.getTime() - one.lastAt.getTime()),
  };
}
