import { z } from 'zod';
import type { TransportKind } from './transport.ts';

const text = (name: string, pattern: RegExp, message: string) =>
  z
    .string({ error: `${name} must be text.` })
    .trim()
    .min(1, `${name} is missing.`)
    .max(500, `${name} is too long.`)
    .regex(pattern, message);

const connections = z
  .int('connections must be a whole number.')
  .min(1, 'connections must be 1 or more.')
  .max(999, 'connections must be 999 or less.')
  .default(10);

const smtpUrl = z.url({
  protocol: /^smtps?$/,
  hostname: /./,
  error: 'smtpUrl must look like smtp://user:password@host:587, or smtps:// for TLS from the first byte.',
});

const smtp = z.strictObject({ smtpUrl, connections });

const ses = z
  .strictObject({
    region: text('region', /^[a-z]{2}(-[a-z]+)+-\d$/, 'region must look like eu-central-1.'),
    accessKeyId: text(
      'accessKeyId',
      /^[A-Z0-9]{16,128}$/,
      'accessKeyId must be an access key such as AKIA….',
    ).optional(),
    secretAccessKey: text('secretAccessKey', /^\S+$/, 'secretAccessKey must have no blanks.').optional(),
    configurationSet: text(
      'configurationSet',
      /^[\w-]{1,64}$/,
      'configurationSet may have letters, digits, - and _.',
    ).optional(),
    endpoint: z.url({ protocol: /^https?$/, error: 'endpoint must be a web address.' }).optional(),
    connections,
  })
  .refine(
    ({ accessKeyId, secretAccessKey }) => (accessKeyId === undefined) === (secretAccessKey === undefined),
    {
      path: ['secretAccessKey'],
      error:
        'Give accessKeyId and secretAccessKey together, or neither to use the credentials of the machine.',
    },
  );

const nothing = z.strictObject({});

/** What each kind of transport wants to know. */
export const SETTINGS = { smtp, ses, file: nothing, mailbox: nothing };
export type ConfigurableKind = keyof typeof SETTINGS;
export const CONFIGURABLE_KINDS = Object.keys(SETTINGS) as ConfigurableKind[];

const PASSWORD = '•••';

/** The settings for people's eyes: without passwords and secret keys. */
export function withoutSecrets(
  kind: TransportKind,
  settings: Record<string, unknown>,
): Record<string, string | number> {
  const shown = Object.entries(settings).flatMap(([name, value]): [string, string | number][] => {
    if (name === 'secretAccessKey') return [];
    if (kind === 'smtp' && name === 'smtpUrl') return [[name, maskPassword(String(value))]];
    return typeof value === 'number' ? [[name, value]] : [[name, String(value)]];
  });
  return Object.fromEntries(shown);
}

function maskPassword(address: string): string {
  const url = new URL(address);
  if (url.password === '') return address;
  url.password = '';
  return url.href.replace(`${url.username}@`, `${url.username}:${PASSWORD}@`);
}

/** Binds sealed settings to their place: in another row they do not open. */
export const sealLabel = (name: string, kind: ConfigurableKind) => `transport:${kind}:${name}`;
