import { copyArray, type ArrayType, copyInt4, copyInt8, copyTimestamp } from '../../platform/copy-binary.ts';
import type { EmailAddress } from '../../platform/mail/email-address.ts';
import type { Reason } from '../../words/index.ts';
import type { RowWays } from './read-ways.ts';
import type { OutState } from './vocabulary.ts';

export const COPY_CHUNKS = `copy import_chunks (import_id, part, number, lines, consented_at, emails,
  delivery_addresses, address_hashes, names, languages, topics, states, reasons, ways) from stdin (format binary)`;
const ROWS_IN_CHUNK = 2500;
const PARTS = 16;
/** Chunks of those who left have numbers from here on, below 0: they are worked on before any reader is taken in. */
const FIRST_OF_OUT = -1_000_000_000;

/** A row that may be taken in. */
export interface StagedReader {
  line: number;
  address: EmailAddress;
  /** Keyed, under every live secret, the newest first. */
  hashes: Buffer[];
  name: string;
  /** When they agreed, or left. */
  consentedAt: Date | undefined;
  language?: string | undefined;
  topicIds?: number[] | undefined;
  ways?: RowWays | undefined;
  /** Set for those who are no readers. */
  out?: { state: OutState; reason: Reason };
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
  let parts = partsFrom(['']);
  const close = (queue: OpenChunk): Chunk => {
    const chunk = encodeChunk(importId, queue.part, queue.number, queue.readers);
    queue.number += 1;
    queue.readers = [];
    return chunk;
  };
  const deal = (reader: StagedReader): Chunk[] => {
    const part = parts.findLast(({ from }) => from <= reader.address.key);
    const queue = reader.out ? part?.out : part?.readers;
    return queue && queue.readers.push(reader) >= rowsInChunk ? [close(queue)] : [];
  };
  return {
    add(reader) {
      if (!first) return deal(reader);
      if (first.push(reader) < rowsInChunk) return [];
      const readers = first;
      first = undefined;
      parts = partsFrom(startsOf(readers));
      return readers.flatMap(deal);
    },
    rest() {
      const early = first?.flatMap(deal) ?? [];
      first = undefined;
      const open = parts.flatMap(({ readers, out }) => [out, readers]);
      return [...early, ...open.filter(({ readers }) => readers.length > 0).map(close)];
    },
  };
}

/** What has not filled a chunk yet. */
interface OpenChunk {
  part: number;
  number: number;
  readers: StagedReader[];
}

function partsFrom(starts: string[]): { from: string; readers: OpenChunk; out: OpenChunk }[] {
  return starts.map((from, part) => ({
    from,
    readers: { part, number: 1, readers: [] },
    out: { part, number: FIRST_OF_OUT, readers: [] },
  }));
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
  // Empty for most lists: `unnest` fills up with nulls.
  const ifAny = (valueOf: (reader: StagedReader) => string | undefined) =>
    readers.some((reader) => valueOf(reader) !== undefined)
      ? column('text', (reader) => asText(valueOf(reader)))
      : copyArray('text', []);
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
    ifAny(({ language }) => language),
    ifAny(({ topicIds }) => topicIds && `{${topicIds.join()}}`),
    ifAny(({ out }) => out?.state),
    ifAny(({ out }) => out && JSON.stringify(out.reason)),
    ifAny(({ ways }) => ways && JSON.stringify(ways)),
  ];
}

const asText = (text: string | undefined) => (text === undefined ? null : Buffer.from(text));
