import type { App } from '../../platform/app.ts';
import { takesMail } from '../../platform/config.ts';
import { signMailToken } from '../../platform/mail-token.ts';
import { inboundDomainOf, type Publication } from '../../publications/index.ts';
import { NO_SEND, type LinkOwner } from './links.ts';
import { shortKey, TOKEN_OF } from './mail-address.ts';

/** RFC 5321 §4.5.3.1.1. */
const MAX_LOCAL_OCTETS = 64;

/** Addresses that mail of a publication names, so that what comes back tells by itself whom it is about. */
export interface MailAddresses {
  /** The return path of a message (AUTH-07): the same on every try. Without a send: of mail to one person, such as the welcome mail. */
  bounce(reader: LinkOwner, send?: LinkOwner): string;
  /** Where to complain about a message, by its return path: complaints are taken at either. */
  abuse(returnPath: string): string;
  /** Mail to it leaves. */
  unsubscribe(reader: LinkOwner, send?: LinkOwner): string;
  /** A reply to it confirms. @param nonce of the confirmation that is open: its address works as long as its link. */
  confirm(reader: LinkOwner, nonce: Buffer): string;
  /** Mail to it signs its sender up; undefined when the slug is too long for an address. */
  subscribe(): string | undefined;
  help(): string | undefined;
}

/**
 * The addresses of a publication for mail that comes in; undefined where nobody takes it (INBOUND_SMTP, INBOUND_IMAP). They differ from reader to
 * reader by keyed tokens, hold 64 octets before the @, and survive changes of case.
 */
export function mailAddresses(
  { keys, config }: Pick<App, 'keys' | 'config'>,
  publication: Pick<Publication, 'slug' | 'fromAddress' | 'inboundDomain'>,
): MailAddresses | undefined {
  if (!takesMail(config)) return undefined;
  const domain = inboundDomainOf(publication);
  const keyed = (purpose: keyof typeof TOKEN_OF, ids: number[]) =>
    `${purpose}+${signMailToken(keys, TOKEN_OF[purpose], ids)}@${domain}`;
  const idsOf = (reader: LinkOwner, send: LinkOwner) =>
    send.id === 0
      ? [reader.id, shortKey(reader.linkKey)]
      : [reader.id, shortKey(reader.linkKey), send.id, shortKey(send.linkKey)];
  const open = (name: string) => {
    const local = `${name}+${publication.slug}`;
    return local.length > MAX_LOCAL_OCTETS ? undefined : `${local}@${domain}`;
  };
  return {
    bounce: (reader, send = NO_SEND) => keyed('bounce', idsOf(reader, send)),
    abuse: (returnPath) => returnPath.replace('bounce', 'abuse'),
    unsubscribe: (reader, send = NO_SEND) => keyed('unsubscribe', idsOf(reader, send)),
    confirm: (reader, nonce) =>
      keyed('confirm', [reader.id, shortKey(reader.linkKey), nonce.readUInt32BE(0)]),
    subscribe: () => open('subscribe'),
    help: () => open('help'),
  };
}
