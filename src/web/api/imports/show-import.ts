import type { App } from '../../../platform/app.ts';
import { countCodes, countReasons, differenceOf, guessOf, type Import } from '../../../subscribers/index.ts';

/** An import, or a dry run, as the API tells of it. */
export async function showImport({ db }: App, found: Import) {
  const { publicationId: _publication, status, isTrial, samples, columns, ...fields } = found;
  return {
    ...fields,
    status: status === 'receiving' ? 'running' : status,
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
