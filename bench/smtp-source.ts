import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Run } from './processes.ts';

const SESSIONS = 20;
/** Octets of each message, as `bulkMail` has on the wire. */
const LENGTH = 60_000;

/** Postfix's own load generator, where it is installed. */
export function findSmtpSource(): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(path.delimiter), '/usr/sbin', '/usr/libexec/postfix'];
  return folders.map((folder) => path.join(folder, 'smtp-source')).find((file) => existsSync(file));
}

export async function runSmtpSource(program: string, sink: string, count: number): Promise<Run> {
  const { host } = new URL(sink);
  const words = ['-d', '-N', '-s', SESSIONS, '-l', LENGTH, '-m', count];
  const envelope = ['-f', 'news@gazette.example', '-t', 'reader@readers.example', `inet:${host}`];
  const began = performance.now();
  // The shell's "times" tells the processor time of what it ran, on its second line.
  const output = await run('sh', ['-c', '"$@" && times', 'sh', program, ...words.map(String), ...envelope]);
  const seconds = (performance.now() - began) / 1000;
  const spent = [...(output.split('\n')[1] ?? '').matchAll(/(\d+)m([\d.]+)s/g)].map(
    ([, minutes, rest]) => Number(minutes) * 60 + Number(rest),
  );
  const cpu = spent.reduce((sum, one) => sum + one, 0);
  return { rate: count / seconds, cpuPerMessage: (1e6 * cpu) / count, earlyMegabytes: 0, mostMegabytes: 0 };
}

function run(command: string, words: string[]): Promise<string> {
  const child = spawn(command, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve(output) : reject(new Error(`${command} ended with ${code}`)),
    );
  });
}
