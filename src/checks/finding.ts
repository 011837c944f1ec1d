import type { Found } from '../words/index.ts';

/** Something that a check found. */
export type Finding = Found & {
  /** The place to mend it: `subject`, `markdown:12` (a line), `picks` (the articles of a digest), `article`, `settings`, `sender`, `transports`, `schedule`, `audience`. */
  where: string;
  /** What it is about: while this stays, whoever ignored it meant this. */
  about: unknown;
};

/** @param about left out: its parameters. */
export const finding = (found: Found, where: string, about: unknown = found.params): Finding => ({
  ...found,
  where,
  about,
});
