/** Text as PostgreSQL takes it: without half characters and without NUL. */
export const storable = (text: string): string => text.toWellFormed().replaceAll('\0', '');
