import type { Db } from '../../../platform/database.ts';
import { listRefusals } from '../../../subscribers/index.ts';
import { says, type Desk } from '../../../words/index.ts';

const PAGE = 2000;

/** Every row that was left out, as CSV; a cell that a spreadsheet would take for a formula begins with an apostrophe. */
export async function* linesOf(
  db: Db,
  importId: number,
  { language, words: { imports: say } }: Desk,
): AsyncGenerator<string> {
  const { stringify } = await import('csv-stringify/sync');
  yield stringify([[say.lines, say.meanings.email, say.reason]]);
  for (let after = 0; ;) {
    const page = await listRefusals(db, importId, { after, limit: PAGE });
    yield stringify(
      page.map(({ line, email, reason }) => [line, email ?? '', says(reason, language)]),
      { escape_formulas: true },
    );
    if (page.length < PAGE) return;
    after = page.at(-1)?.line ?? after;
  }
}
