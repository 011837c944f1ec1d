import { generateKeyPairSync } from 'node:crypto';
import nodemailer from 'nodemailer';
import { changeLimit } from '../src/transports/index.ts';
import { createSkeleton } from '../src/mailers/index.ts';
import { activateDkimKeys, createDkimKeys, listDkimKeys } from '../src/sender-domains/index.ts';
import { fillSlots } from '../src/emails/index.ts';
import type { App } from '../src/platform/app.ts';
import { firstRow } from '../src/platform/database.ts';
import { migrate } from '../src/platform/migrate.ts';
import { deliverDueBatches } from '../src/sends/index.ts';
import { personalLinks } from '../src/subscribers/index.ts';
import { openApp } from './app.ts';
import { bulkMail, frameOf, SENDER } from './bulk-mail.ts';
import { fillReaders, readySend } from './readers.ts';

// One way of sending N messages, in a process of its own; see `runSender`.
const [mode, count, signing] = [process.argv[2], Number(process.argv[3]), process.argv[4]];
/** Messages a second; 0 for no limit. */
const limit = Number(process.argv[5] ?? 0);
const app = openApp(process.env);
const { config, db } = app;
const mail = await bulkMail();
const reader = (n: number) => `reader${n}@readers.example`;
const links = (n: number) => personalLinks(app, { id: n, linkKey: 2 ** 47 + n }, { id: 1, linkKey: 2 ** 46 });
/** Messages before the clock starts, so that no mode is charged for V8's compilers. */
const warmUp = limit > 0 ? 0 : Math.min(3000, Math.ceil(count / 10));

interface Way {
  send(messages: number): Promise<void>;
  end(): Promise<void>;
}

function pool(compose: (n: number) => object): Way {
  const transport = nodemailer.createTransport({
    url: config.smtpUrl,
    pool: true,
    maxConnections: config.sendConnections,
    maxMessages: Infinity,
    ignoreTLS: true,
    ...(signing === 'dkim' && { dkim: nodemailerKey() }),
  } as Parameters<typeof nodemailer.createTransport>[0]);
  return {
    async send(messages) {
      let next = 0;
      const pull = async () => {
        while (next < messages) await transport.sendMail(compose((next += 1)));
      };
      await Promise.all(Array.from({ length: 2 * config.sendConnections }, pull));
    },
    end: async () => transport.close(),
  };
}

function nodemailerKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { domainName: 'gazette.example', keySelector: 'bench', privateKey: pem };
}

/** What somebody would write by hand. */
const full = () =>
  pool((n) => ({
    from: { name: SENDER.fromName, address: SENDER.fromAddress },
    to: reader(n),
    ...fillSlots(mail, links(n)),
    list: { unsubscribe: links(n).unsubscribeUrl },
  }));

const raw = () => {
  const skeleton = createSkeleton(frameOf(mail));
  return pool((n) => ({
    envelope: { from: SENDER.fromAddress, to: [reader(n)] },
    raw: skeleton.render(
      { to: { name: '', address: reader(n) }, messageId: `<${n}@gazette.example>`, values: links(n) },
      Buffer.alloc(0),
    ),
  }));
};

/** The platform: ledger, links, headers, SMTP. Its sends are prepared before the clock starts. */
async function ours({ isDigest }: { isDigest: boolean }): Promise<Way> {
  await migrate(db);
  await fillReaders(db, count);
  if (signing === 'dkim') await makeKey(app);
  if (limit > 0) await changeLimit(app, { transport: 'default' }, { perSecond: limit });
  const ready = warmUp > 0 ? [await readySend(db, mail, warmUp, { isDigest })] : [];
  if (ready.length > 0) await deliverDueBatches(app);
  const sendId = await readySend(db, mail, count, { isDigest });
  return {
    send: () => deliverDueBatches(app),
    async end() {
      const found = await firstRow<{ count: number }>(
        db,
        `select count(*)::int as count from messages where state = 'accepted' and send_id = ?`,
        [sendId],
      );
      // Two processes at a limit share both sends.
      if (limit === 0 && found?.count !== count) throw new Error(`${found?.count} of ${count} were accepted`);
    },
  };
}

async function makeKey(owner: App): Promise<void> {
  const domain = 'gazette.example';
  if ((await listDkimKeys(owner.db, domain)).length > 0) return;
  await createDkimKeys(owner, { domain, algorithm: 'rsa' });
  await activateDkimKeys(owner, { domain, isUnchecked: true });
}

const isOurs = mode === 'ours' || mode === 'digest';
const way = mode === 'full' ? full() : mode === 'raw' ? raw() : await ours({ isDigest: mode === 'digest' });
if (!isOurs && warmUp > 0) await way.send(warmUp);
const memory: number[] = [];
const sampling = setInterval(() => memory.push(process.memoryUsage.rss() / 2 ** 20), 100);
const cpu = process.cpuUsage();
const began = performance.now();
await way.send(count);
const seconds = (performance.now() - began) / 1000;
const { user, system } = process.cpuUsage(cpu);
clearInterval(sampling);
await way.end();
await app.mailer.close();
await db.destroy();
process.send?.({
  rate: count / seconds,
  cpuPerMessage: (user + system) / count,
  earlyMegabytes: Math.max(...memory.slice(0, Math.ceil(memory.length / 5))),
  mostMegabytes: Math.max(...memory),
});
process.disconnect();
