import type { FaultScope, MailOutcome } from '../../platform/mail/mailer.ts';

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

interface Fault extends Error {
  code?: string;
  $metadata?: { httpStatusCode?: number };
}

/**
 * Sorts a failure of SES by STANDARDS SMTP-01.
 * @param isHandedOver whether the request may have reached SES: without a whole answer, the message may have been taken (SMTP-07).
 */
export function classifySesFault(
  error: unknown,
  isHandedOver: boolean,
): Exclude<MailOutcome, { kind: 'accepted' }> {
  const fault = error as Fault;
  const reply = sesReply(error);
  if (!isHandedOver) return serverFault('transport', reply);
  const status = statusOf(fault);
  // A yes that broke off is a lost answer, too.
  if (status === undefined || status < 300) return { kind: 'unknown', reply };
  const scope = SCOPES[fault.name];
  if (scope !== undefined) return serverFault(scope, reply);
  // In the sandbox, or for a sender that nobody proved to own: about whom we write as, not about what.
  if (fault.name === 'MessageRejected')
    return /not verified/i.test(fault.message)
      ? serverFault('sender', reply)
      : { kind: 'content', isPermanent: true, reply };
  if (fault.name === 'BadRequestException')
    return { kind: 'recipient', isPermanent: true, isHard: false, reply };
  return serverFault('transport', reply);
}

const serverFault = (scope: FaultScope, reply: string) => ({ kind: 'server' as const, scope, reply });

const statusOf = ({ $metadata }: Fault) => $metadata?.httpStatusCode;

/** What SES said, or what kept it from saying anything. */
export function sesReply(error: unknown): string {
  const fault = error as Fault;
  const status = statusOf(fault);
  // The library adds a line for programmers; a fault of several addresses at once has no words, only a code.
  const says = fault.message.split('\n')[0] || (fault.code ?? fault.name);
  return status === undefined ? `SES did not answer: ${says}` : `SES ${status} ${fault.name}: ${says}`;
}
