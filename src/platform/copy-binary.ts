// Values as COPY reads them in binary format: the server takes them as they are, while text costs it twice the time.
// PostgreSQL manual, "COPY", section "Binary Format".

const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
/** Object ids of types in every PostgreSQL. */
const TYPES = { bytea: 17, int4: 23, text: 25, timestamptz: 1184 };
export type ArrayType = keyof typeof TYPES;

const NULL_LENGTH = -1;
const EPOCH = Date.UTC(2000, 0, 1);

/** All that one COPY takes. @param rows each the values of its columns. */
export function copyFile(rows: Buffer[][]): Buffer {
  const parts = rows.flatMap((values) => [int2(values.length), ...values.flatMap((value) => sized(value))]);
  return Buffer.concat([SIGNATURE, ...parts, int2(-1)]);
}

/** @param values each in the binary form of the type. */
export function copyArray(type: ArrayType, values: (Buffer | null)[]): Buffer {
  if (values.length === 0) return int4s(0, 0, TYPES[type]);
  const hasNulls = values.includes(null) ? 1 : 0;
  return Buffer.concat([int4s(1, hasNulls, TYPES[type], values.length, 1), ...values.flatMap(sized)]);
}

export const copyInt4 = (value: number) => int4s(value);

export function copyInt8(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeBigInt64BE(BigInt(value));
  return bytes;
}

/** Microseconds since the start of 2000. */
export function copyTimestamp(moment: Date): Buffer {
  return copyInt8((moment.getTime() - EPOCH) * 1000);
}

function sized(value: Buffer | null): Buffer[] {
  return value === null ? [int4s(NULL_LENGTH)] : [int4s(value.length), value];
}

function int4s(...values: number[]): Buffer {
  const bytes = Buffer.allocUnsafe(4 * values.length);
  for (const [place, value] of values.entries()) bytes.writeInt32BE(value, 4 * place);
  return bytes;
}

function int2(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(2);
  bytes.writeInt16BE(value);
  return bytes;
}
