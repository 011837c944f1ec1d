import type { Config } from '../platform/config.ts';
import type { Db } from '../platform/database.ts';
import type { Keys } from '../platform/keys.ts';
import type { Mailer } from '../platform/mail/mailer.ts';
import type { KeyRing } from '../sender-domains/index.ts';
import {
  createFileMailer,
  createMailboxMailer,
  createSesMailer,
  createSmtpMailer,
  type Manners,
} from '../mailers/index.ts';
import { sealLabel, type ConfigurableKind, SETTINGS } from './settings.ts';
import type { TransportKind } from './transport.ts';

/** What every transport may need. */
export interface Means {
  config: Pick<Config, 'smtpUrl' | 'publicUrl' | 'sendConnections' | 'dataDir'>;
  db: Db;
  keys: Pick<Keys, 'open' | 'addressHashes'>;
  keyRing: KeyRing;
}

/** @param sealed the settings as the table has them. @param manners of its server. */
export function openTransport(
  means: Means,
  name: string,
  kind: TransportKind,
  sealed: string,
  manners: Manners,
): Mailer {
  const { config, db, keys, keyRing } = means;
  const { publicUrl } = config;
  if (kind === 'environment') {
    const { smtpUrl, sendConnections: connections } = config;
    if (smtpUrl === undefined) return createMailboxMailer(db);
    return createSmtpMailer({ smtpUrl, publicUrl, connections, keyRing, manners });
  }
  const settings = openSettings(keys, name, kind, sealed);
  if (!settings)
    return brokenMailer(`APP_SECRET lacks the secret that sealed the settings of the transport ${name}.`);
  switch (kind) {
    case 'smtp':
      return createSmtpMailer({ ...SETTINGS.smtp.parse(settings), publicUrl, keyRing, manners });
    case 'ses':
      return createSesMailer(SETTINGS.ses.parse(settings));
    case 'file':
      return createFileMailer(name, config, keys, keyRing);
    case 'mailbox':
      return createMailboxMailer(db);
  }
}

/** The host and port that its mail goes to; undefined where no SMTP is spoken. */
export function serverOf(
  { config, keys }: Pick<Means, 'config' | 'keys'>,
  name: string,
  kind: TransportKind,
  sealed: string,
): string | undefined {
  if (kind !== 'environment' && kind !== 'smtp') return undefined;
  const smtpUrl = kind === 'smtp' ? openSettings(keys, name, kind, sealed)?.['smtpUrl'] : config.smtpUrl;
  return typeof smtpUrl === 'string' ? new URL(smtpUrl).host : undefined;
}

/** Undefined: none of the live secrets opens them. */
export function openSettings(
  keys: Pick<Keys, 'open'>,
  name: string,
  kind: ConfigurableKind,
  sealed: string,
): Record<string, unknown> | undefined {
  const text = keys.open(sealLabel(name, kind), sealed);
  return text === undefined ? undefined : (JSON.parse(text) as Record<string, unknown>);
}

/** A transport over which nothing can go, and why. */
export function brokenMailer(reply: string): Mailer {
  const outcome = { kind: 'server', scope: 'transport', reply } as const;
  return {
    name: 'broken',
    concurrency: 1,
    send: async () => outcome,
    async sendAll(next) {
      for (let message = await next(); message; message = await next()) message.settle(outcome);
    },
    check: async () => reply,
    close: async () => {},
  };
}
