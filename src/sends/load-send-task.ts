import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { type DeliveryTask, type Letter } from '../delivery/index.ts';
import { recipientsAmong } from '../audiences/index.ts';
import { createSkeleton } from '../mailers/index.ts';
import { bulkHeaders, escapeHtml, nameValues, piecesOf, slot } from '../emails/index.ts';
import type { App } from '../platform/app.ts';
import { personalLinks } from '../subscribers/index.ts';
import { getPreparedSend, type PreparedSend } from './queries.ts';

const RECIPIENTS = recipientsAmong(':ids');

export interface SendTask extends DeliveryTask {
  publicationId: number;
}

/** What delivery needs for a send: loaded once, then a few values per reader. */
export async function loadSendTask(app: App, sendId: number): Promise<SendTask> {
  const prepared = await getPreparedSend(app.db, sendId);
  let letter: Letter | undefined;
  return {
    publicationId: prepared.publicationId,
    recipients: RECIPIENTS,
    giveUpAfterSeconds: prepared.retryHours * 3600,
    letter: () => (letter ??= composeLetter(app, sendId, prepared)),
  };
}

/** Encoded once for all readers. */
function composeLetter(app: App, sendId: number, prepared: PreparedSend): Letter {
  const { sender } = prepared;
  // Taken in once: a key given as bytes costs five times the HMAC.
  const messageKey = createSecretKey(prepared.messageKey);
  const domain = domainOf(sender.fromAddress);
  const headers = bulkHeadersOf(sendId, prepared, slot('unsubscribeUrl'));
  const namesOf = nameValues([prepared.subject, prepared.html, prepared.text]);
  return {
    envelopeFrom: sender.fromAddress,
    fromDomain: domain,
    skeleton: createSkeleton({
      from: { name: sender.fromName, address: sender.fromAddress },
      replyTo: sender.replyTo ?? undefined,
      subject: piecesOf(prepared.subject),
      date: prepared.mailDate,
      headers: headers.map(({ name, value }) => ({ name, value: piecesOf(value) })),
      html: piecesOf(prepared.html),
      text: piecesOf(prepared.text),
      escapeHtml,
    }),
    personal: ({ id, name, address, linkKey }) => ({
      to: { name, address },
      messageId: messageId(messageKey, id, domain),
      values: {
        ...personalLinks(app, { id, linkKey }, { id: sendId, linkKey: prepared.linkKey }),
        ...namesOf(name),
      },
    }),
  };
}

function bulkHeadersOf(sendId: number, { sender, kind }: PreparedSend, unsubscribeUrl: string) {
  const listDomain = domainOf(sender.fromAddress);
  return bulkHeaders({ publication: sender, listDomain, sendId, kind, unsubscribeUrl });
}

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1);

/** The same on every try without a column per message (HDR-06); tells nothing about the reader. */
function messageId(messageKey: Buffer | KeyObject, subscriberId: number, domain: string): string {
  const opaque = createHmac('sha256', messageKey).update(String(subscriberId)).digest('base64url');
  return `<${opaque.slice(0, 27)}@${domain}>`;
}
