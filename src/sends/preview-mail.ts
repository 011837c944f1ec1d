import { randomBytes } from 'node:crypto';
import { besideSubject } from '../emails/index.ts';
import { parseMailboxMessage } from '../mailers/index.ts';
import type { App } from '../platform/app.ts';
import { parseTypedAddress } from '../platform/mail/typed-address.ts';
import { getPublicationById } from '../publications/index.ts';
import { findSubscriberByEmail, NOBODY, type Subscriber } from '../subscribers/index.ts';
import { composeMail } from './compose-mail.ts';
import { findContent } from './content-queries.ts';
import { getSendRow } from './queries.ts';
import { asChosen, type SendKinds } from './send-kind.ts';
import type { Send, SendContent } from './send.ts';

/** Whoever previews may name a reader's address, or: */
export const NO_NAME = 'no-name';
export const LONGEST_LINKS = 'longest-links';
/** In the place of a name that a reader does not have and the text has no other word for. */
export const NO_NAME_MARK = '[no name]';

export interface MailPreview {
  /** As whom; null for a reader without a name and for an address that is no reader's. */
  reader: Subscriber | null;
  from: { name: string; address: string };
  subject: string;
  /** What inboxes show beside the subject. */
  preheader: string;
  html: string;
  text: string;
  /** Octets of the HTML part: Gmail cuts off what is beyond 102 kB. */
  htmlBytes: number;
}

/** No installation has longer ones: a billion readers, and the largest random numbers. */
const LONGEST = {
  reader: { id: 2 ** 30, linkKey: 2 ** 48 - 1 },
  send: { id: 2 ** 24, linkKey: 2 ** 48 - 1 },
};

/**
 * The email as a reader gets it, read back from the very bytes that would leave. Its links belong to nobody and change nothing.
 * @param as an address, NO_NAME or LONGEST_LINKS.
 * @throws NotFound, and what keeps a draft from being an email: Conflict, InvalidInput, TooHard
 */
export async function previewMail(
  app: App,
  kinds: SendKinds,
  publicationId: number,
  id: number,
  as: string,
): Promise<MailPreview> {
  const send = await getSendRow(app.db, publicationId, id);
  const content = await contentNow(app, kinds, send);
  const reader = await readerOf(app, publicationId, as);
  const isLongest = as === LONGEST_LINKS;
  const mail = composeMail(app, {
    send,
    content,
    messageKey: randomBytes(32),
    linksOf: isLongest ? LONGEST.send : NOBODY,
    date: send.startedAt ?? send.scheduledAt ?? app.now(),
  });
  const owner = isLongest ? LONGEST.reader : NOBODY;
  const address = reader?.deliveryAddress ?? 'reader@example.com';
  const recipient = { ...owner, name: reader?.name ?? '', address };
  const personal = mail.personal(recipient, mail.envelopeFrom(recipient));
  const values = Object.fromEntries(
    Object.entries(personal.values).map(([name, value]) => [name, value === '' ? NO_NAME_MARK : value]),
  );
  const source = mail.skeleton.render({ ...personal, values }, Buffer.alloc(0));
  const { subject, html, text } = await parseMailboxMessage(source);
  const { fromName, fromAddress } = content.sender;
  return {
    reader,
    from: { name: fromName, address: fromAddress },
    subject,
    preheader: besideSubject(html),
    html,
    text,
    htmlBytes: Buffer.byteLength(html),
  };
}

/** What went out or will; before it is prepared, what it would be now, also where something is still missing to send it. */
async function contentNow(app: App, kinds: SendKinds, send: Send): Promise<SendContent> {
  const prepared = await findContent(app.db, send.id);
  if (prepared) return prepared;
  const publication = await getPublicationById(app.db, send.publicationId);
  return asChosen(send, await kinds[send.kind].preview(app, send, publication));
}

async function readerOf(app: App, publicationId: number, as: string): Promise<Subscriber | null> {
  const typed = parseTypedAddress(as);
  return (typed && (await findSubscriberByEmail(app.db, publicationId, typed.key))) ?? null;
}
