import { z } from 'zod';
import { InvalidInput } from '../../platform/errors.ts';

const DEFAULT_LIMIT = 50;

/** Query parameters every list takes; extend it for filters. */
export const listQuery = z.strictObject({
  cursor: z.string().max(100).optional(),
  limit: z.coerce
    .number('limit must be a number.')
    .int()
    .min(1, 'limit must be 1 or more.')
    .max(500, 'limit must be 500 or less.')
    .default(DEFAULT_LIMIT),
});

export function listAnswer(row: z.ZodType) {
  return z.object({ data: z.array(row), nextCursor: z.string().nullable() });
}

/** The id behind a cursor, 0 without one. @throws InvalidInput for a cursor that no list handed out. */
export function readCursor(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const id = Number(Buffer.from(cursor, 'base64url').toString('latin1'));
  if (!Number.isSafeInteger(id) || id < 1)
    throw new InvalidInput([{ field: 'cursor', message: 'This cursor is not valid.' }]);
  return id;
}

export const cursorOf = (id: number) => Buffer.from(String(id), 'latin1').toString('base64url');

/** Turns up to `limit + 1` rows into a page: the extra row only tells that there is more. */
export function page<Row, Shown>(
  rows: Row[],
  limit: number,
  idOf: (row: Row) => number,
  show: (row: Row) => Shown,
) {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const nextCursor = rows.length > limit && last ? cursorOf(idOf(last)) : null;
  return { data: shown.map(show), nextCursor };
}
