import type { App } from '../../platform/app.ts';
import { copyFile } from '../../platform/copy-binary.ts';
import { copyIn, copyValue } from '../../platform/copy.ts';
import { COPY_CHUNKS, createChunker, type StagedReader } from './chunks.ts';
import type { ImportCounts } from './import.ts';
import type { ReadRow } from './judge-row.ts';

/** Characters of refusals gathered before they are copied into the database: some thousand rows. */
const FLUSH_LENGTH = 1_000_000;

const COPY_REFUSALS = 'copy import_refusals (import_id, line, email, code, params) from stdin';

/** Copies rows into the database while the next ones are read; memory does not grow with their number. */
export async function stageRows(
  { db, keys }: Pick<App, 'db' | 'keys'>,
  importId: number,
  pieces: AsyncIterable<ReadRow[]>,
  rowsInChunk?: number,
): Promise<Pick<ImportCounts, 'rows' | 'refused'> & { hasOuts: boolean }> {
  const counts = { rows: 0, refused: 0, hasOuts: false };
  const chunker = createChunker(importId, rowsInChunk);
  let refusals = '';
  let copying = Promise.resolve();
  const copy = async (chunks: Buffer[][]) => {
    const refusalsNow = refusals;
    refusals = '';
    await copying;
    copying = copyBoth(db, chunks, refusalsNow);
    // Whoever awaits it next gets the error; until then it must not end the process.
    copying.catch(() => {});
  };
  try {
    for await (const rows of pieces) {
      const chunks: Buffer[][] = [];
      for (const row of rows) {
        counts.rows += 1;
        if (row.kind === 'out' && (row.state === 'paused' || row.state === 'unknown')) counts.hasOuts = true;
        if (row.kind !== 'refused')
          chunks.push(...chunker.add({ ...staged(row), hashes: keys.addressHashes(row.address.key) }));
        else {
          counts.refused += 1;
          refusals += refusalLine(importId, row);
        }
      }
      if (chunks.length > 0 || refusals.length > FLUSH_LENGTH) await copy(chunks);
    }
    await copy(chunker.rest());
    await copying;
  } finally {
    // What is on its way must have arrived before anybody clears it away.
    await copying.catch(() => {});
  }
  return counts;
}

type Refused = Extract<ReadRow, { kind: 'refused' }>;

/** Most reasons have no parameters, and then no bytes for them. */
function refusalLine(importId: number, { line, email, reason: { code, params } }: Refused): string {
  const told = Object.keys(params).length > 0 ? JSON.stringify(params) : null;
  return `${importId}\t${line}\t${copyValue(email)}\t${code}\t${copyValue(told)}\n`;
}

function staged(row: Exclude<ReadRow, { kind: 'refused' }>): Omit<StagedReader, 'hashes'> {
  const { line, address } = row;
  if (row.kind === 'out')
    return {
      line,
      address,
      name: '',
      consentedAt: row.leftAt,
      out: { state: row.state, reason: row.reason },
    };
  const { name, consentedAt, language, topics, ways } = row;
  return {
    line,
    address,
    name,
    consentedAt,
    language,
    topicIds: topics?.ids.length ? topics.ids : undefined,
    ways,
  };
}

async function copyBoth(db: App['db'], chunks: Buffer[][], refusals: string): Promise<void> {
  if (chunks.length > 0) await copyIn(db, COPY_CHUNKS, copyFile(chunks));
  if (refusals !== '') await copyIn(db, COPY_REFUSALS, refusals);
}
