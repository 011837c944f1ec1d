import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { afterAll } from 'vitest';

/** The real program in a process of its own. */
export interface Program {
  pid: number;
  /** Everything printed so far. */
  stdout(): string;
  stderr(): string;
  /** Resolves when the output holds `text`. @throws when the program ends before. */
  says(text: string): Promise<void>;
  /** Address of its web server, once it is ready. */
  url(): Promise<string>;
  kill(signal: NodeJS.Signals): void;
  exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

const running = new Set<ChildProcess>();

/** Ends what a failed test left running; call in the file's own scope. */
export function endProgramsAfterAll(): void {
  afterAll(async () => {
    const ends = [...running].map(
      (child) =>
        new Promise((resolve) => {
          child.once('exit', resolve);
          child.kill('SIGKILL');
        }),
    );
    await Promise.all(ends);
  });
}

const entry = path.resolve('bin/paperround.js');

/** Runs `paperround …` with only these variables (beside PATH and HOME). */
export function startProgram(words: string[], environment: Record<string, string> = {}): Program {
  return start(process.execPath, [entry, ...words], environment);
}

/** Runs `npm …` in the project folder. */
export function startNpm(words: string[], environment: Record<string, string>): Program {
  return start('npm', words, environment);
}

/** Runs `paperround …` as under a Node that is too old: a process that starts the right one and waits for it. */
export function startLauncher(words: string[], environment: Record<string, string>): Program {
  const script = `
    const { spawn } = require('node:child_process');
    spawn(process.execPath, process.argv.slice(1), { stdio: 'inherit', env: { ...process.env, PAPERROUND_LAUNCHED: '1' } });`;
  return start(process.execPath, ['-e', script, entry, ...words], environment);
}

function start(command: string, words: string[], environment: Record<string, string>): Program {
  const child = spawn(command, words, {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let [stdout, stderr] = ['', ''];
  const listeners = new Set<() => void>();
  const tell = () => [...listeners].forEach((listener) => listener());
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
    tell();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
    tell();
  });
  let hasEnded = false;
  const exited = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once('close', (code, signal) => {
      running.delete(child);
      hasEnded = true;
      tell();
      resolve({ code, signal });
    });
  });
  const says = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if ((stdout + stderr).includes(text)) {
          listeners.delete(look);
          resolve();
        } else if (hasEnded) {
          listeners.delete(look);
          reject(new Error(`The program ended without saying "${text}":\n${stdout}${stderr}`));
        }
      };
      listeners.add(look);
      look();
    });
  return {
    pid: child.pid ?? 0,
    stdout: () => stdout,
    stderr: () => stderr,
    says,
    async url() {
      await says('Paperround is ready: ');
      return /Paperround is ready: (\S+)/.exec(stdout)?.[1] ?? '';
    },
    kill: (signal) => void child.kill(signal),
    exited,
  };
}

/** Runs a command to its end. */
export async function runProgram(words: string[], environment: Record<string, string> = {}) {
  const program = startProgram(words, environment);
  const { code } = await program.exited;
  return { code, stdout: program.stdout(), stderr: program.stderr() };
}
