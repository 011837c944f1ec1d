import { versionsOf, getArticle } from '../src/articles/index.ts';
import { freezeBatches } from '../src/delivery/index.ts';
import type { App } from '../src/platform/app.ts';
import { firstRow, type Db } from '../src/platform/database.ts';
import { migrate } from '../src/platform/migrate.ts';
import {
  audienceOfCorrection,
  countReaders,
  type AskedCorrection,
} from '../src/planning/corrections/correction-queries.ts';
import { countOwed } from '../src/planning/corrections/owed-queries.ts';
import { createPublication } from '../src/publications/index.ts';
import { openApp } from './app.ts';
import { freshDatabase } from './processes.ts';
import { quantile, type Figure } from './table.ts';
import { undone } from './undone.ts';

/** `BENCH_READERS` for a quick look. */
const READERS = Number(process.env['BENCH_READERS'] ?? 1_000_000);
const DIGESTS = 30;
const ROUNDS = 3;

/** Who got another text, among a million readers of an article's own mail and thirty digests, in turns with the freeze of a single send to them. */
export async function measureCorrections(databaseUrl: string): Promise<Figure[]> {
  const url = await freshDatabase(databaseUrl, 'bench_corrections');
  const app = openApp({ DATABASE_URL: url, PUBLIC_URL: 'https://news.gazette.example' });
  try {
    await migrate(app.db);
    const { sendId, asked } = await fill(app);
    const times = {
      single: [] as number[],
      count: [] as number[],
      freeze: [] as number[],
      digest: [] as number[],
    };
    for (let round = 0; round < ROUNDS; round += 1) {
      times.single.push(await undone(app.db, (db) => freeze(db, sendId, SINGLE)));
      times.count.push(await timed(() => countReaders(app.db, asked)));
      times.freeze.push(await undone(app.db, (db) => freeze(db, sendId, ownMail(asked))));
      times.digest.push(await timed(() => countOwed(app.db, owedOf(asked))));
    }
    return [
      ratio('count the readers of a correction', times.count, times.single),
      ratio('freeze its own mail', times.freeze, times.single),
      ratio('find whose digest carries it', times.digest, times.single),
    ];
  } finally {
    await app.db.destroy();
  }
}

const SINGLE = {
  sql: `select s.id, cast(1 as bigint) as content_id from subscribers s where s.status = 'active'`,
  bindings: {},
};

const ownMail = (asked: AskedCorrection) =>
  audienceOfCorrection(asked, [{ language: '', form: 'full', contentId: 1 }], { full: 1 });

const owedOf = ({ publicationId, articleId, versions, topicIds }: AskedCorrection) => ({
  sendId: 0,
  publicationId,
  articleId,
  note: '',
  inNextDigest: true,
  versions,
  now: versions,
  topicIds,
  audience: 'wrong-text' as const,
  frozenAt: new Date(Date.now() + 3600_000),
});

async function freeze(
  db: Db,
  sendId: number,
  audience: Parameters<typeof freezeBatches>[2],
): Promise<number> {
  return timed(async () => {
    const size = await freezeBatches(db, sendId, audience);
    if (size !== READERS) throw new Error(`${size} readers are in it`);
  });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function ratio(what: string, ours: number[], theirs: number[]): Figure {
  const [our, their] = [quantile(ours, 0.5), quantile(theirs, 0.5)];
  const share = our / their;
  return {
    what,
    measured: `${(our / 1000).toFixed(1)} s, ${share.toFixed(2)} times the freeze of a single send (${(their / 1000).toFixed(1)} s)`,
    aim: `≤ 2 times${share <= 2 ? ': met' : ''}`,
  };
}

/** Everybody gets daily digests by now, and got the article twice: in its own mail, and in one digest of thirty. */
async function fill(app: App): Promise<{ sendId: number; asked: AskedCorrection }> {
  const publication = await createPublication(app, {
    slug: 'corrections',
    name: 'The Gazette',
    siteUrl: 'https://gazette.example',
    fromAddress: 'news@gazette.example',
    timeZone: 'Europe/Berlin',
  });
  await app.db.raw(
    `insert into subscribers (publication_id, status, rhythm, email, delivery_address, address_hash, confirmed_at)
     select :id, 'active', 'daily', e, e, sha256(convert_to(e, 'UTF8')), now() - interval '1 day'
       from generate_series(1, :readers) g cross join lateral (select 'reader' || g || '@d' || g % 500 || '.example' as e) a`,
    { id: publication.id, readers: READERS },
  );
  const found = await firstRow<{ id: number }>(
    app.db,
    `insert into articles (publication_id, key, url, title, summary, content_hash, verdict, published_at, released_at)
     values (:id, 'a', 'https://gazette.example/a', 'Bridge opens in June', '<p>So it is.</p>', '\\x00', 'new', now(), now()) returning id`,
    { id: publication.id },
  );
  const articleId = found?.id ?? 0;
  for (let digest = 0; digest <= DIGESTS; digest += 1)
    await mailed(app.db, publication.id, articleId, digest);
  await app.db.raw('analyze');
  const article = await getArticle(app.db, articleId);
  const publicationId = publication.id;
  const asked: AskedCorrection = {
    publicationId,
    articleId,
    audience: 'wrong-text',
    inNextDigest: false,
    topicIds: [],
    sendId: null,
    versions: versionsOf(article),
  };
  return { sendId: await insertSend(app.db, publicationId, 'preparing'), asked };
}

async function insertSend(db: Db, publicationId: number, status: string): Promise<number> {
  const row = await firstRow<{ id: number }>(
    db,
    `insert into sends (publication_id, kind, status, message_key, is_for_all, rhythm, prepared_at)
     values (:publicationId, 'digest', :status, '\\x00', true, null, now() - interval '1 hour') returning id`,
    { publicationId, status },
  );
  return row?.id ?? 0;
}

/** A send that everybody got. The first has the ledger of a mail, of which one in a thousand failed. */
async function mailed(db: Db, publicationId: number, articleId: number, digest: number): Promise<void> {
  const sendId = await insertSend(db, publicationId, 'sent');
  await db.raw(
    `with content as (insert into send_contents (send_id, subject, html, text, sender) values (:sendId, '', '', '', '{}') returning id),
     held as (insert into content_articles (content_id, article_id, form, version)
              select id, :articleId, 'full', '\\x00' from content where :digest in (0, 1))
     insert into send_batches (send_id, batch_no, content_id, subscriber_ids)
     select :sendId, s.id / 500, content.id, array_agg(s.id order by s.id) from subscribers s cross join content group by s.id / 500, content.id`,
    { sendId, articleId, digest },
  );
  if (digest > 0) return;
  await db.raw(
    `insert into messages (send_id, subscriber_id, state, attempts, at)
     select :sendId, id, case when id % 1000 = 0 then 'rejected' else 'accepted' end, 1, now() from subscribers`,
    { sendId },
  );
}
