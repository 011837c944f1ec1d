import { runCommandLine } from '../../../src/cli/run-command-line.ts';

export interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

let last: Promise<unknown> = Promise.resolve();

/**
 * Runs `paperround …words` to its end in this process, which saves starting one: with only these variables, one after the other.
 * What a process of its own makes different is tried by `runProgram`.
 */
export function runCommand(words: string[], environment: Record<string, string> = {}): Promise<Ended> {
  const ended = last.then(() => run(words, environment));
  last = ended.catch(() => {});
  return ended;
}

async function run(words: string[], environment: Record<string, string>): Promise<Ended> {
  const { env, exitCode, stdout, stderr } = process;
  const [out, err] = [hear(stdout), hear(stderr)];
  process.env = { PATH: env['PATH'], HOME: env['HOME'], ...environment };
  process.exitCode = undefined;
  try {
    await runCommandLine(words);
    return { code: exitCodeNow(), stdout: out.text(), stderr: err.text() };
  } finally {
    process.env = env;
    process.exitCode = exitCode;
    out.stop();
    err.stop();
  }
}

const exitCodeNow = (): number => Number(process.exitCode ?? 0);

/** Keeps what is written to a stream, in place of the stream. */
function hear(stream: NodeJS.WriteStream): { text(): string; stop(): void } {
  const own = Object.getOwnPropertyDescriptor(stream, 'write');
  const heard: Buffer[] = [];
  stream.write = (chunk: string | Uint8Array) => {
    heard.push(Buffer.from(chunk as string));
    return true;
  };
  return {
    text: () => Buffer.concat(heard).toString(),
    stop() {
      if (own) Object.defineProperty(stream, 'write', own);
      else Reflect.deleteProperty(stream, 'write');
    },
  };
}
