import { generateKeyPairSync, randomBytes } from 'node:crypto';
import nodemailer from 'nodemailer';
import {
  activateDkimKeys,
  changeLimit,
  createDkimKeys,
  createMailer,
  createSkeleton,
  freezeBatches,
  listDkimKeys,
} from '../src/delivery/index.ts';
import { fillSlots } from '../src/emails/index.ts';
import type { App } from '../src/platform/app.ts';
import { readConfig } from '../src/platform/config.ts';
import { openDatabase } from '../src/platform/database.ts';
import { createGuardedFetch } from '../src/platform/guarded-fetch.ts';
import { createJobs } from '../src/platform/jobs.ts';
import { createKeys } from '../src/platform/keys.ts';
import { createLog } from '../src/platform/log.ts';
import { migrate } from '../src/platform/migrate.ts';
import { deliverDueBatches } from '../src/sends/index.ts';
import { bulkMail, frameOf, SENDER } from './bulk-mail.ts';

// One way of sending N messages, in a process of its own. Environment: DATABASE_URL, SMTP_URL, SEND_CONNECTIONS.
const [mode, count, signing] = [process.argv[2], Number(process.argv[3]), process.argv[4]];
/** Messages a second; 0 for no limit. */
const limit = Number(process.argv[5] ?? 0);
const config = readConfig(process.env);
const keys = createKeys(['a secret for figures only']);
const mail = await bulkMail();
const reader = (n: number) => `reader${n}@readers.example`;
const links = (n: number) => ({
  unsubscribeUrl: `https://news.gazette.example/unsubscribe/${keys.signIds('unsubscribe', [n, 1])}`,
  preferencesUrl: `https://news.gazette.example/preferences/${keys.signIds('preferences', [n, 1])}`,
});

async function viaPool(compose: (n: number) => object): Promise<void> {
  const pool = nodemailer.createTransport({
    url: config.smtpUrl,
    pool: true,
    maxConnections: config.sendConnections,
    maxMessages: Infinity,
    ignoreTLS: true,
    ...(signing === 'dkim' && { dkim: nodemailerKey() }),
  } as Parameters<typeof nodemailer.createTransport>[0]);
  let next = 0;
  const pull = async () => {
    while (next < count) await pool.sendMail(compose((next += 1)));
  };
  await Promise.all(Array.from({ length: 2 * config.sendConnections }, pull));
  pool.close();
}

function nodemailerKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { domainName: 'gazette.example', keySelector: 'bench', privateKey: pem };
}

/** What somebody would write by hand. */
const full = () =>
  viaPool((n) => ({
    from: { name: SENDER.fromName, address: SENDER.fromAddress },
    to: reader(n),
    ...fillSlots(mail, links(n)),
    list: { unsubscribe: links(n).unsubscribeUrl },
  }));

const raw = async () => {
  const skeleton = createSkeleton(frameOf(mail));
  await viaPool((n) => ({
    envelope: { from: SENDER.fromAddress, to: [reader(n)] },
    raw: skeleton.render(
      { to: { name: '', address: reader(n) }, messageId: `<${n}@gazette.example>`, values: links(n) },
      Buffer.alloc(0),
    ),
  }));
};

/** The platform: ledger, links, headers, SMTP. */
async function platform(): Promise<() => Promise<void>> {
  const db = openDatabase(config.databaseUrl ?? '');
  const log = createLog('warn', process.stderr);
  await migrate(db);
  const app: App = {
    config,
    db,
    log,
    keys,
    jobs: createJobs(db, log),
    mailer: createMailer(config, db, keys),
    fetch: createGuardedFetch([]),
    now: () => new Date(),
  };
  await prepare(app);
  if (signing === 'dkim') await makeKey(app);
  if (limit > 0) await changeLimit(app, { transport: 'default' }, { perSecond: limit }, 'bench');
  return async () => {
    await deliverDueBatches(app);
    await app.mailer.close();
    const { rows } = await db.raw(
      `select count(*)::int as count from messages where state = 'accepted' and send_id = (select max(id) from sends)`,
    );
    // Two processes at a limit share both sends.
    if (limit === 0 && rows[0].count !== count) throw new Error(`${rows[0].count} of ${count} were accepted`);
    await db.destroy();
  };
}

async function makeKey(app: App): Promise<void> {
  const domain = 'gazette.example';
  if ((await listDkimKeys(app.db, domain)).length > 0) return;
  await createDkimKeys(app, { domain, algorithm: 'rsa' });
  await activateDkimKeys(app, { domain, isUnchecked: true });
}

async function prepare({ db }: App): Promise<void> {
  await db.raw(
    `insert into publications (id, slug, name, site_url, from_name, from_address, time_zone, language)
     values (1, 'gazette', 'The Gazette', 'https://gazette.example', 'The Gazette', 'news@gazette.example', 'UTC', 'en')
     on conflict do nothing`,
  );
  await db.raw(
    `insert into subscribers (publication_id, status, email, delivery_address, address_hash, confirmed_at)
     select 1, 'active', a, a, sha256(a::bytea), now()
       from generate_series(1, ?::int) n, lateral (select 'reader' || n || '@readers.example' as a) x
     on conflict do nothing`,
    [count],
  );
  const { rows } = await db.raw(
    `insert into sends (publication_id, kind, status, subject, message_key, mail_date, prepared_at, started_at)
     values (1, 'article', 'sending', ?, ?, now(), now(), now()) returning id`,
    [mail.subject, randomBytes(32)],
  );
  await db.raw('insert into send_contents (send_id, subject, html, text, sender) values (?, ?, ?, ?, ?)', [
    rows[0].id,
    mail.subject,
    mail.html,
    mail.text,
    JSON.stringify(SENDER),
  ]);
  const audience = { sql: 'select id from subscribers order by id limit :count', bindings: { count } };
  await freezeBatches(db, rows[0].id, audience);
  await db.raw('analyze');
}

const send = mode === 'full' ? full : mode === 'raw' ? raw : await platform();
const memory: number[] = [];
const sampling = setInterval(() => memory.push(process.memoryUsage.rss() / 2 ** 20), 100);
const cpu = process.cpuUsage();
const began = performance.now();
await send();
const seconds = (performance.now() - began) / 1000;
const { user, system } = process.cpuUsage(cpu);
clearInterval(sampling);
process.send?.({
  rate: count / seconds,
  cpuPerMessage: (user + system) / count,
  earlyMegabytes: Math.max(...memory.slice(0, Math.ceil(memory.length / 5))),
  mostMegabytes: Math.max(...memory),
});
process.disconnect();
