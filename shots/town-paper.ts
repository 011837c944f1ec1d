import { openDatabase } from '../src/platform/database.ts';
import { databaseOf } from '../bench/paper.ts';
import { runCommand, startProgram } from '../bench/program.ts';
import { signInAsAdmin } from '../bench/sign-in.ts';
import { fillPaper } from './fill-paper.ts';

/** The desk of an invented paper, with somebody signed in. */
export interface TownPaper {
  url: string;
  cookie: { name: string; value: string };
  /** Addresses of pages by the names of their pictures. */
  pages: Record<string, string>;
  stop(): Promise<void>;
}

const EMAIL = 'mira@saltholm-courier.example';

export async function startTownPaper(dataDir: string): Promise<TownPaper> {
  // Without workers nothing moves while the pictures are taken.
  const program = await startProgram({ DATA_DIR: dataDir, ROLES: 'web', SMTP_URL: 'smtp://127.0.0.1:9' });
  try {
    const { key } = runCommand(['api-key', 'create', '--name', 'shots'], { DATA_DIR: dataDir }) as {
      key: string;
    };
    const cookie = await signInAsAdmin(program.url, dataDir, { email: EMAIL, name: 'Mira Holt' });
    const db = openDatabase(databaseOf(dataDir));
    try {
      const pages = await fillPaper(program.url, key, db);
      return { url: program.url, cookie, pages, stop: () => program.stop() };
    } finally {
      await db.destroy();
    }
  } catch (error) {
    await program.stop();
    throw error;
  }
}
