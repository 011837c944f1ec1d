import { createUser } from '../../../src/accounts/index.ts';
import type { App } from '../../../src/platform/app.ts';
import { rows } from '../../../src/platform/database.ts';
import { giveSignOfLife, planArticleSends } from '../../../src/planning/index.ts';
import type { Publication } from '../../../src/publications/index.ts';
import { openDueReviews } from '../../../src/reviews/index.ts';
import { runNotices } from '../mail/notices.ts';
import { daytimeZone } from '../app/daytime.ts';
import { makePublication } from '../app/publications.ts';
import { planDaily } from '../sends/editions.ts';
import { makeArticle, makeReaders } from '../sends/sends.ts';

export interface ReviewScene {
  publication: Publication;
  sendId: number;
  /** Paths of the links in the mails, by the name before the @. */
  links: Record<string, string>;
}

let serial = 0;

/** A send in review, of which these people were told by mail; it has three readers, of a domain of its own. */
export async function reviewScene(
  app: App,
  {
    people = ['mira', 'jonas'],
    title = 'Ferry to run every 40 minutes',
    ...fields
  }: { people?: string[]; title?: string } & Record<string, unknown> = {},
): Promise<ReviewScene> {
  serial += 1;
  await giveSignOfLife(app);
  const publication = await makePublication(app, { reviewMinutes: 30, timeZone: daytimeZone(), ...fields });
  await makeReaders(app, publication, 3, `review${serial}.example`);
  for (const name of people) await createUser(app, { email: `${name}@gazette.example`, role: 'editor' });
  const articleId = await makeArticle(app, publication, { title });
  await planArticleSends(app);
  await openDueReviews(app);
  await runNotices(app, 'review');
  const [send] = await rows<{ id: number }>(app.db, 'select id from sends where article_id = ?', [articleId]);
  return { publication, sendId: send?.id ?? 0, links: await linksOf(app, people) };
}

/** A planned digest of these articles in review, of which Mira was told by mail. */
export async function digestReviewScene(app: App, titles: string[]): Promise<ReviewScene> {
  await giveSignOfLife(app);
  const publication = await makePublication(app, { reviewMinutes: 30, timeZone: daytimeZone() });
  const { sendId } = await planDaily(app, publication);
  await createUser(app, { email: 'mira@gazette.example', role: 'editor' });
  for (const title of titles) {
    const id = await makeArticle(app, publication, { title });
    await app.db.raw('update articles set decided_at = now() where id = ?', [id]);
  }
  await app.db.raw(
    `update sends set scheduled_at = now() + interval '30 minutes', review_at = now() where id = ?`,
    [sendId],
  );
  await openDueReviews(app);
  await runNotices(app, 'review');
  return { publication, sendId, links: await linksOf(app, ['mira']) };
}

/** As they stand in the newest mail to each in the built-in mailbox. */
async function linksOf(app: App, people: string[]): Promise<Record<string, string>> {
  const links: Record<string, string> = {};
  for (const name of people) {
    const [mail] = await rows<{ source: Buffer }>(
      app.db,
      `select source from mailbox where envelope_to = ? order by id desc limit 1`,
      [`${name}@gazette.example`],
    );
    const text = mail?.source.toString().replaceAll('=\r\n', '') ?? '';
    links[name] = /\/review\/[\w-]{43}/.exec(text)?.[0] ?? '';
  }
  return links;
}
