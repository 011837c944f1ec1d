import { Command } from 'commander';
import { apiKeyCommands } from './cli/api-key.ts';
import { articleCommands } from './cli/articles.ts';
import { EXIT_USAGE, reportFailure } from './cli/command.ts';
import { demoCommand } from './cli/demo.ts';
import { dkimCommands } from './cli/dkim.ts';
import { doctorCommand } from './cli/doctor.ts';
import { feedCommands } from './cli/feed.ts';
import { importCommand } from './cli/import.ts';
import { migrateCommand } from './cli/migrate.ts';
import { sendCommands } from './cli/send.ts';
import { serveCommand, workerCommand } from './cli/serve.ts';
import { setupCommand } from './cli/setup.ts';
import { signUpCommands } from './cli/sign-ups.ts';
import { transportCommands } from './cli/transport.ts';
import { userCommands } from './cli/user.ts';

const program = new Command('paperround')
  .description('Self-hosted email newsletters for sites that publish articles.')
  .exitOverride()
  .showHelpAfterError('(add --help for the options)');

const commands = [
  serveCommand,
  workerCommand,
  setupCommand,
  demoCommand,
  userCommands,
  apiKeyCommands,
  feedCommands,
  articleCommands,
  importCommand,
  sendCommands,
  dkimCommands,
  signUpCommands,
  transportCommands,
  migrateCommand,
  doctorCommand,
];
for (const command of commands) program.addCommand(command);

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
  if (!isCommander) process.exitCode = reportFailure(error);
  else if (error.exitCode !== 0) process.exitCode = EXIT_USAGE;
}
