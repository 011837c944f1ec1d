import type { App } from '../../../platform/app.ts';
import { countCodes, countReasons, differenceOf, guessOf, type Import } from '../../../subscribers/index.ts';

/** What only the desk uses. */
function withoutDraft({ fileName: _name, choices: _choices, faults: _faults, ...fields }: Import) {
  return fields;
}

/** An import, or a dry run, as the API tells of it. */
export async function showImport({ db }: App, found: Import) {
  const { publicationId: _publication, status, isTrial, samples, columns, ...fields } = withoutDraft(found);
  return {
    ...fields,
    status: status === 'receiving' || status === 'draft' ? ('running' as const) : status,
    dryRun: isTrial,
    ...differenceOf(found.counts, await countCodes(db, found.id)),
    columns: columns.map(({ column, takenAs }) => ({
      column,
      name: column,
      takenAs,
      guess: guessOf(column, takenAs),
      samples: samples.find((one) => one.column === column)?.samples ?? [],
    })),
    reasons: await countReasons(db, found.id),
  };
}
