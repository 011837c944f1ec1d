import { readFileSync } from 'node:fs';
import path from 'node:path';
import { openDatabase } from '../src/platform/database.ts';
import { runCommand, startProgram } from '../bench/program.ts';
import { fillPaper } from './fill-paper.ts';

/** The desk of an invented paper, with somebody signed in. */
export interface TownPaper {
  url: string;
  cookie: { name: string; value: string };
  /** Addresses of pages by the names of their pictures. */
  pages: Record<string, string>;
  stop(): Promise<void>;
}

const PASSWORD = 'a heron by the canal';
const EMAIL = 'mira@saltholm-courier.example';

export async function startTownPaper(dataDir: string): Promise<TownPaper> {
  // Without workers nothing moves while the pictures are taken.
  const program = await startProgram({ DATA_DIR: dataDir, ROLES: 'web', SMTP_URL: 'smtp://127.0.0.1:9' });
  try {
    const { key } = run(['api-key', 'create', '--name', 'shots'], dataDir) as { key: string };
    const { setPasswordUrl } = run(['user', 'create', '--email', EMAIL, '--role', 'admin'], dataDir) as {
      setPasswordUrl: string;
    };
    run(['user', 'change', '--email', EMAIL, '--name', 'Mira Holt'], dataDir);
    await post(program.url + new URL(setPasswordUrl).pathname, { password: PASSWORD });
    const signedIn = await post(`${program.url}/admin/sign-in`, { email: EMAIL, password: PASSWORD });
    const [name = '', value = ''] =
      signedIn.headers
        .getSetCookie()
        .find((cookie) => cookie.includes('session='))
        ?.split(';')[0]
        ?.split('=') ?? [];
    const db = openDatabase(databaseOf(dataDir));
    try {
      const pages = await fillPaper(program.url, key, db);
      return { url: program.url, cookie: { name, value }, pages, stop: () => program.stop() };
    } finally {
      await db.destroy();
    }
  } catch (error) {
    await program.stop();
    throw error;
  }
}

const run = (words: string[], dataDir: string) => runCommand(words, { DATA_DIR: dataDir });

function post(url: string, fields: Record<string, string>): Promise<Response> {
  return fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
}

function databaseOf(dataDir: string): string {
  const home = path.join(dataDir, 'postgres');
  const [password, port] = ['pg.password', 'pg.port'].map((file) =>
    readFileSync(path.join(home, file), 'utf8').trim(),
  );
  return `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
}
