/** Columns of the list of readers, beside address and name. */
export const COLUMNS = [
  'status',
  'rhythm',
  'topics',
  'joined',
  'source',
  'domain',
  'language',
  'timeZone',
] as const;
export type Column = (typeof COLUMNS)[number];

const USUAL: Column[] = ['status', 'rhythm', 'topics', 'joined'];

/** What a browser keeps of a choice. */
export const keptColumns = (columns: Column[]) => Buffer.from(columns.join(' ')).toString('base64url');

export function readColumns(kept: string | undefined): Column[] {
  if (kept === undefined) return USUAL;
  const names = Buffer.from(kept, 'base64url').toString().split(' ');
  return COLUMNS.filter((column) => names.includes(column));
}
