import { Command } from 'commander';
import { getImport, runImport, undoImport, UNDO_DAYS, type Import } from '../subscribers/index.ts';
import { withApp } from './command.ts';
import { readNumber } from './read-number.ts';
import { PUBLICATION_HELP, PUBLICATION_OPTION, thePublication } from './the-publication.ts';

interface Options {
  publication?: string;
  json?: boolean;
}

/** Its options are those of `import` itself, which takes them wherever they stand. */
export const importUndoCommand = new Command('undo')
  .description(
    `take an import back within ${UNDO_DAYS} days: readers it added go, names it changed come back; who did anything since stays`,
  )
  .argument('<id>', 'the id that "import --json" shows')
  .option(PUBLICATION_OPTION, PUBLICATION_HELP)
  .option('--json', 'print JSON: {id, status, undoCounts, undoneAt}')
  .action((text: string, _own: Options, command: Command) => {
    const options = command.optsWithGlobals<Options>();
    return withApp(
      options,
      async (app) => {
        const importId = readNumber('id', text);
        const publication = await thePublication(app, options.publication);
        await undoImport(app, publication, importId);
        await runImport(app, { importId }, { turnMs: Infinity });
        const { id, status, undoCounts, undoneAt } = await getImport(app.db, publication.id, importId);
        return { id, status, undoCounts, undoneAt };
      },
      describe,
    );
  });

function describe({ undoCounts }: Pick<Import, 'undoCounts'>): string {
  const { removed, unsubscribed, restored, left, touched } = undoCounts;
  return [
    `Undone: ${removed} readers removed, ${restored} as they were before`,
    ...(unsubscribed > 0
      ? [`${unsubscribed} had got mail: they are unsubscribed, and the links in that mail work`]
      : []),
    ...(left > 0 ? [`${left} left, bounced or complained since: they stay as they are`] : []),
    ...(touched > 0
      ? [`${touched} chose something, wrote or were changed since: they stay as they are`]
      : []),
    'People whose subscription the list ended do not come back.',
  ].join('\n');
}
