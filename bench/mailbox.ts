import net from 'node:net';
import { lookThrough } from '../src/inbound/mailbox/look-through.ts';
import { firstRow } from '../src/platform/database.ts';
import { migrate } from '../src/platform/migrate.ts';
import { openApp } from './app.ts';
import { hasDovecot, startDovecot } from './dovecot.ts';
import { freshDatabase } from './processes.ts';
import type { Figure } from './table.ts';

const MAILS = 5000;
/** Octets after which a connection is cut, one after the other. */
const CUTS = [3000, 50_000, 300_000, 700_000, 1_000_000];

/**
 * A mailbox of a real server (Dovecot, TLS) is looked through while its connection breaks time and again. Where there is none to be started,
 * nothing is measured.
 */
export async function measureMailbox(databaseUrl: string): Promise<Figure[]> {
  if (!hasDovecot()) return [{ what: 'needs Debian’s dovecot-imapd, and root', measured: 'not measured' }];
  const url = await freshDatabase(databaseUrl, 'bench_mailbox');
  const app = openApp({ ...process.env, DATABASE_URL: url, PUBLIC_URL: 'https://news.gazette.example' });
  await migrate(app.db);
  const dovecot = await startDovecot();
  const line = await startBreakingLine(dovecot.securePort);
  const user = `reader:${encodeURIComponent(dovecot.password)}`;
  const mailbox = `imaps://${user}@127.0.0.1:${line.port}/INBOX`;
  const kept = async () =>
    (await firstRow<{ count: number }>(app.db, 'select count(*)::int as count from inbound_mails'))?.count ??
    0;
  try {
    const twice = letter(MAILS);
    dovecot.put([...Array.from({ length: MAILS - 1 }, (_, n) => letter(n)), twice, twice]);
    for (const cut of CUTS) {
      line.cutAfter = cut;
      await lookThrough(app, mailbox).then(
        () => Promise.reject(new Error('the connection should have broken')),
        () => undefined,
      );
    }
    line.cutAfter = Infinity;
    const broken = await kept();
    const began = performance.now();
    await lookThrough(app, mailbox);
    const rate = (MAILS - broken) / ((performance.now() - began) / 1000);
    const first = await kept();
    const again = await lookThrough(app, mailbox);
    await lookThrough(app, `imap://${user}@127.0.0.1:${dovecot.clearPort}/INBOX`);
    dovecot.makeAnew();
    await lookThrough(app, mailbox);
    return [
      {
        what: `mails kept of ${MAILS}, one of them there twice, after ${CUTS.length} broken connections`,
        measured: `${first}`,
        must: `${MAILS}`,
        isMet: first === MAILS,
      },
      { what: 'looked through again', measured: `${again} new`, must: '0', isMet: again === 0 },
      {
        what: 'kept after STARTTLS at another port, and after the mailbox was made anew',
        measured: `${await kept()}`,
        must: `${MAILS}`,
        isMet: (await kept()) === MAILS,
      },
      { what: 'mails a second', measured: `${Math.round(rate)}` },
    ];
  } finally {
    line.stop();
    await dovecot.stop();
    await app.db.destroy();
  }
}

const letter = (n: number) =>
  `From: ada@shore.example\nTo: help+gazette@gazette.example\nSubject: letter ${n}\n\n${'words '.repeat(100 + (n % 400))}\n`;

/** Hands everything on to a port, and breaks after so many octets. */
async function startBreakingLine(to: number) {
  const line = { cutAfter: Infinity, port: 0, stop: () => void server.close() };
  const server = net.createServer((client) => {
    const { cutAfter } = line;
    const socket = net.connect(to, '127.0.0.1');
    let octets = 0;
    const cut = () => {
      client.destroy();
      socket.destroy();
    };
    socket.on('data', (piece) => {
      octets += piece.length;
      if (octets > cutAfter) cut();
      else client.write(piece);
    });
    client.on('data', (piece) => socket.write(piece));
    for (const end of [client, socket]) end.on('error', cut).on('close', cut);
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  line.port = (server.address() as net.AddressInfo).port;
  return line;
}
