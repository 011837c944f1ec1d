import { z } from 'zod';
import type { App } from '../../../platform/app.ts';
import { InvalidInput } from '../../../platform/errors.ts';
import { parseInput } from '../../../platform/input.ts';
import type { EmailAddress } from '../../../platform/mail/email-address.ts';
import type { Publication } from '../../../publications/index.ts';
import { codeField, emailField, readTicket, type Ticket } from '../../../subscribers/index.ts';
import type { CodeFault } from './CheckInboxPage.tsx';

const fields = z.object({ code: codeField, email: emailField });

/** The address and the code that were sent; a ticket stands for its address. @throws InvalidInput */
export function readCodeForm(
  app: App,
  publication: Publication,
  body: unknown,
): { address: EmailAddress; code: string; ticket: Ticket | undefined } {
  const given = onceEach(body);
  const ticket = readTicket(app, publication, given['ticket']);
  const email = ticket?.address.delivery ?? given['email'];
  const { email: address, code } = parseInput(fields, { ...given, email });
  return { address, code, ticket };
}

/** The code was readable, and was not the right one. */
export class WrongCode extends InvalidInput {
  /** The same for a code that is wrong, too old or guessed at too often, and for an address that has none (ENU-01). */
  constructor() {
    const message =
      'That is not the code, or it is older than 30 minutes. Five wrong ones end a code; the link in the mail still works.';
    super([{ field: 'code', message }]);
  }
}

/** A page may send a field twice: what is filled in counts. */
export function onceEach(body: unknown): Record<string, unknown> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return {};
  return Object.fromEntries(
    Object.entries(body).map(([field, value]: [string, unknown]) => [
      field,
      Array.isArray(value) ? value.find((one) => one !== '') : value,
    ]),
  );
}

/** What the page says of a form that was refused, with what was typed. */
export function faultOf(given: Record<string, unknown>, error: InvalidInput): CodeFault {
  const text = (name: string) => (typeof given[name] === 'string' ? given[name].slice(0, 320) : '');
  const isWrong = error instanceof WrongCode;
  const before = Math.min(Math.max(Number.parseInt(text('wrong'), 10) || 0, 0), 9);
  const hasBadAddress = error.errors.some(({ field }) => field === 'email');
  return {
    code: text('code'),
    email: text('email'),
    what: isWrong ? 'wrong' : hasBadAddress ? 'address' : 'digits',
    wrong: isWrong ? before + 1 : before,
  };
}
