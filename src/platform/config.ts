import path from 'node:path';
import { z } from 'zod';

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

const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http or https address' });

/** One entry per variable; `.env.example` holds the same keys (a test keeps them equal). */
export const environmentSchema = z.object({
  PORT: z.coerce.number({ error: 'must be a port number' }).int().min(0).max(65535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: httpUrl.transform((url) => url.replace(/\/+$/, '')).optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must begin with postgres://' }).optional(),
  DATA_DIR: z.string().min(1).default('./data'),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must begin with smtp:// or smtps://' }).optional(),
  APP_SECRET: z.string().min(16, 'must have 16 characters or more').optional(),
  ROLES: z
    .string()
    .default('web,worker')
    .transform((text) => text.split(',').map((role) => role.trim()))
    .pipe(z.array(z.enum(['web', 'worker'], { error: 'must be web, worker, or both with a comma' })).min(1)),
  FETCH_ALLOW: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((entry) => entry.trim())
        .filter(Boolean),
    ),
  TRUST_PROXY: z.string().default(''),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  PG_BIN_DIR: z.string().optional(),
  PG_RUN_AS: z.string().optional(),
});

export type Environment = z.output<typeof environmentSchema>;

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
  /** Undefined: made once and kept in `dataDir`. Several, separated by commas: the first signs, all verify. */
  appSecret: string | undefined;
  roles: { web: boolean; worker: boolean };
  fetchAllow: string[];
  trustProxy: string[];
  logLevel: string;
  pgBinDir: string | undefined;
  pgRunAs: string | undefined;
}

/**
 * Reads the environment.
 * @throws ConfigError with every fault.
 */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = environmentSchema.safeParse(present);
  if (!result.success) {
    throw new ConfigError(result.error.issues.map((issue) => `${String(issue.path[0])}: ${issue.message}`));
  }
  const values = result.data;
  return {
    port: values.PORT,
    host: values.HOST,
    publicUrl: values.PUBLIC_URL ?? `http://localhost:${values.PORT}`,
    databaseUrl: values.DATABASE_URL,
    dataDir: path.resolve(values.DATA_DIR),
    smtpUrl: values.SMTP_URL,
    appSecret: values.APP_SECRET,
    roles: { web: values.ROLES.includes('web'), worker: values.ROLES.includes('worker') },
    fetchAllow: values.FETCH_ALLOW,
    trustProxy: values.TRUST_PROXY.split(',')
      .map((entry) => entry.trim())
      .filter(Boolean),
    logLevel: values.LOG_LEVEL,
    pgBinDir: values.PG_BIN_DIR,
    pgRunAs: values.PG_RUN_AS,
  };
}
