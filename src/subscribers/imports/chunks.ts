import { copyArray, type ArrayType, copyInt4, copyInt8, copyTimestamp } from '../../platform/copy-binary.ts';
import type { EmailAddress } from '../../platform/email-address.ts';

export const COPY_CHUNKS = `copy import_chunks (import_id, part, number, lines, consented_at, emails,
  delivery_addresses, address_hashes, names) from stdin (format binary)`;
const ROWS_IN_CHUNK = 2500;
const PARTS = 16;

/** A row that may be taken in. */
export interface StagedReader {
  line: number;
  address: EmailAddress;
  /** Keyed, under every live secret, the newest first. */
  hashes: Buffer[];
  name: string;
  consentedAt: Date | undefined;
}

/** A row of `import_chunks`, as `COPY_CHUNKS` takes it. */
type Chunk = Buffer[];

interface Chunker {
  /** @returns the chunks that are full now. */
  add(reader: StagedReader): Chunk[];
  /** @returns the chunks that are not full, once no more readers come. */
  rest(): Chunk[];
}

/**
 * Deals readers out by address into parts that are ranges of about the same size, as far as the first readers can tell:
 * a step then stays in one place of the index, and parts can be taken in at the same time.
 */
export function createChunker(importId: number, rowsInChunk = ROWS_IN_CHUNK): Chunker {
  let first: StagedReader[] | undefined = [];
  let parts = [{ from: '', readers: first, chunks: 0 }];
  const close = (part: (typeof parts)[number]) => {
    const chunk = encodeChunk(importId, parts.indexOf(part), (part.chunks += 1), part.readers);
    part.readers = [];
    return chunk;
  };
  const deal = (reader: StagedReader): Chunk[] => {
    const part = parts.findLast(({ from }) => from <= reader.address.key);
    return part && part.readers.push(reader) >= rowsInChunk ? [close(part)] : [];
  };
  return {
    add(reader) {
      if (!first) return deal(reader);
      if (first.push(reader) < rowsInChunk) return [];
      const readers = first;
      first = undefined;
      parts = startsOf(readers).map((from) => ({ from, readers: [], chunks: 0 }));
      return readers.flatMap(deal);
    },
    rest: () => parts.filter(({ readers }) => readers.length > 0).map(close),
  };
}

/** Where the parts begin: the first one with everything, the others so that each has as many of these readers. */
function startsOf(readers: StagedReader[]): string[] {
  const keys = readers.map(({ address }) => address.key).toSorted();
  const starts = Array.from(
    { length: PARTS - 1 },
    (_, n) => keys[Math.floor(((n + 1) * keys.length) / PARTS)],
  );
  return [...new Set(['', ...starts.filter((key) => key !== undefined)])];
}

function encodeChunk(importId: number, part: number, number: number, readers: StagedReader[]): Chunk {
  const column = (type: ArrayType, valueOf: (reader: StagedReader) => Buffer | null) =>
    copyArray(type, readers.map(valueOf));
  return [
    copyInt8(importId),
    copyInt4(part),
    copyInt4(number),
    column('int4', ({ line }) => copyInt4(line)),
    column('timestamptz', ({ consentedAt }) => (consentedAt ? copyTimestamp(consentedAt) : null)),
    column('text', ({ address }) => Buffer.from(address.key)),
    column('text', ({ address: { key, delivery } }) => (delivery === key ? null : Buffer.from(delivery))),
    column('bytea', ({ hashes }) => Buffer.concat(hashes)),
    column('text', ({ name }) => Buffer.from(name)),
  ];
}
