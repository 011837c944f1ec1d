import { spawn } from 'node:child_process';
import path from 'node:path';
import type { ServerUser } from './server-user.ts';

/** Runs one of PostgreSQL's programs as `user` and returns what it printed. */
export function run(program: string, argv: string[], user: ServerUser): Promise<string> {
  return new Promise((resolve, reject) => {
    // pg_ctl puts the server into a session of its own, so Ctrl-C does not stop it under us.
    const child = spawn(program, argv, {
      ...user,
      cwd: '/',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, LC_ALL: 'C' },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${path.basename(program)} ended with ${code}: ${output.slice(-800)}`));
    });
  });
}

const EXPLANATIONS: [RegExp, string][] = [
  [
    /could not look up effective user/i,
    'this process runs as a user without an entry in /etc/passwd, and PostgreSQL refuses that: run as another user',
  ],
  [
    /wrong ownership|permission denied|EACCES/i,
    'its files belong to another user: start Paperround as the user who made them',
  ],
  [/no space left/i, 'the disk is full'],
  [
    /initialized by PostgreSQL version (\S+?),/,
    'it was made by PostgreSQL $1, which this one cannot read: start the version of Paperround that made it, or set PG_BIN_DIR to a PostgreSQL $1',
  ],
  [
    /error while loading shared libraries|GLIBC|exec format|ENOEXEC|spawn \S+ ENOENT/i,
    'the embedded PostgreSQL does not run on this system (Alpine Linux, for instance): set DATABASE_URL to a PostgreSQL server, or PG_BIN_DIR to an installed one',
  ],
];

/** What lies behind a failure of PostgreSQL's programs, in words; undefined when it is nothing we know. */
export function explain(output: string): string | undefined {
  for (const [pattern, words] of EXPLANATIONS) {
    const match = pattern.exec(output);
    if (match) return words.replaceAll('$1', match[1] ?? '');
  }
  return undefined;
}
