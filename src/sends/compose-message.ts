import { createHmac } from 'node:crypto';
import type { DeliveryTask, Recipient } from '../delivery/index.ts';
import { bulkHeaders, fillSlots } from '../emails/index.ts';
import type { App } from '../platform/app.ts';
import type { Mail } from '../platform/mailer.ts';
import { personalLinks } from '../subscribers/index.ts';
import { RECIPIENTS } from './audience.ts';
import { getPreparedSend, type PreparedSend } from './queries.ts';

export interface SendTask extends DeliveryTask {
  publicationId: number;
}

/** What delivery needs for a send: loaded once, then a few values per reader. */
export async function loadSendTask(app: App, sendId: number): Promise<SendTask> {
  const prepared = await getPreparedSend(app.db, sendId);
  const compiled = { subject: prepared.subject, html: prepared.html, text: prepared.text };
  return {
    publicationId: prepared.publicationId,
    recipients: RECIPIENTS,
    compose: (recipient) => composeMessage(app, sendId, prepared, compiled, recipient),
  };
}

function composeMessage(
  app: App,
  sendId: number,
  prepared: PreparedSend,
  compiled: { subject: string; html: string; text: string },
  recipient: Recipient,
): Mail {
  const { sender } = prepared;
  const links = personalLinks(app, recipient.id, sendId);
  const domain = sender.fromAddress.slice(sender.fromAddress.lastIndexOf('@') + 1);
  return {
    ...fillSlots(compiled, links),
    envelopeFrom: sender.fromAddress,
    from: { name: sender.fromName, address: sender.fromAddress },
    to: { name: recipient.name, address: recipient.address },
    replyTo: sender.replyTo ?? undefined,
    messageId: messageId(prepared.messageKey, recipient.id, domain),
    date: prepared.mailDate,
    headers: bulkHeaders({
      publication: sender,
      listDomain: domain,
      sendId,
      kind: prepared.kind,
      unsubscribeUrl: links.unsubscribeUrl,
    }),
  };
}

/** The same on every try without a column per message (HDR-06); tells nothing about the reader. */
function messageId(messageKey: Buffer, subscriberId: number, domain: string): string {
  const opaque = createHmac('sha256', messageKey).update(String(subscriberId)).digest('base64url');
  return `<${opaque.slice(0, 27)}@${domain}>`;
}
