import type { App } from '../../platform/app.ts';
import { NotFound } from '../../platform/errors.ts';
import { openSettings } from './open-transport.ts';
import { withoutSecrets } from './settings.ts';
import { statusOf, type Transport } from './transport.ts';
import { findTransportRow, listTransportRows, type TransportRow } from './transport-queries.ts';

type Viewer = Pick<App, 'db' | 'keys'>;

export async function listTransports({ db, keys }: Viewer): Promise<Transport[]> {
  return (await listTransportRows(db)).map((row) => shown(row, keys));
}

/** @throws NotFound */
export async function getTransport({ db, keys }: Viewer, name: string): Promise<Transport> {
  const row = await findTransportRow(db, name);
  if (!row) throw new NotFound(`The transport ${name}`);
  return shown(row, keys);
}

function shown(row: TransportRow, keys: App['keys']): Transport {
  const { name, kind, settings, lastFault, blockedUntil, publications } = row;
  const opened = kind === 'environment' ? {} : openSettings(keys, name, kind, settings);
  return {
    name,
    kind,
    settings: withoutSecrets(kind, opened ?? {}),
    status: statusOf(row),
    lastFault: opened
      ? lastFault
      : 'Its settings cannot be opened: APP_SECRET lacks the secret they were made under.',
    blockedUntil,
    warmUp: warmUpOf(row),
    publications,
  };
}

function warmUpOf({ warmUp, warmUpSince, limitToday, countToday }: TransportRow): Transport['warmUp'] {
  if (!warmUp || warmUpSince === null) return null;
  return { plan: warmUp, since: warmUpSince, limitToday, countToday };
}
