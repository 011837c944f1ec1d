import { z } from 'zod';
import { inTransaction, type App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import { sqlState, UNIQUE_VIOLATION } from '../platform/database.ts';
import { Conflict, InvalidInput, NotFound } from '../platform/errors.ts';
import { parseInput } from '../platform/input.ts';
import { openSettings } from './open-transport.ts';
import {
  CONFIGURABLE_KINDS,
  sealLabel,
  SETTINGS,
  withoutSecrets,
  type ConfigurableKind,
} from './settings.ts';
import { DEFAULT_TRANSPORT, type Transport, type TransportKind } from './transport.ts';
import {
  deleteTransport,
  findTransportSettings,
  insertTransport,
  isTransportInUse,
  lockTransport,
  updateMessagesPerConnection,
  updateTransportSettings,
  updateWarmUp,
} from './transport-queries.ts';
import { getTransport } from './view-transports.ts';

const name = z
  .string({ error: 'The name is missing.' })
  .trim()
  .max(60, 'The name must have 60 characters or fewer.')
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'The name may have small letters, digits and single hyphens.');

const kind = z.enum(CONFIGURABLE_KINDS, `The kind must be one of ${CONFIGURABLE_KINDS.join(', ')}.`);

const setting = z.string('must be text.').nullish();

/** Settings of all kinds; which of them a transport has is up to its kind. */
export const transportChanges = z.strictObject({
  smtpUrl: setting.describe('smtp: smtp://user:password@host:587'),
  region: setting.describe('ses: such as eu-central-1'),
  accessKeyId: setting.describe('ses; without it, the credentials of the machine are used'),
  secretAccessKey: setting.describe('ses'),
  configurationSet: setting.describe('ses'),
  endpoint: setting.describe('ses: an address instead of the one of the region'),
  connections: z.number('must be a number.').nullish().describe('smtp, ses: how many at once, 10 by default'),
  messagesPerConnection: z
    .int('messagesPerConnection must be a whole number.')
    .min(1, 'messagesPerConnection must be 1 or more.')
    .max(100_000, 'messagesPerConnection must be 100000 or less.')
    .nullish()
    .describe('smtp, default: a new connection is opened after this many messages'),
});
export const newTransport = transportChanges.extend({ name, kind });

/**
 * Sets up one more way for mail to leave; a publication uses it when it names it among its transports.
 * @throws InvalidInput, Conflict for a name that is taken.
 */
export async function createTransport(app: App, input: unknown): Promise<Transport> {
  const fields = parseInput(newTransport, input);
  const { name: wanted, kind: wantedKind, messagesPerConnection = null, ...given } = fields;
  refuseUnlessSmtp(wantedKind, messagesPerConnection);
  const settings = parseInput(SETTINGS[wantedKind], withoutNulls(given));
  try {
    return await inTransaction(app, async (inner) => {
      const sealed = seal(app, wanted, wantedKind, settings);
      await insertTransport(inner.db, {
        name: wanted,
        kind: wantedKind,
        settings: sealed,
        messagesPerConnection,
      });
      const details = {
        kind: wantedKind,
        ...withoutSecrets(wantedKind, settings),
        ...(messagesPerConnection !== null && { messagesPerConnection }),
      };
      await audit(inner, { action: 'transport.created', subject: subjectOf(wanted), details });
      return getTransport(inner, wanted);
    });
  } catch (error) {
    if (sqlState(error) !== UNIQUE_VIOLATION) throw error;
    throw new Conflict('transport-exists', `There is already a transport ${wanted}. Choose another name.`);
  }
}

/**
 * Changes some settings of a transport and leaves the others; Paperround tries it again at once.
 * @throws InvalidInput, NotFound
 */
export async function changeTransport(app: App, changed: string, input: unknown): Promise<Transport> {
  const { messagesPerConnection, ...changes } = parseInput(transportChanges, input);
  return inTransaction(app, async (inner) => {
    const isOfConnections = messagesPerConnection !== undefined;
    const details = isOfConnections
      ? await changeConnections(inner, changed, messagesPerConnection)
      : ({} as Record<string, string | number | null>);
    if (!isOfConnections || Object.keys(changes).length > 0)
      Object.assign(details, await changeSettings(inner, changed, changes));
    await audit(inner, { action: 'transport.changed', subject: subjectOf(changed), details });
    return getTransport(inner, changed);
  });
}

/** The transport of `SMTP_URL` has this one setting, too. */
async function changeConnections({ db }: App, changed: string, messagesPerConnection: number | null) {
  const found = (await lockTransport(db, changed)) && (await findTransportSettings(db, changed));
  if (!found) throw new NotFound(`The transport ${changed}`);
  refuseUnlessSmtp(found.kind, messagesPerConnection);
  await updateMessagesPerConnection(db, changed, messagesPerConnection);
  return { messagesPerConnection } as Record<string, string | number | null>;
}

async function changeSettings(app: App, changed: string, changes: Record<string, unknown>) {
  const { kind: own, settings: before } = await lockConfigurable(app, changed);
  const settings = parseInput(SETTINGS[own], { ...before, ...withoutNulls(changes) });
  await updateTransportSettings(app.db, changed, seal(app, changed, own, settings));
  return withoutSecrets(own, settings);
}

function refuseUnlessSmtp(kind: TransportKind, messagesPerConnection: number | null): void {
  if (messagesPerConnection === null || kind === 'smtp' || kind === 'environment') return;
  throw new InvalidInput([
    { field: 'messagesPerConnection', message: 'messagesPerConnection is for SMTP servers only.' },
  ]);
}

/** Takes away a transport that no publication uses. @throws NotFound, Conflict */
export async function removeTransport(app: App, removed: string): Promise<void> {
  await inTransaction(app, async (inner) => {
    const { db } = inner;
    if (!(await lockTransport(db, removed))) throw new NotFound(`The transport ${removed}`);
    if (removed === DEFAULT_TRANSPORT)
      throw new Conflict(
        'transport-default',
        'The transport default comes from SMTP_URL and cannot be removed.',
      );
    if (await isTransportInUse(db, removed))
      throw new Conflict(
        'transport-in-use',
        `A publication uses the transport ${removed}. Remove it from the publication first.`,
      );
    await deleteTransport(db, removed);
    await audit(inner, { action: 'transport.removed', subject: subjectOf(removed) });
  });
}

const SINCE_FAULT = 'since must be a day of this century such as 2027-03-28.';

/** `plan` null ends the warm-up. */
export const warmUpInput = z.strictObject({
  plan: z
    .array(
      z
        .int('The plan must list whole numbers: messages on the first day, on the second, and so on.')
        .min(1, 'A day of the plan must allow 1 message or more.')
        .max(2_000_000_000, 'A day of the plan must allow 2000000000 messages or fewer.'),
    )
    .min(1, 'The plan needs at least one day.')
    .max(365, 'The plan must have 365 days or fewer.')
    .nullable(),
  since: z.iso.date({ error: SINCE_FAULT, abort: true }).regex(/^20/, SINCE_FAULT).optional(),
});

/**
 * Bounds what goes over a transport day by day (SMTP-19); single mails such as confirmations are neither held nor counted.
 * @throws InvalidInput, NotFound
 */
export async function changeWarmUp(app: App, warmed: string, input: unknown): Promise<Transport> {
  const { plan, since = null } = parseInput(warmUpInput, input);
  return inTransaction(app, async (inner) => {
    if (!(await lockTransport(inner.db, warmed))) throw new NotFound(`The transport ${warmed}`);
    await updateWarmUp(inner.db, warmed, plan, since);
    await audit(inner, {
      action: 'transport.warm-up-changed',
      subject: subjectOf(warmed),
      details: { plan, since },
    });
    return getTransport(inner, warmed);
  });
}

const subjectOf = (transport: string) => `transport:${transport}`;

const seal = ({ keys }: App, transport: string, own: ConfigurableKind, settings: object) =>
  keys.seal(sealLabel(transport, own), JSON.stringify(settings));

async function lockConfigurable({ db, keys }: App, transport: string) {
  const found = (await lockTransport(db, transport)) && (await findTransportSettings(db, transport));
  if (!found) throw new NotFound(`The transport ${transport}`);
  if (found.kind === 'environment')
    throw new Conflict('transport-default', 'The transport default comes from SMTP_URL. Change it there.');
  // Under another secret nobody can read them, so a change must give all of them again.
  const settings = openSettings(keys, transport, found.kind, found.settings) ?? {};
  return { kind: found.kind, settings };
}

/** Null takes an optional setting away. */
function withoutNulls(input: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(input).map(([key, value]) => [key, value ?? undefined]));
}
