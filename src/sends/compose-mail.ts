import { createMessageIds, type EncodedMail } from '../delivery/index.ts';
import { bulkHeaders, nameValues, piecesOf, slot, withoutOwnMarks } from '../emails/index.ts';
import { createSkeleton } from '../mailers/index.ts';
import type { App } from '../platform/app.ts';
import { escapeHtml } from '../platform/html/escape-html.ts';
import { mailAddresses, personalLinks } from '../subscribers/index.ts';
import type { Send, SendContent, Sender } from './send.ts';

/** What a send's messages are made of. */
export interface MailSource {
  send: Pick<Send, 'id' | 'kind'>;
  content: SendContent;
  messageKey: Buffer;
  /** What the personal links are bound to, beside the reader. */
  linksOf: { id: number; linkKey: number };
  date: Date;
  /** Before the subject of a test. */
  subjectMark?: string;
}

/** Encodes an email once for all readers; the only composer of what goes to an audience, so a test has the same bytes. */
export function composeMail(app: App, source: MailSource): EncodedMail {
  const { send, content, linksOf } = source;
  const { sender, subject } = content;
  const [html, text] = [withoutOwnMarks(content.html), withoutOwnMarks(content.text)];
  const messageIdOf = createMessageIds(source.messageKey);
  const domain = domainOf(sender.fromAddress);
  const addresses = addressesOf(app, sender);
  const headers = bulkHeaders({
    publication: sender,
    listDomain: domain,
    sendId: send.id,
    kind: send.kind,
    unsubscribeUrl: slot('unsubscribeUrl'),
    preferencesUrl: slot('preferencesUrl'),
    signUpUrl: `${app.config.publicUrl}/${sender.slug}`,
    ...(addresses && {
      addresses: {
        unsubscribe: slot('unsubscribeAddress'),
        abuse: slot('abuseAddress'),
        subscribe: addresses.subscribe(),
        help: addresses.help(),
      },
    }),
    ...(sender.archive && { archiveUrl: `${app.config.publicUrl}/${sender.slug}/archive` }),
  });
  const namesOf = nameValues([subject, html, text]);
  return {
    envelopeFrom: (reader) => addresses?.bounce(reader, linksOf) ?? sender.fromAddress,
    fromAddress: sender.fromAddress,
    skeleton: createSkeleton({
      from: { name: sender.fromName, address: sender.fromAddress },
      replyTo: sender.replyTo ?? undefined,
      subject: piecesOf(subject),
      subjectMark: source.subjectMark,
      date: source.date,
      headers: headers.map(({ name, value }) => ({ name, value: piecesOf(value) })),
      html: piecesOf(html),
      text: piecesOf(text),
      escapeHtml,
    }),
    personal: (reader, returnPath) => ({
      to: { name: reader.name, address: reader.address },
      messageId: `<${messageIdOf(reader.id)}@${domain}>`,
      values: {
        ...personalLinks(app, reader, linksOf),
        ...(addresses && {
          unsubscribeAddress: addresses.unsubscribe(reader, linksOf),
          abuseAddress: addresses.abuse(returnPath),
        }),
        ...namesOf(reader.name),
      },
    }),
  };
}

/** Where mail about this send comes in; a send from before there were any keeps the return path that it had. */
const addressesOf = (app: App, { inboundDomain, ...sender }: Sender) =>
  inboundDomain === undefined ? undefined : mailAddresses(app, { ...sender, inboundDomain });

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1);
