import type { FaultScope, MailOutcome } from '../../platform/mailer.ts';

/**
 * What the exceptions of SendEmail mean.
 * Source: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html#API_SendEmail_Errors
 */
const SCOPES: Record<string, FaultScope> = {
  AccountSuspendedException: 'transport',
  SendingPausedException: 'transport',
  LimitExceededException: 'transport',
  TooManyRequestsException: 'transport',
  ThrottlingException: 'transport',
  NotFoundException: 'transport',
  MailFromDomainNotVerifiedException: 'sender',
};

/** Faults of a connection that was never made, so that nothing was handed over. */
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

interface Fault extends Error {
  code?: string;
  $metadata?: { httpStatusCode?: number };
}

/** Sorts a failure of SES by STANDARDS SMTP-01: after a lost answer the message may have been taken (SMTP-07). */
export function classifySesFault(error: unknown): Exclude<MailOutcome, { kind: 'accepted' }> {
  const fault = error as Fault;
  const { $metadata: { httpStatusCode: status } = {} } = fault;
  const reply = told(fault, status);
  if (status === undefined)
    return wasConnected(fault) ? { kind: 'unknown', reply } : provider('transport', reply);
  const scope = SCOPES[fault.name];
  if (scope !== undefined) return provider(scope, reply);
  // In the sandbox, or for a sender that nobody proved to own: about whom we write as, not about what.
  if (fault.name === 'MessageRejected')
    return /not verified/i.test(fault.message)
      ? provider('sender', reply)
      : { kind: 'content', isPermanent: true, reply };
  if (fault.name === 'BadRequestException')
    return { kind: 'recipient', isPermanent: true, isHard: false, reply };
  return provider('transport', reply);
}

const provider = (scope: FaultScope, reply: string) => ({ kind: 'provider' as const, scope, reply });

/** Keys that cannot be found end a request before it begins, too. */
function wasConnected({ name, code = '', message }: Fault): boolean {
  if (NOT_CONNECTED.has(code) || name === 'CredentialsProviderError') return false;
  return !/without establishing a connection/i.test(message);
}

function told({ name, message }: Fault, status: number | undefined): string {
  return status === undefined ? `SES did not answer: ${message}` : `SES ${status} ${name}: ${message}`;
}
