import { firstRow, type Db } from '../src/platform/database.ts';
import type { Mailer, MailOutcome } from '../src/platform/mail/mailer.ts';
import { migrate } from '../src/platform/migrate.ts';
import { deliverDueBatches } from '../src/sends/index.ts';
import { openApp } from './app.ts';
import { bulkMail } from './bulk-mail.ts';
import { freshDatabase } from './processes.ts';
import { fillReaders, readySend } from './readers.ts';
import { quantile, type Figure } from './table.ts';

const ROUNDS = 3;
const READERS = 100_000;
const CONNECTIONS = 10;

interface Books {
  rate: number;
  diskBytes: number;
  walBytes: number;
}

/** The ledger without any mail: claims, watermarks, late checks, outcomes, and what they leave in the database. */
export async function measureBookkeeping(databaseUrl: string): Promise<Figure[]> {
  const url = await freshDatabase(databaseUrl, 'bench_books');
  const app = openApp({ DATABASE_URL: url, PUBLIC_URL: 'https://news.gazette.example' });
  try {
    await migrate(app.db);
    await fillReaders(app.db, READERS);
    const mail = await bulkMail();
    const found: Books[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = await spent(app.db);
      await readySend(app.db, mail, READERS);
      const began = performance.now();
      await deliverDueBatches({ ...app, mailer: acceptsAll });
      const seconds = (performance.now() - began) / 1000;
      const after = await spent(app.db);
      found.push({
        rate: READERS / seconds,
        diskBytes: (after.disk - before.disk) / READERS,
        walBytes: (after.wal - before.wal) / READERS,
      });
    }
    return figures(found);
  } finally {
    await app.db.destroy();
  }
}

function figures(found: Books[]): Figure[] {
  const median = (what: keyof Books) =>
    Math.round(
      quantile(
        found.map((books) => books[what]),
        0.5,
      ),
    );
  return [
    {
      what: `bookkeeping alone, ${READERS.toLocaleString('en')} readers, nothing is sent`,
      measured: `${median('rate').toLocaleString('en')} readers a second`,
      aim: '70,000',
    },
    {
      what: 'disk a message, indexes and batches included',
      measured: `${median('diskBytes')} bytes`,
      aim: '130 bytes',
    },
    {
      what: 'write-ahead log a message',
      measured: `${median('walBytes')} bytes`,
      aim: '250 bytes',
    },
  ];
}

const accepted: MailOutcome = { kind: 'accepted', reply: '250 2.0.0 Ok: queued as 4fNpQ71Wz3z1xK' };

/** A mail server that accepts at once and does nothing. */
const acceptsAll: Mailer = {
  name: 'smtp',
  concurrency: CONNECTIONS,
  send: async () => accepted,
  async sendAll(next) {
    const pull = async () => {
      for (;;) {
        const coming = next();
        const message = coming instanceof Promise ? await coming : coming;
        if (!message) return;
        message.settle(accepted);
      }
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, pull));
  },
  close: async () => {},
};

async function spent(db: Db): Promise<{ disk: number; wal: number }> {
  const found = await firstRow<{ disk: number; wal: number }>(
    db,
    `select ((select sum(pg_total_relation_size(relid)) from pg_partition_tree('messages'))
              + pg_total_relation_size('send_batches'))::float8 as disk,
            (pg_current_wal_lsn() - '0/0')::float8 as wal`,
    [],
  );
  return found ?? { disk: 0, wal: 0 };
}
