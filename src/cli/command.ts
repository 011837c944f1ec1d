import { Command } from 'commander';
import { asActor, type App } from '../platform/app.ts';
import { ConfigError, readConfig } from '../platform/config.ts';
import { withWords } from '../words/index.ts';
import { AppError, InvalidInput } from '../platform/errors.ts';
import { createLog } from '../platform/log.ts';
import { EXIT_FAILED, EXIT_USAGE } from './exit-codes.ts';

/**
 * Runs `work` with an open App and prints what it returns: as JSON with `--json`, else as `describe` says it, if it says anything.
 * Works while the server runs, because both share the database.
 */
export async function withApp<Result>(
  options: { json?: boolean },
  work: (app: App) => Promise<Result>,
  describe: (result: Result) => string,
  asJson: (result: Result) => unknown = (result) => result,
): Promise<void> {
  const { openApp } = await import('../open-app.ts');
  const config = readConfig(process.env);
  const { app, close } = await openApp(
    config,
    createLog(config.logLevel === 'info' ? 'warn' : config.logLevel, process.stderr),
  );
  try {
    const result = await work(asActor(app, 'command-line'));
    const text = options.json ? JSON.stringify(withWords(asJson(result)), undefined, 2) : describe(result);
    if (text !== '') process.stdout.write(`${text}\n`);
  } finally {
    await close();
  }
}

/** A group such as `feed` with its commands. */
export function group(name: string, description: string, commands: Command[]): Command {
  const parent = new Command(name).description(description);
  for (const command of commands) parent.addCommand(command);
  return parent;
}

/** Prints a failure as sentences and returns the exit code. */
export function reportFailure(error: unknown): number {
  if (error instanceof ConfigError) {
    process.stderr.write(`${error.message}\n`);
    return EXIT_USAGE;
  }
  if (error instanceof InvalidInput) {
    process.stderr.write(`${error.errors.map(({ message }) => message).join('\n')}\n`);
    return EXIT_USAGE;
  }
  if (error instanceof AppError) {
    process.stderr.write(`${error.message}\n`);
    return EXIT_FAILED;
  }
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return EXIT_FAILED;
}

/** Whether our own launcher (an older Node's hand-over) started this process and waits for it. */
export function isLaunched(): boolean {
  return process.env['PAPERROUND_LAUNCHED'] === '1';
}
