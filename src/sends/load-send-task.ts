import type { DeliveryTask, Letter } from '../delivery/index.ts';
import { recipientsAmong } from '../audiences/index.ts';
import type { App } from '../platform/app.ts';
import { composeLetter } from './compose-letter.ts';
import { getPreparedSend } from './queries.ts';

const RECIPIENTS = recipientsAmong(':ids');

export interface SendTask extends DeliveryTask {
  publicationId: number;
}

/** What delivery needs for a send: loaded once, then a few values per reader. */
export async function loadSendTask(app: App, sendId: number): Promise<SendTask> {
  const prepared = await getPreparedSend(app.db, sendId);
  const { publicationId, kind, retryHours, messageKey, linkKey, mailDate, ...content } = prepared;
  let letter: Letter | undefined;
  const send = { id: sendId, kind };
  const linksOf = { id: sendId, linkKey };
  const compose = () => composeLetter(app, { send, content, messageKey, linksOf, date: mailDate });
  return {
    publicationId,
    recipients: RECIPIENTS,
    giveUpAfterSeconds: retryHours * 3600,
    letter: () => (letter ??= compose()),
  };
}
