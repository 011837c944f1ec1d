import type { Db } from '../platform/database.ts';
import { listAudit, type AuditFilter, type AuditLine } from './audit-queries.ts';

/** Rows read at a time: memory stays the same for millions. */
const PAGE = 2000;
const COLUMNS = ['at', 'actor', 'action', 'subject', 'details'];

/** The audit log as CSV, the newest line first, piece by piece. A cell that a spreadsheet would take for a formula begins with an apostrophe. */
export async function* exportAudit(db: Db, filter: AuditFilter): AsyncGenerator<string> {
  const { stringify } = await import('csv-stringify/sync');
  yield stringify([COLUMNS]);
  for (let before = 0; ;) {
    const page = await listAudit(db, filter, { before, limit: PAGE });
    if (page.length > 0) yield stringify(page.map(rowOf), { columns: COLUMNS, escape_formulas: true });
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    before = last.id;
  }
}

const rowOf = ({ at, actor, action, subject, details }: AuditLine) => ({
  at: at.toISOString(),
  actor,
  action,
  subject,
  details: JSON.stringify(details),
});
