import { isIP } from 'node:net';
import path from 'node:path';
import { z } from 'zod';
import { isSafeIssuer, readRoleRule, type OidcConfig, type RoleRule } from './oidc-config.ts';

/** Faults of the environment, all of them at once, each naming its variable. */
export class ConfigError extends Error {
  readonly faults: string[];

  constructor(faults: string[]) {
    super(
      `The environment has ${faults.length === 1 ? 'a fault' : 'faults'}:\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
    );
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

const httpUrl = z.url({ protocol: /^https?$/, hostname: /./, error: 'must be an http or https address' });

/** Links in mail begin with it: hosts beyond ASCII in the form that mail can hold, and nothing that could stand behind a path. */
const publicUrl = httpUrl
  .refine((url) => !/[?#]/.test(url), 'must end with the host or a path, without ? or #')
  .refine((url) => {
    const { username = '', password = '' } = URL.parse(url) ?? {};
    return username === '' && password === '';
  }, 'must not contain a user name or a password, because readers open it')
  .transform((url) => new URL(url).href.replace(/\/+$/, ''));

/** The entries of a list with commas. */
const commaList = (initial: string) =>
  z
    .string()
    .default(initial)
    .transform((text) =>
      text
        .split(',')
        .map((entry) => entry.trim())
        .filter(Boolean),
    );

const SECRET_FAULT =
  'must be one secret or several, separated by commas, each of 16 characters or more that nobody can guess (openssl rand -base64 32)';

/** SEC-19: short ones, a few repeated characters, and placeholders out of documentation are refused. */
function isStrongSecret(secret: string): boolean {
  return secret.length >= 16 && new Set(secret).size >= 5 && !/change.?me|your.?secret/i.test(secret);
}

const ADDRESS_BLOCK = /^(loopback|linklocal|uniquelocal|[\da-f.:]+(\/\d{1,3})?)$/i;

const HOST_NAME = /^(?=.{1,253}$)[a-z\d_]([a-z\d_-]{0,62})?(\.[a-z\d_]([a-z\d_-]{0,62})?)*$/i;

function isHostOrBlock(entry: string): boolean {
  const bare = entry.replace(/^\[|\]$/g, '');
  const [address = '', bits] = bare.split('/');
  const family = isIP(address);
  if (family > 0)
    return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
  return HOST_NAME.test(entry) && !/^[\d.]+$/.test(entry);
}

const LISTENER = /^(?:(smtp|lmtp):(?:\/\/)?)?(\[[\da-f:.]+\]|[^\s:/@[\]]+):(\d{1,5})$/i;

/** `host:port`, with `lmtp://` before it for the protocol between mail servers of one house (RFC 2033). */
function readListener(text: string): Listener | undefined {
  const [, protocol = 'smtp', name = '', port = ''] = LISTENER.exec(text.trim()) ?? [];
  const host = name.replace(/^\[|\]$/g, '');
  if (!isHostOrBlock(host) && isIP(host) === 0) return undefined;
  if (Number(port) > 65_535) return undefined;
  return { protocol: protocol.toLowerCase() as Listener['protocol'], host, port: Number(port) };
}

/** One entry per variable; `.env.example` holds the same keys (a test keeps them equal). */
export const environmentSchema = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port number from 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a port number from 0 to 65535')
    .default(3000),
  HOST: z.string().trim().min(1).default('127.0.0.1'),
  PUBLIC_URL: publicUrl.optional(),
  DATABASE_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      error: 'must look like postgres://user:password@host:5432/database (% before special characters)',
    })
    .optional(),
  DATA_DIR: z.string().min(1).default('./data'),
  SMTP_URL: z
    .url({
      protocol: /^smtps?$/,
      hostname: /./,
      error: 'must look like smtp://user:password@host:587, or smtps:// for TLS from the first byte',
    })
    .optional(),
  INBOUND_SMTP: z
    .string()
    .transform(readListener)
    .refine((listener) => listener !== undefined, {
      error: 'must look like 0.0.0.0:25 or [::]:25, or lmtp://127.0.0.1:24 for LMTP',
    })
    .optional(),
  INBOUND_IMAP: z
    .url({
      protocol: /^imaps?$/,
      hostname: /./,
      error:
        'must look like imaps://user:password@host/INBOX, or imap:// for STARTTLS (% before special characters)',
    })
    .optional(),
  INBOUND_TLS_CERT: z.string().optional(),
  INBOUND_TLS_KEY: z.string().optional(),
  SEND_CONNECTIONS: z
    .string()
    .regex(/^[1-9]\d{0,2}$/, 'must be a number from 1 to 999')
    .transform(Number)
    .default(10),
  APP_SECRET: commaList('')
    .refine((secrets) => secrets.length > 0 && secrets.every(isStrongSecret), SECRET_FAULT)
    .optional(),
  ROLES: commaList('web,worker,inbound').pipe(
    z
      .array(
        z.enum(['web', 'worker', 'inbound'], {
          error: 'must be one or several of web, worker and inbound, separated by commas',
        }),
      )
      .min(1),
  ),
  FETCH_ALLOW: commaList('').refine((entries) => entries.every(isHostOrBlock), {
    error:
      'must list host names, addresses or CIDR blocks, separated by commas: intranet.example, 10.0.0.0/8',
  }),
  TRUST_PROXY: commaList('').refine((entries) => entries.every((entry) => ADDRESS_BLOCK.test(entry)), {
    error: 'must list the addresses or CIDR blocks of your proxies, or loopback, separated by commas',
  }),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be fatal, error, warn, info, debug, trace or silent',
    })
    .default('info'),
  HOLD_AFTER_HOURS: z
    .string()
    .regex(/^\d{1,4}(\.\d{1,3})?$/, 'must be a number of hours, 0.02 or more')
    .transform(Number)
    .refine((hours) => hours >= 0.02, 'must be a number of hours, 0.02 or more')
    .default(2),
  OIDC_ISSUER: z
    .url({ error: 'must be the https address of your provider of single sign-on' })
    .refine(isSafeIssuer, 'must be an https address (http only for this machine)')
    .optional(),
  OIDC_CLIENT_ID: z.string().trim().optional(),
  OIDC_CLIENT_SECRET: z.string().trim().optional(),
  OIDC_NAME: z.string().trim().max(60, 'must have 60 characters or fewer').optional(),
  OIDC_ROLES: commaList('')
    .transform((entries) => entries.map(readRoleRule))
    .refine((rules): rules is RoleRule[] => rules.every(Boolean), {
      error:
        'must list claim:value=role or claim:value=role@publication, separated by commas; the role is owner, admin, editor or viewer: groups:it=owner, groups:desk=editor@gazette',
    }),
  PG_BIN_DIR: z.string().optional(),
  PG_RUN_AS: z.string().optional(),
});

/** Where mail that comes back is taken. */
export interface Listener {
  protocol: 'smtp' | 'lmtp';
  host: string;
  /** 0: a free one. */
  port: number;
}

export interface Config {
  port: number;
  host: string;
  /** Without a trailing slash. */
  publicUrl: string;
  /** Undefined: the embedded database below `dataDir`. */
  databaseUrl: string | undefined;
  dataDir: string;
  /** Undefined: mail goes to the built-in mailbox. */
  smtpUrl: string | undefined;
  /** Undefined: mail that comes back is taken by nobody here. */
  inboundSmtp: Listener | undefined;
  /** A mailbox that is looked through for mail that comes back; undefined: none. */
  inboundImap: string | undefined;
  /** Files of the certificate of `inboundSmtp`; undefined: it makes its own. */
  inboundTls: { certFile: string; keyFile: string } | undefined;
  /** Connections to the mail server at most, per process. */
  sendConnections: number;
  /** Undefined: made once and kept in `dataDir`. The first signs, all verify. */
  appSecrets: string[] | undefined;
  roles: { web: boolean; worker: boolean; inbound: boolean };
  fetchAllow: string[];
  trustProxy: string[];
  logLevel: string;
  /** Single sign-on; undefined: none. */
  oidc: OidcConfig | undefined;
  /** After standing still for longer, what was due meanwhile is held. */
  holdAfterHours: number;
  pgBinDir: string | undefined;
  pgRunAs: string | undefined;
}

/** Whether mail that comes back is taken at all. */
export const takesMail = ({
  inboundSmtp,
  inboundImap,
}: Pick<Config, 'inboundSmtp' | 'inboundImap'>): boolean =>
  inboundSmtp !== undefined || inboundImap !== undefined;

const withoutPassword = (value: string) => value.replace(/\/\/[^/]*@/, '//•••@');

/** Their values hold passwords: a fault names the variable only. */
const PRIVATE = new Set(['DATABASE_URL', 'SMTP_URL', 'APP_SECRET', 'INBOUND_IMAP', 'OIDC_CLIENT_SECRET']);

/**
 * Reads the environment; an empty variable counts as unset.
 * @throws ConfigError with every fault.
 */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim() !== ''));
  const result = environmentSchema.safeParse(present);
  if (!result.success) {
    const faults = result.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      return PRIVATE.has(name)
        ? `${name} ${issue.message}.`
        : `${name} ${issue.message}; it is "${withoutPassword(present[name] ?? '')}".`;
    });
    throw new ConfigError([...new Set(faults)]);
  }
  const values = result.data;
  return {
    port: values.PORT,
    host: values.HOST,
    publicUrl: values.PUBLIC_URL ?? localUrl(values.PORT),
    databaseUrl: values.DATABASE_URL,
    dataDir: path.resolve(values.DATA_DIR),
    smtpUrl: values.SMTP_URL,
    inboundSmtp: values.INBOUND_SMTP,
    inboundImap: values.INBOUND_IMAP,
    inboundTls: tlsFiles(values.INBOUND_TLS_CERT, values.INBOUND_TLS_KEY),
    sendConnections: values.SEND_CONNECTIONS,
    appSecrets: values.APP_SECRET,
    roles: {
      web: values.ROLES.includes('web'),
      worker: values.ROLES.includes('worker'),
      inbound: values.ROLES.includes('inbound'),
    },
    fetchAllow: values.FETCH_ALLOW,
    trustProxy: values.TRUST_PROXY,
    logLevel: values.LOG_LEVEL,
    oidc: oidcOf(values),
    holdAfterHours: values.HOLD_AFTER_HOURS,
    pgBinDir: values.PG_BIN_DIR,
    pgRunAs: values.PG_RUN_AS,
  };
}

/** @throws ConfigError when one of the two is missing */
function tlsFiles(certFile: string | undefined, keyFile: string | undefined): Config['inboundTls'] {
  if (certFile === undefined && keyFile === undefined) return undefined;
  if (certFile === undefined || keyFile === undefined)
    throw new ConfigError(['INBOUND_TLS_CERT and INBOUND_TLS_KEY must be set both, or neither.']);
  return { certFile, keyFile };
}

/** @throws ConfigError when one of the three is missing */
function oidcOf(values: z.output<typeof environmentSchema>): OidcConfig | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = values;
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) {
    if (values.OIDC_ROLES.length === 0) return undefined;
    throw new ConfigError(['OIDC_ROLES needs OIDC_ISSUER.']);
  }
  if (issuer === undefined || clientId === undefined || clientSecret === undefined)
    throw new ConfigError([
      'OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET must be set all three, or none.',
    ]);
  const name = values.OIDC_NAME ?? new URL(issuer).hostname;
  return { issuer, clientId, clientSecret, name, roles: values.OIDC_ROLES };
}

const localUrl = (port: number) => `http://localhost:${port}`;

/** The configuration of a server that got its port from the system (`PORT=0`). */
export function withPort(config: Config, port: number): Config {
  const isLocal = config.publicUrl === localUrl(config.port);
  return { ...config, port, publicUrl: isLocal ? localUrl(port) : config.publicUrl };
}
