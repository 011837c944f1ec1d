import { Command } from 'commander';
import { COMMANDS } from './cli/commands.ts';
import { EXIT_USAGE } from './cli/exit-codes.ts';
import { version } from './platform/version.ts';

const program = new Command('paperround')
  .description('Self-hosted email newsletters for sites that publish articles.')
  .version(version(), '-V, --version', 'print the version')
  .exitOverride()
  .showHelpAfterError('(add --help for the options)');

/** Only the command that was called is loaded, so that each call starts quickly. */
const called = process.argv.slice(2).find((word) => !word.startsWith('-'));
const wanted = called === 'help' ? process.argv.slice(2).at(-1) : called;
for (const [name, { description, load }] of Object.entries(COMMANDS)) {
  program.addCommand(name === wanted ? await load() : new Command(name).description(description));
}

/** Commander passes these settings only to commands made by `.command()`, so added ones get them here. */
function settle(command: Command): void {
  command.exitOverride();
  for (const inner of command.commands) settle(inner);
}
settle(program);

try {
  await program.parseAsync();
} catch (error) {
  const isCommander = error instanceof Error && 'exitCode' in error;
  if (!isCommander) process.exitCode = (await import('./cli/command.ts')).reportFailure(error);
  else if (error.exitCode !== 0) process.exitCode = EXIT_USAGE;
}
