import { Command } from 'commander';
import { OUTCOME_STATES } from '../delivery/index.ts';
import { InvalidInput } from '../platform/errors.ts';
import { exportMessages } from '../sends/index.ts';
import { withApp } from './command.ts';
import { publicationOf } from './show-send.ts';
import { writeOut } from './write-out.ts';

const STATES = ['queued', 'sending', ...OUTCOME_STATES] as const;

export const exportCommand = new Command('export')
  .description('write the messages of a send as CSV: who got it, who did not, and what servers said')
  .argument('<id>', 'the id that "send list" shows')
  .argument('[file]', 'file to write (default: standard output); an existing file is not replaced')
  .option('--state <state>', `only ${STATES.join(', ')}`)
  .action((id: string, file: string | undefined, options: { state?: string }) => {
    const state = STATES.find((known) => known === options.state);
    if (options.state !== undefined && !state)
      throw new InvalidInput([{ field: 'state', message: `The state must be one of ${STATES.join(', ')}.` }]);
    return withApp(
      {},
      async (app) => {
        const publicationId = await publicationOf(app, id);
        await writeOut(file, exportMessages(app.db, publicationId, Number(id), state && [state]));
      },
      () => '',
    );
  });
