import { KINDS } from '../../../src/kinds.ts';
import type { App } from '../../../src/platform/app.ts';
import { rows } from '../../../src/platform/database.ts';
import { planArticleSends, planDigests, runDigests, type DigestRhythm } from '../../../src/planning/index.ts';
import type { Publication } from '../../../src/publications/index.ts';
import { prepareDueSends } from '../../../src/sends/index.ts';
import { changeSubscriber, getSubscriber, type SubscriberChanges } from '../../../src/subscribers/index.ts';
import { evidence } from '../readers/readers.ts';
import { deliver } from './sends.ts';

/** Plans, prepares and delivers what is due, until nothing more comes of it. */
export async function sendAll(app: App): Promise<void> {
  await planArticleSends(app);
  await planDigests(app);
  await prepareDueSends(app, KINDS);
  await deliver(app);
}

/** The digest of a rhythm at a moment, sent. */
export async function sendDigest(
  app: App,
  publication: Publication,
  rhythm: DigestRhythm,
  at?: Date,
): Promise<number[]> {
  const ids = await runDigests(app, publication.id, { rhythm, ...(at && { at: at.toISOString() }) });
  await prepareDueSends(app, KINDS);
  await deliver(app);
  return ids;
}

/** Changes how a reader gets mail, as they would on their page. */
export async function change(
  app: App,
  publication: Publication,
  id: number,
  changes: SubscriberChanges,
): Promise<void> {
  await changeSubscriber(app, await getSubscriber(app.db, publication.id, id), changes, evidence);
}

/** What a reader got so far, by mail in order: its kind, and the titles of its articles. */
export async function gotBy(app: App, subscriberId: number): Promise<string[]> {
  const found = await rows<{ kind: string; titles: string[] }>(
    app.db,
    `select d.kind, array(select a.title from content_articles c join articles a on a.id = c.article_id
                           where c.content_id = b.content_id order by a.title) as titles
       from messages m join sends d on d.id = m.send_id
       join send_batches b on b.send_id = d.id and m.subscriber_id = any(b.subscriber_ids)
      where m.subscriber_id = ? and m.state = 'accepted' order by d.id`,
    [subscriberId],
  );
  return found.map(({ kind, titles }) => `${kind}: ${titles.join(', ')}`);
}
