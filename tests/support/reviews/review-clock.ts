import { createUser } from '../../../src/accounts/index.ts';
import { KINDS } from '../../../src/kinds.ts';
import { asActor, type App } from '../../../src/platform/app.ts';
import { giveSignOfLife, planArticleSends } from '../../../src/planning/index.ts';
import type { Publication } from '../../../src/publications/index.ts';
import { heedSilence, openDueReviews } from '../../../src/reviews/index.ts';
import { prepareDueSends } from '../../../src/sends/index.ts';
import { makePublication } from '../app/publications.ts';
import { createVirtualClock } from '../app/virtual-clock.ts';
import { startSmtpSink } from '../mail/smtp-sink.ts';
import { deliver, makeReaders } from '../sends/sends.ts';

/** Two editors and a publication with three readers, of a domain of their own. */
interface Newsroom {
  publication: Publication;
  domain: string;
  mira: App;
  jonas: App;
}

/** An App whose reviews see the time pass when a test says so. */
export async function startReviewClock(...behaviour: Parameters<typeof startSmtpSink>) {
  const sink = await startSmtpSink(...behaviour);
  const clock = await createVirtualClock({ SMTP_URL: sink.url });
  const { app } = clock;
  let serial = 0;

  /** What a worker does each second. */
  async function tick(): Promise<void> {
    await giveSignOfLife(app);
    await planArticleSends(app);
    await openDueReviews(app);
    await heedSilence(app);
    await prepareDueSends(app, KINDS);
    await deliver(app);
  }

  async function passes(minutes: number): Promise<void> {
    await clock.pass(minutes * 60);
    await tick();
  }

  async function editor(name: string): Promise<App> {
    const { user } = await createUser(app, { email: `${name}@gazette.example`, role: 'editor' });
    return asActor(app, `user:${user.id}`);
  }

  /** A newsroom that sees nothing of earlier tests. @param fields of its publication. */
  async function startAnew(fields: Parameters<typeof makePublication>[1]): Promise<Newsroom> {
    serial += 1;
    const domain = `review${serial}.example`;
    await app.db.raw(`update sends set status = 'cancelled', gap_id = null where status <> 'sent'`);
    await app.db.raw('delete from users');
    await app.db.raw('delete from jobs.job');
    const publication = await makePublication(app, fields);
    await makeReaders(app, publication, 3, domain);
    const newsroom = { publication, domain, mira: await editor('mira'), jonas: await editor('jonas') };
    await giveSignOfLife(app);
    return newsroom;
  }

  return { app, clock, sink, tick, passes, startAnew };
}
