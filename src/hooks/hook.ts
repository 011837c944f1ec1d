import type { Provider, Refusal } from './provider.ts';
import { azure } from './providers/azure.ts';
import { brevo } from './providers/brevo.ts';
import { mailgun } from './providers/mailgun.ts';
import { mailjet } from './providers/mailjet.ts';
import { postmark } from './providers/postmark.ts';
import { resend } from './providers/resend.ts';
import { sendgrid } from './providers/sendgrid.ts';
import { ses } from './providers/ses.ts';
import { sparkpost } from './providers/sparkpost.ts';

/** Every provider that may call, by its name in addresses. */
export const PROVIDERS = {
  ses,
  mailgun,
  postmark,
  sendgrid,
  brevo,
  mailjet,
  sparkpost,
  resend,
  azure,
} satisfies Record<string, Provider>;

export type ProviderName = keyof typeof PROVIDERS;
export const PROVIDER_NAMES = Object.keys(PROVIDERS) as ProviderName[];

/** As people call them. */
export const PROVIDER_TITLES: Record<ProviderName, string> = {
  ses: 'Amazon SES',
  mailgun: 'Mailgun',
  postmark: 'Postmark',
  sendgrid: 'SendGrid',
  brevo: 'Brevo',
  mailjet: 'Mailjet',
  sparkpost: 'SparkPost',
  resend: 'Resend',
  azure: 'Azure Communication Services',
};

/** Those that sign: their calls count once their key is set. Of the others, a key is what they send as HTTP Basic or bearer token. */
const SIGNING = new Set<ProviderName>(['mailgun', 'sendgrid', 'resend']);

export const isSigning = (provider: ProviderName) => SIGNING.has(provider);

/** An address that a provider calls. */
export interface Hook {
  id: number;
  provider: ProviderName;
  /** Whoever knows it may call. */
  url: string;
  /** Of Amazon SNS. */
  topic: string | null;
  hasSigningKey: boolean;
  /** What is missing before its calls count. */
  needs: 'signing-key' | 'topic' | null;
  createdAt: Date;
  /** When a call was taken last. */
  lastSeenAt: Date | null;
  /** The last call that was refused, and why. */
  lastRefusedAt: Date | null;
  refusal: Refusal | null;
  /** What it told and has not been acted on yet. */
  waiting: number;
  /** Events that we do not know, the newest first. */
  unknownKinds: UnknownKind[];
}

export interface UnknownKind {
  kind: string;
  count: number;
  lastAt: Date;
}

/** So many kinds of unknown events are remembered; the one that came longest ago goes first. */
export const MOST_UNKNOWN_KINDS = 20;

export function needsOf(
  provider: ProviderName,
  { hasSigningKey, topic }: Pick<Hook, 'hasSigningKey' | 'topic'>,
): Hook['needs'] {
  if (provider === 'ses') return topic === null ? 'topic' : null;
  return isSigning(provider) && !hasSigningKey ? 'signing-key' : null;
}
