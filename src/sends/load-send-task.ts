import type { DeliveryTask, EncodedMail } from '../delivery/index.ts';
import { recipientsAmong } from '../audiences/index.ts';
import type { App } from '../platform/app.ts';
import { composeMail } from './compose-mail.ts';
import { getContent } from './content-queries.ts';
import { getPreparedSend, type PreparedSend } from './queries.ts';

const RECIPIENTS = recipientsAmong(':ids');

/** Encoded mails at hand, of which each takes as much memory as its email; a digest has thousands. */
const KEPT_MAILS = 40;

export interface SendTask extends DeliveryTask {
  publicationId: number;
}

/** What delivery needs for a send: each content is loaded and encoded once, then it takes a few values per reader. */
export async function loadSendTask(app: App, sendId: number): Promise<SendTask> {
  const prepared = await getPreparedSend(app.db, sendId);
  const known = new Map<number, Promise<() => EncodedMail>>();
  return {
    publicationId: prepared.publicationId,
    recipients: RECIPIENTS,
    giveUpAfterSeconds: prepared.retryHours * 3600,
    mailOf(contentId) {
      const mail = known.get(contentId) ?? loadMail(app, sendId, contentId, prepared);
      // What was asked for last stands last; the one that nobody asked for longest makes room.
      known.delete(contentId);
      known.set(contentId, mail);
      const [oldest] = known.keys();
      if (known.size > KEPT_MAILS && oldest !== undefined) known.delete(oldest);
      mail.catch(() => known.delete(contentId));
      return mail;
    },
  };
}

async function loadMail(
  app: App,
  sendId: number,
  contentId: number,
  { kind, messageKey, linkKey, mailDate }: PreparedSend,
): Promise<() => EncodedMail> {
  const content = await getContent(app.db, contentId);
  const send = { id: sendId, kind };
  const linksOf = { id: sendId, linkKey };
  let mail: EncodedMail | undefined;
  return () => (mail ??= composeMail(app, { send, content, messageKey, linksOf, date: mailDate }));
}
