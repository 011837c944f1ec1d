const WORDS: Record<string, string> = {
  ENOENT: 'there is no such file.',
  EISDIR: 'it is a folder.',
  ENOTDIR: 'part of its path is not a folder.',
  EACCES: 'you may not read it.',
  EPERM: 'you may not read it.',
};

/** Why a file cannot be opened, as the end of a sentence. */
export function fileFault(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return WORDS[code] ?? `${code || 'an unknown fault'}.`;
}
