import { InvalidInput } from '../platform/errors.ts';

/** A whole number as somebody typed it. @param name as it is shown: `--limit`. @throws InvalidInput */
export function readNumber(name: string, text: string, least = 1): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= least) return number;
  throw new InvalidInput([{ field: name, message: `${name} must be a whole number, ${least} or more.` }]);
}
