import type { App } from '../../platform/app.ts';
import { parseEmailAddress, type EmailAddress } from '../../platform/mail/email-address.ts';
import type { Choices } from '../subscriber.ts';

/** What a browser keeps of its own sign-up, so that the next page can name the address and ask again. */
export interface Ticket {
  address: EmailAddress;
  choices: Choices;
  source: string;
  /** Ids of newsletters that were chosen with it. */
  also: number[];
  at: Date;
  /** Made for somebody who has a link and typed no address: it is not shown to them in full (TOK-05). */
  isMasked: boolean;
}

interface Sealed extends Omit<Ticket, 'address' | 'at'> {
  publicationId: number;
  email: string;
  at: number;
}

const DAY_MS = 24 * 3600_000;
const LABEL = 'sign-up-ticket';

/** Sealed, since it stands in addresses of pages, which proxies and logs keep. It says nothing of what is known of the address (ENU-01). */
export function makeTicket(
  { keys, now }: Pick<App, 'keys' | 'now'>,
  { id: publicationId }: { id: number },
  { address, ...of }: Omit<Ticket, 'at' | 'isMasked' | 'also'> & { isMasked?: boolean; also?: number[] },
): string {
  const { choices, source, also = [], isMasked = false } = of;
  const sealed: Sealed = {
    publicationId,
    email: address.delivery,
    choices,
    source,
    also,
    at: now().getTime(),
    isMasked,
  };
  return keys.seal(LABEL, JSON.stringify(sealed));
}

/** Undefined for one that is not ours, of another publication, or more than a day old. */
export function readTicket(
  { keys, now }: Pick<App, 'keys' | 'now'>,
  { id: publicationId }: { id: number },
  text: unknown,
): Ticket | undefined {
  const opened = typeof text === 'string' && text.length < 5000 ? keys.open(LABEL, text) : undefined;
  if (opened === undefined) return undefined;
  const { email, at, ...sealed } = JSON.parse(opened) as Sealed;
  const address = parseEmailAddress(email);
  if (!address || sealed.publicationId !== publicationId || now().getTime() - at > DAY_MS) return undefined;
  const { choices, source, also, isMasked } = sealed;
  return { address, choices, source, also, at: new Date(at), isMasked };
}
