import { compileDigestEmail } from '../src/emails/index.ts';
import { freezeManyContents, freezeBatches } from '../src/delivery/index.ts';
import type { App } from '../src/platform/app.ts';
import { firstRow, type Db } from '../src/platform/database.ts';
import { migrate } from '../src/platform/migrate.ts';
import { composeDigest } from '../src/planning/digests/compose-digest.ts';
import type { DigestRun } from '../src/planning/digests/digest-run.ts';
import { gatherMatter, pressMatter, type Material } from '../src/planning/digests/gather-digest.ts';
import { findRunOfSend } from '../src/planning/digests/run-queries.ts';
import { runDigests } from '../src/planning/index.ts';
import { createPublication, type Publication } from '../src/publications/index.ts';
import type { NewContent, Send } from '../src/sends/index.ts';
import { getSendRow } from '../src/sends/index.ts';
import { openApp } from './app.ts';
import type { Frozen } from './digest-freezer.ts';
import { answerOf, freshDatabase, start } from './processes.ts';
import { quantile, type Figure } from './table.ts';
import { undone } from './undone.ts';

/** `BENCH_READERS` for a quick look. */
const READERS = Number(process.env['BENCH_READERS'] ?? 1_000_000);
const TOPICS = 12;
const TOPIC_SETS = 4_000;
const ARTICLES = 40;
const ROUNDS = 5;
/** Digests that are compiled in full, to compare with. */
const COMPILED = 5;

/** Digests for a million daily readers, in turns with the freeze of a single send to the same readers by the SQL of before there were digests. */
export async function measureDigests(databaseUrl: string): Promise<Figure[]> {
  const url = await freshDatabase(databaseUrl, 'bench_digests');
  const app = openApp({ DATABASE_URL: url, PUBLIC_URL: 'https://news.gazette.example' });
  try {
    await migrate(app.db);
    const scene = await fill(app);
    const none = await inTurns(app, scene);
    await changeSome(app.db, scene.publication.id);
    const some = await inTurns(app, scene);
    return [
      ratio('plan and freeze, nobody changed', none, { must: 1.3, aim: 0.5 }),
      ratio('plan and freeze, 5 % changed', some, { must: 2.5, aim: 1 }),
      await printing(quantile(none.printed, 0.5), none.contents, scene),
      memory(await freezeInWorker(app.db, url)),
    ];
  } finally {
    await app.db.destroy();
  }
}

interface Scene {
  publication: Publication;
  send: Send;
  run: DigestRun;
  material: Material;
}

interface Turns {
  ours: number[];
  theirs: number[];
  printed: number[];
  contents: number;
}

async function inTurns(app: App, scene: Scene): Promise<Turns> {
  const turns: Turns = { ours: [], theirs: [], printed: [], contents: 0 };
  for (let round = 0; round < ROUNDS; round += 1) {
    turns.theirs.push(await undone(app.db, (db) => freezeAsBefore(db, scene.publication.id)));
    turns.ours.push(await undone(app.db, (db) => freezeDigest({ ...app, db }, scene, turns)));
  }
  return turns;
}

async function freezeDigest(app: App, scene: Scene, turns: Turns): Promise<number> {
  const began = performance.now();
  const composed = await composeDigest(app, scene);
  if (composed === 'changed' || composed === 'empty') throw new Error(`the digest is ${composed}`);
  const planned = performance.now() - began;
  const ids: number[] = [];
  const print = performance.now();
  for (const content of composed.contents) ids.push(lengthOf(content) > 0 ? ids.length + 1 : 0);
  turns.printed.push(performance.now() - print);
  turns.contents = ids.length;
  const freeze = performance.now();
  const frozen = composed.hasManyContents ? freezeManyContents : freezeBatches;
  const size = await frozen(app.db, scene.send.id, composed.audience(ids));
  await composed.settle?.(app.db);
  if (size !== READERS) throw new Error(`${size} readers are in the digest`);
  return planned + performance.now() - freeze;
}

const lengthOf = ({ content }: NewContent) => content.html.length;

/** The freeze of commit 2f2788a, to which only the content was added that each batch has today. */
async function freezeAsBefore(db: Db, publicationId: number): Promise<number> {
  const send = await firstRow<{ id: number }>(
    db,
    `insert into sends (publication_id, kind, status, message_key, topic_ids, rhythm) values (?, 'letter', 'preparing', '\\x00', '{}', null) returning id`,
    [publicationId],
  );
  const began = performance.now();
  await db.raw(
    `with batch as (
       insert into send_batches (send_id, batch_no, content_id, subscriber_ids)
       select cast(:sendId as bigint), number, 0, array_agg(id order by id)
         from (select id, (row_number() over (order by id) - 1) / 500 as number
                 from (select s.id from subscribers s join sends d on d.id = :sendId
                        where s.publication_id = d.publication_id
                          and s.status = 'active' and (d.rhythm is null or s.rhythm = d.rhythm)
                          and not exists (select 1 from suppressions x
                                           where x.address_hash = s.address_hash and x.publication_id in (0, s.publication_id))
                          and (s.topic_ids && d.topic_ids or d.kind = 'letter' and d.topic_ids = '{}'
                               or not s.topic_ids && array(select t.id from topics t where t.publication_id = d.publication_id))) audience) numbered
        group by number
       returning cardinality(subscriber_ids) as size)
     select coalesce(sum(size), 0)::bigint as size from batch`,
    { sendId: send?.id ?? 0 },
  );
  await db.raw('analyze send_batches (send_id, batch_no, state)');
  return performance.now() - began;
}

function ratio(what: string, { ours, theirs }: Turns, { must, aim }: { must: number; aim: number }): Figure {
  const [our, their] = [quantile(ours, 0.5), quantile(theirs, 0.5)];
  const share = our / their;
  return {
    what,
    measured: `${(our / 1000).toFixed(1)} s, ${share.toFixed(2)} times the freeze of a single send (${(their / 1000).toFixed(1)} s)`,
    must: `≤ ${must} times`,
    aim: `≤ ${aim} times${share <= aim ? ': met' : ''}`,
    isMet: share <= must,
  };
}

/** All contents, beside some that are laid out one by one. */
async function printing(
  printedMs: number,
  contents: number,
  { publication, material }: Scene,
): Promise<Figure> {
  const each: number[] = [];
  for (let round = 0; round < COMPILED; round += 1) {
    const began = performance.now();
    await compileDigestEmail({
      brand: publication,
      subject: 'The week',
      preheader: '',
      introduction: '',
      pieces: material.articles.slice(0, 20).map((article) => ({ article })),
    });
    each.push(performance.now() - began);
  }
  const share = printedMs / (contents * quantile(each, 0.5));
  return {
    what: `${contents} contents printed`,
    measured: `${(printedMs / 1000).toFixed(1)} s, 1/${Math.round(1 / share)} of laying out each (${quantile(each, 0.5).toFixed(0)} ms)`,
    must: '≤ 1/50',
    isMet: share <= 1 / 50,
  };
}

/** At last for good, in a process with the options of the program. */
async function freezeInWorker(db: Db, url: string): Promise<Frozen> {
  await db.raw(`update sends set status = 'scheduled' where status = 'preparing'`);
  const where = { url, sink: 'smtp://127.0.0.1:9', connections: 1 };
  return answerOf<Frozen>(start(new URL('digest-freezer.ts', import.meta.url), [], where));
}

function memory({ contents, megabytes, seconds }: Frozen): Figure {
  return {
    what: `memory of a worker that prints and stores ${contents} contents`,
    measured: `${Math.round(megabytes)} MB, in ${seconds.toFixed(0)} s`,
    must: '< 250 MB',
    isMet: megabytes < 250 && contents > 0,
  };
}

async function fill(app: App): Promise<Scene> {
  const publication = await createPublication(app, {
    slug: 'digests',
    name: 'The Gazette',
    siteUrl: 'https://gazette.example',
    fromAddress: 'news@gazette.example',
    postalAddress: '1 Market Square, 10115 Berlin',
    timeZone: 'Europe/Berlin',
    holdMinutes: 0,
    topics: Array.from({ length: TOPICS }, (_, n) => ({ slug: `topic-${n}`, name: `Topic ${n}` })),
  });
  await app.db.raw(
    `insert into subscribers (publication_id, status, rhythm, email, delivery_address, address_hash, confirmed_at, topic_ids, mark, mark_run)
     select :id, 'active', 'daily', e, e, sha256(convert_to(e, 'UTF8')), now(),
            array(select t.id from topics t where t.publication_id = :id and (((g % :sets) + 1) >> t.position) & 1 = 1 order by t.id), 0, 0
       from generate_series(1, :readers) g cross join lateral (select 'reader' || g || '@d' || g % 500 || '.example' as e) a`,
    { id: publication.id, readers: READERS, sets: TOPIC_SETS },
  );
  await app.db.raw(
    `insert into articles (publication_id, key, url, title, summary, categories, content_hash, verdict, published_at, released_at)
     select :id, 'a' || g, 'https://gazette.example/' || g, 'What the harbour says about number ' || g,
            '<p>A summary of a line or two, as feeds have it, so that there is something to read.</p>',
            array['Topic ' || g % :topics], '\\x00', 'new', now() - make_interval(mins => g), now() - make_interval(mins => g)
       from generate_series(1, :articles) g`,
    { id: publication.id, articles: ARTICLES, topics: TOPICS },
  );
  await app.db.raw('analyze');
  const [sendId = 0] = await runDigests(app, publication.id, { rhythm: 'daily' });
  await app.db.raw(`update sends set status = 'preparing' where id = ?`, [sendId]);
  // Everybody was in a run before.
  await app.db.raw('update publications set last_run = 1 where id = ?', [publication.id]);
  await app.db.raw('update digest_buckets set run = 1 where publication_id = ?', [publication.id]);
  const send = await getSendRow(app.db, publication.id, sendId);
  const run = await findRunOfSend(app.db, sendId);
  const matter = run && (await gatherMatter(app, run, publication));
  const material = matter && (await pressMatter(app, { run, publication, matter }, {}));
  if (!run || !material) throw new Error('there is no digest');
  return { publication, send, run, material };
}

/** One reader in twenty joined, changed something, or is owed what did not reach them. */
async function changeSome(db: Db, publicationId: number): Promise<void> {
  await db.raw(
    `update subscribers set mark = 0, mark_run = 1, ways_changed_at = now() where publication_id = ? and id % 20 = 0`,
    [publicationId],
  );
  await db.raw(
    `insert into owed_articles (subscriber_id, article_id, publication_id, reason)
     select s.id, a.id, s.publication_id, 'not-sent' from subscribers s join articles a on a.publication_id = s.publication_id and a.id % 20 = s.id % 7
      where s.publication_id = ? and s.id % 20 = 0 and s.id % 3 = 0`,
    [publicationId],
  );
  await db.raw('analyze');
}
