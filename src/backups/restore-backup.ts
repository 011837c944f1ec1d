import { inTransaction, type App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import { AppError } from '../platform/errors.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import { buildSchema, knownMigrations, withMigrationLock } from '../platform/migrate.ts';
import { beLoud, beQuiet } from '../platform/quiet.ts';
import { readSignFile, writeSignFile } from '../platform/sign-file.ts';
import { giveSign, type GivenSign } from '../platform/sign-of-life.ts';
import { holdForGap, viewHeld } from '../planning/index.ts';
import { carryOver, holdKnown, type CarriedOver } from './carry-over.ts';
import { dropReviewLinks } from '../reviews/index.ts';
import type { Reason } from '../words/index.ts';
import type { BackupSummary, Head } from './format.ts';
import {
  beginAnew,
  beginSchema,
  currentSchema,
  emptyTables,
  fillTable,
  holdsAnything,
  listSequences,
  listTables,
  moveSequence,
  newestMoment,
  swapSchema,
} from './queries.ts';
import { readBackup } from './read-backup.ts';

const SCHEMA = 'paperround_restore';

export interface Restored {
  madeAt: Date;
  /** The last moment at which this installation is known to have run. */
  newest: Date;
  /** What may have gone out since the backup was made. */
  held: { sendId: number; subject: string; reason: Reason | null }[];
  /** Undefined: nothing was replaced. */
  carriedOver: CarriedOver | undefined;
  tables: number;
  rows: number;
}

/** @throws AppError when this program does not know how to read it; see also `readBackup`. */
export async function checkBackup(file: string): Promise<BackupSummary> {
  const summary = await readBackup(file);
  const unknown = summary.head.migrations.filter((name) => !knownMigrations().includes(name));
  if (unknown.length > 0)
    throw new AppError(
      'backup-is-newer',
      `This backup was made by a newer version of Paperround (${summary.head.program}). Nothing was changed: restore it with that version.`,
    );
  return summary;
}

/**
 * Puts the backup in the place of the database, all of it or nothing: until the one transaction commits, the old state is there.
 * Who left since stays out, and what may have gone out since is held.
 * @param summary of the file, which was read to its end once.
 */
export async function restoreBackup(app: App, file: string, summary: BackupSummary): Promise<Restored> {
  const { restored, given } = await withMigrationLock(app.db, () =>
    inTransaction({ ...app, jobs: withoutJobs(app.jobs) }, (inner) => replace(inner, file, summary)),
  );
  await app.jobs.migrate();
  try {
    writeSignFile(app.config.dataDir, given);
  } catch (error) {
    app.log.warn({ event: 'sign-file.failed', err: error });
  }
  return restored;
}

/** All jobs are made anew afterwards, so that none is added to tables that go away. */
const withoutJobs = (jobs: Jobs): Jobs => ({ ...jobs, add: async () => {}, addAll: async () => {} });

async function replace(
  app: App,
  file: string,
  summary: BackupSummary,
): Promise<{ restored: Restored; given: GivenSign }> {
  const { db } = app;
  const { head } = summary;
  const madeAt = new Date(head.madeAt);
  const home = await currentSchema(db);
  const isReplacing = await holdsAnything(db);
  const used = await listSequences(db);
  await beginSchema(db, SCHEMA);
  await fillSchema(app, file, summary);
  // Ids that were given since are not given again: links with them are out.
  for (const sequence of [...summary.sequences, ...(isReplacing ? used : [])])
    await moveSequence(db, sequence);
  const old = await newestMoment(db, home);
  const known = readSignFile(app.config.dataDir, head.mark ?? '');
  const after = Math.max(isReplacing ? old.sign : 0, known?.sign ?? 0);
  const given = await giveSign(db, { holdAfterHours: app.config.holdAfterHours, after, isCopy: false });
  // A link that was used since must not decide again.
  await dropReviewLinks(db);
  const carriedOver = isReplacing ? await carryOver(app, home, madeAt) : undefined;
  const gap = await holdForGap(app, 'restored', madeAt);
  if (isReplacing) await holdKnown(app, home, gap);
  const { sends } = await viewHeld(app);
  const details = { madeAt: head.madeAt, ...carriedOver, held: sends.length };
  await audit(app, {
    action: 'installation.restored',
    subject: 'installation',
    details,
  });
  await beginAnew(db);
  await swapSchema(db, SCHEMA, home);
  const moments = [madeAt, known?.at, isReplacing ? old.at : undefined];
  return {
    given,
    restored: {
      madeAt,
      newest: new Date(Math.max(...moments.map((at) => at?.getTime() ?? 0))),
      held: sends.map(({ id, subject, reason }) => ({ sendId: id, subject, reason })),
      carriedOver,
      tables: summary.tables.length,
      rows: summary.tables.reduce((sum, { rows }) => sum + rows, 0),
    },
  };
}

/** The schema as it was when the backup was made, its rows, and then what came to the schema since. */
async function fillSchema({ db }: App, file: string, { head }: { head: Head }): Promise<void> {
  await buildSchema(db, head.migrations);
  const known = (await listTables(db)).map(({ table }) => table);
  await emptyTables(db, known);
  await beQuiet(db);
  await readBackup(file, async (table, columns, rows) => {
    // A table of somebody else in the same schema.
    if (known.includes(table)) await fillTable(db, { table, columns }, rows);
    else for await (const _piece of rows);
  });
  await beLoud(db);
  await buildSchema(db, knownMigrations());
}
