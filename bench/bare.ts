import { fork } from 'node:child_process';
import path from 'node:path';

/** Starts the least that could do the same, in a process of its own. @param file such as `bare-page.ts`. */
export function startBare(file: string, databaseUrl: string): Promise<{ url: string; stop(): void }> {
  const child = fork(path.join(import.meta.dirname, file), [databaseUrl]);
  return new Promise((resolve, reject) => {
    child.once('message', (port) =>
      resolve({ url: `http://127.0.0.1:${port as number}`, stop: () => void child.kill() }),
    );
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)));
  });
}
