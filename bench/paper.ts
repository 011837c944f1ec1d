import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runCommand, startProgram } from './program.ts';
import { startSink, type Sink } from './sending.ts';

/** The program with its own database, a newspaper and a mail server. */
export interface Paper {
  url: string;
  key: string;
  databaseUrl: string;
  dataDir: string;
  sink: Sink;
  stop(): Promise<void>;
}

export async function startPaper(dataDir: string): Promise<Paper> {
  const sink = await startSink();
  const server = { DATA_DIR: dataDir, TRUST_PROXY: 'loopback', SMTP_URL: sink.url };
  const program = await startProgram(server).catch((error: unknown) => {
    sink.stop();
    throw error;
  });
  const { key } = runCommand(['api-key', 'create', '--name', 'bench'], { DATA_DIR: dataDir }) as {
    key: string;
  };
  const stop = async () => {
    await program.stop();
    sink.stop();
  };
  try {
    await foundGazette(program.url, key);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: program.url, key, databaseUrl: databaseOf(dataDir), dataDir, sink, stop };
}

/** Address of the database that a program keeps in its folder. */
export function databaseOf(dataDir: string): string {
  const home = path.join(dataDir, 'postgres');
  const [password, port] = ['pg.password', 'pg.port'].map((file) =>
    readFileSync(path.join(home, file), 'utf8').trim(),
  );
  return `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
}

async function foundGazette(url: string, key: string): Promise<void> {
  const answer = await fetch(`${url}/api/v1/publications`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({
      slug: 'gazette',
      name: 'The Gazette',
      siteUrl: 'https://gazette.example',
      fromAddress: 'news@gazette.example',
      postalAddress: 'Gazette Ltd, 1 Market Square, Berlin',
      timeZone: 'Europe/Berlin',
      holdMinutes: 0,
    }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}
