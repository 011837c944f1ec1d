import { findMailed } from '../../feedback/index.ts';
import type { App } from '../../platform/app.ts';
import { openMailAddress, type OpenedAddress } from '../../subscribers/index.ts';
import type { StoredMail } from '../store/inbound-mail.ts';
import type { Understanding } from '../understanding/understand.ts';
import type { Reader } from './deed.ts';

/** What is known of a mail by its addresses and its Message-ID. */
export interface Whom {
  /** What the address is for that it came to. */
  to: OpenedAddress | undefined;
  reader: Reader | undefined;
  /** Its address is genuine, and the person is not here any more. */
  isGone: boolean;
}

/** So many addresses of one mail are tried. */
const MOST_TRIED = 8;

/**
 * Whom a mail is about (BNC-01): by the token it came to, by a token within it, or by a Message-ID of ours with the address that it was to. Never by
 * an address alone, which anybody can write.
 */
export async function whomItIsAbout(app: App, mail: StoredMail, meant: Understanding): Promise<Whom> {
  const opened: OpenedAddress[] = [];
  const recipients = mail.to.length > 0 ? mail.to : meant.to;
  for (const address of recipients.slice(0, MOST_TRIED)) opened.push(...(await open(app, address)));
  const to = opened.find((one) => !('gone' in one)) ?? opened[0];
  const reader = readerIn(to);
  if (reader) return { to, reader, isGone: false };
  // What a person forwards may hold the address of somebody else.
  const isOfPerson = meant.kind === 'unknown' && meant.noAnswer === null;
  const within = isOfPerson
    ? []
    : meant.tokenAddresses.filter((address) => !recipients.includes(address)).slice(0, MOST_TRIED);
  for (const address of within) {
    const [one] = await open(app, address);
    const found = readerIn(one);
    if (found) return { to, reader: found, isGone: false };
  }
  const email = meant.recipient ?? meant.sender;
  const [mailed] = meant.messageId
    ? await findMailed(app, { messageId: meant.messageId, email, isTrusted: false, isSender: isOfPerson })
    : [];
  return { to, reader: mailed, isGone: to !== undefined && 'gone' in to && mailed === undefined };
}

async function open(app: App, address: string): Promise<OpenedAddress[]> {
  const opened = await openMailAddress(app, address);
  return opened ? [opened] : [];
}

const readerIn = (opened: OpenedAddress | undefined): Reader | undefined =>
  opened && 'subscriberId' in opened
    ? {
        publicationId: opened.publicationId,
        subscriberId: opened.subscriberId,
        sendId: opened.sendId,
      }
    : undefined;
