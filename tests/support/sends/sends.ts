import { toCandidate } from '../../../src/articles/judging/identity.ts';
import { linkKeyOf } from '../../../src/platform/link-key.ts';
import { insertArticles } from '../../../src/articles/queries.ts';
import { KINDS } from '../../../src/kinds.ts';
import { expect } from 'vitest';
import { tryOpenCircuits } from '../../../src/transports/index.ts';
import type { App } from '../../../src/platform/app.ts';
import type { DeliverOptions } from '../../../src/delivery/index.ts';
import { rows } from '../../../src/platform/database.ts';
import type { Publication } from '../../../src/publications/index.ts';
import { planArticleSends } from '../../../src/planning/index.ts';
import { deliverDueBatches, prepareDueSends } from '../../../src/sends/index.ts';

/** Active readers `reader1@example.org` … with their consent, as sign-ups and confirmations leave them, in one statement; returns their ids. */
export async function makeReaders(
  app: App,
  publication: Publication,
  count: number,
  domain: string | ((index: number) => string) = 'readers.example',
): Promise<number[]> {
  const domainOf = typeof domain === 'string' ? () => domain : domain;
  const emails = Array.from({ length: count }, (_, index) => `reader${index + 1}@${domainOf(index)}`);
  const hashes = emails.flatMap((email) => app.keys.addressHashes(email).slice(0, 1));
  const inserted = await rows<{ id: number }>(
    app.db,
    `with made as (
       insert into subscribers (publication_id, status, email, delivery_address, address_hash, source, confirmed_at,
                                rhythm, mark, mark_run, ways_changed_at)
       select p.id, 'active', r.email, r.email, r.hash, 'https://gazette.example/', now(), p.default_rhythm, p.last_number, p.last_run, now()
         from unnest(cast(:emails as text[]), cast(:hashes as bytea[])) with ordinality r (email, hash, place)
         join publications p on p.id = :publicationId order by r.place
        returning id),
     agreed as (
       insert into consent_records (publication_id, subscriber_id, kind, channel, consent_text, language, source, ip, user_agent)
       select cast(:publicationId as bigint), id, 'requested', 'test', 'Yes, send it to me.', 'en', 'https://gazette.example/', '192.0.2.1', 'a test'
         from made
       union all
       select cast(:publicationId as bigint), id, 'confirmed', 'test', null, null, null, '192.0.2.1', 'a test' from made)
     select id from made order by id`,
    { publicationId: publication.id, emails, hashes },
  );
  return inserted.map(({ id }) => id);
}

let serial = 0;

/** An article that may be sent: written as one that is pushed, without asking whether it is news. */
export async function makeArticle(
  app: App,
  publication: Publication,
  {
    title,
    categories = [],
    authors = [],
    url = `https://gazette.example/${serial + 1}`,
  }: { title?: string; categories?: string[]; authors?: string[]; url?: string } = {},
): Promise<number> {
  serial += 1;
  const content = {
    url,
    title: title ?? `Bridge opens ${serial}`,
    summary: '<p>The council met at noon.</p>',
    html: '',
    imageUrl: null,
    authors,
    categories,
    commentsUrl: null,
    publishedAt: new Date(),
  };
  const candidate = toCandidate(content, `article-${serial}`, linkKeyOf(url));
  const [article] = await insertArticles(app.db, publication.id, null, [
    { ...candidate, verdict: 'new', duplicateOf: null },
  ]);
  if (!article) throw new Error(`an article with the key article-${serial} is there`);
  return article.id;
}

/** Plans and prepares; returns the send of the article. */
export async function prepareSendOf(app: App, articleId: number): Promise<number> {
  await planArticleSends(app);
  await prepareDueSends(app, KINDS);
  const [send] = await rows<{ id: number }>(app.db, 'select id from sends where article_id = ?', [articleId]);
  expect(send).toBeDefined();
  return send?.id ?? 0;
}

/** No waiting after a fault. */
export const QUICK = {
  flushMs: 20,
  firstSeconds: 0.02,
  longestSeconds: 0.1,
};

export async function deliver(app: App, options: DeliverOptions = {}): Promise<void> {
  const settings = { ...QUICK, ...options.settings };
  await tryOpenCircuits(app, settings);
  await deliverDueBatches(app, { ...options, settings });
}

/** As if so much time had passed for everything that waits. */
export async function shiftRetries(app: App, interval: string): Promise<void> {
  await app.db.raw(
    `update message_retries set next_attempt_at = next_attempt_at - ?::interval,
            first_attempt_at = first_attempt_at - ?::interval`,
    [interval, interval],
  );
}

/** As if every transport had taken a message just now. */
export async function mendTransports(app: App): Promise<void> {
  await app.db.raw(
    `update transports set faults = 0, last_fault = null, blocked_until = null, is_circuit_open = false, faulty_since = null, told_at = null`,
  );
}

/** As if the workers that hold leases had been gone for long. */
export async function expireLeases(app: App): Promise<void> {
  await app.db.raw(
    `update send_batches set lease_until = now() - interval '1 second' where state = 'leased'`,
  );
  await app.db.raw(
    `update message_retries set lease_until = now() - interval '1 second' where lease_until is not null`,
  );
}

/** How many got a copy, who got more than one, and of whom the ledger says so. */
export async function countCopies(app: Pick<App, 'db'>, messages: { to: string }[], sendId: number) {
  const count = new Map<string, number>();
  for (const { to } of messages) count.set(to, (count.get(to) ?? 0) + 1);
  const twice = [...count].filter(([, times]) => times > 1).map(([to]) => to);
  const flagged = await rows<{ email: string }>(
    app.db,
    'select s.email from messages m join subscribers s on s.id = m.subscriber_id where m.send_id = ? and m.possibly_twice',
    [sendId],
  );
  const known = new Set(flagged.map(({ email }) => email));
  return {
    reached: count.size,
    /** Copies that one reader got. */
    most: Math.max(...count.values()),
    twice,
    flagged: known.size,
    unflagged: twice.filter((to) => !known.has(to)),
  };
}

/** State by subscriber id. */
export async function statesOf(app: App, sendId: number): Promise<Record<number, string>> {
  const found = await rows<{ subscriber_id: number; state: string }>(
    app.db,
    'select subscriber_id, state from messages where send_id = ?',
    [sendId],
  );
  return Object.fromEntries(found.map(({ subscriber_id, state }) => [subscriber_id, state]));
}
