import type { App } from '../platform/app.ts';
import { NotFound } from '../platform/errors.ts';
import { habitsOf } from './habit-queries.ts';
import { openSettings, serverOf } from './open-transport.ts';
import { withoutSecrets } from './settings.ts';
import type { Reason } from '../words/index.ts';
import { statusOf, type Transport } from './transport.ts';
import { transportWarnings } from './transport-warnings.ts';
import { findTransportRow, listTransportRows, type TransportRow } from './transport-queries.ts';

type Viewer = Pick<App, 'db' | 'keys' | 'config'>;

export async function listTransports(app: Viewer): Promise<Transport[]> {
  return (await listTransportRows(app.db)).map((row) => shown(row, app));
}

/** @throws NotFound */
export async function getTransport(app: Viewer, name: string): Promise<Transport> {
  const row = await findTransportRow(app.db, name);
  if (!row) throw new NotFound(`The transport ${name}`);
  return shown(row, app);
}

function shown(row: TransportRow, { keys, config }: Viewer): Transport {
  const { name, kind, settings, lastFault, blockedUntil, messagesPerConnection, publications } = row;
  const habits = habitsOf(row.habits, serverOf({ keys, config }, name, kind, settings));
  const opened = kind === 'environment' ? {} : openSettings(keys, name, kind, settings);
  return {
    name,
    kind,
    settings: {
      ...withoutSecrets(kind, opened ?? {}),
      ...(messagesPerConnection !== null && { messagesPerConnection }),
    },
    status: statusOf(row),
    lastFault: opened
      ? lastFault
      : 'Its settings cannot be opened, because APP_SECRET lacks the secret that sealed them.',
    blockedUntil,
    warmUp: warmUpOf(row),
    habits: {
      waitsForAnswers: habits.waitsForAnswers ?? false,
      messagesPerConnection: habits.messagesPerSession ?? null,
    },
    hints: habits.software === 'Exim' && messagesPerConnection === null ? [EXIM] : [],
    warnings: transportWarnings(kind, opened ?? {}, config),
    publications,
  };
}

/** Its smtp_accept_queue_per_connection, unless the server sets it otherwise. */
const EXIM: Reason = { code: 'exim-queues', params: { messages: 10 } };

function warmUpOf({ warmUp, warmUpSince, limitToday, countToday }: TransportRow): Transport['warmUp'] {
  if (!warmUp || warmUpSince === null) return null;
  return { plan: warmUp, since: warmUpSince, limitToday, countToday };
}
