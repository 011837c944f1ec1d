import type { z } from 'zod';

/**
 * What a word of the command line means for a field: itself where text will do, else a number, yes or no, or a list with
 * commas. What fits nothing stays as it is, so that the field itself says what is wrong.
 */
export function readSetting(field: z.ZodType, text: string): unknown {
  const isNumber = text.trim() !== '' && Number.isFinite(Number(text));
  const meanings: unknown[] = [
    text,
    ...(isNumber ? [Number(text)] : []),
    ...(text === 'true' || text === 'false' ? [text === 'true'] : []),
    ...(text === '' ? [null] : []),
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  ];
  const fitting = meanings.find((meaning) => field.safeParse(meaning).success);
  if (fitting !== undefined) return fitting;
  return isNumber ? Number(text) : text;
}
