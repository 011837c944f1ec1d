import type { App } from '../../platform/app.ts';
import { deleteMailsOfErased, deleteOldMails } from './queries.ts';

/** Forgets mails after 30 days, those about nobody of ours after three, and those of people who were erased. Returns how many went. */
export async function purgeInboundMails(app: Pick<App, 'db'>): Promise<number> {
  return (await deleteOldMails(app.db)) + (await deleteMailsOfErased(app.db));
}

/**
 * Forgets mails that name people who were erased (GDPR-02). What is about a reader by their token has gone with the row; the timed job
 * repeats this, so a mail that was understood only now goes, too.
 */
export const eraseInboundMails = (app: Pick<App, 'db'>): Promise<number> => deleteMailsOfErased(app.db);
