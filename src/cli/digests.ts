import { Command } from 'commander';
import { DIGEST_RHYTHMS, runDigests, type DigestRhythm } from '../planning/index.ts';
import { group, withApp } from './command.ts';
import { PUBLICATION_HELP, PUBLICATION_OPTION, thePublication } from './the-publication.ts';

interface RunOptions {
  publication?: string;
  rhythm: string;
  at?: string;
  json?: boolean;
}

const run = new Command('run')
  .description(
    'send the digests that would go out at a moment, at once; called again, they bring what is still owed',
  )
  .option(PUBLICATION_OPTION, PUBLICATION_HELP)
  .requiredOption('--rhythm <rhythm>', DIGEST_RHYTHMS.join(', '))
  .option('--at <moment>', 'such as 2027-05-01T09:30:00Z (default: now)')
  .option('--json', 'print JSON')
  .action(({ rhythm, at, ...options }: RunOptions) =>
    withApp(
      options,
      async (app) => {
        const { id } = await thePublication(app, options.publication);
        return { sendIds: await runDigests(app, id, { rhythm: rhythm as DigestRhythm, at }) };
      },
      ({ sendIds }) =>
        sendIds.length === 0
          ? 'No digest goes out at that moment.'
          : `Planned: ${sendIds.map((id) => `send ${id}`).join(', ')}. One that has nothing for anybody is not sent.`,
    ),
  );

export const digestsCommands = group('digests', 'daily and weekly digests, ends of busy days and catch-ups', [
  run,
]);
