import { Command } from 'commander';
import { version } from '../platform/version.ts';
import { COMMANDS } from './commands.ts';
import { EXIT_USAGE } from './exit-codes.ts';

/** Runs `paperround …words`; what went wrong is printed, and is the exit code of this process. */
export async function runCommandLine(words: string[]): Promise<void> {
  const program = new Command('paperround')
    .description('Self-hosted email newsletters for sites that publish articles.')
    .version(version(), '-V, --version', 'print the version')
    .showHelpAfterError('(add --help for the options)');
  // Only the command that was called is loaded, so that each call starts quickly.
  const called = words.find((word) => !word.startsWith('-'));
  const wanted = called === 'help' ? words.at(-1) : called;
  for (const [name, { description, load }] of Object.entries(COMMANDS))
    program.addCommand(name === wanted ? await load() : new Command(name).description(description));
  settle(program);
  try {
    await program.parseAsync(words, { from: 'user' });
  } catch (error) {
    const isCommander = error instanceof Error && 'exitCode' in error;
    if (!isCommander) process.exitCode = (await import('./command.ts')).reportFailure(error);
    else if (error.exitCode !== 0) process.exitCode = EXIT_USAGE;
  }
}

/** Commander passes this setting only to commands made by `.command()`, so added ones get it here. */
function settle(command: Command): void {
  command.exitOverride();
  for (const inner of command.commands) settle(inner);
}
