/** Words that are not stored yet, in this browser. */
export interface LocalCopy {
  /** When they were typed, in milliseconds. */
  at: number;
  /** Everything that the form would send, with the version and the base it was written on. */
  fields: string;
}

/** One place for each person and letter; a letter that is not stored yet has one of its own. */
export function localCopies(user: string, slug: string) {
  const keyOf = (id: string | undefined) => `paperround:draft:${user}:${slug}:${id ?? 'new'}`;
  return {
    read(id: string | undefined): LocalCopy | undefined {
      try {
        const text = localStorage.getItem(keyOf(id));
        return text === null ? undefined : (JSON.parse(text) as LocalCopy);
      } catch {
        return undefined;
      }
    },
    /** False when the browser keeps nothing. */
    write(id: string | undefined, fields: URLSearchParams): boolean {
      try {
        const copy: LocalCopy = { at: Date.now(), fields: fields.toString() };
        localStorage.setItem(keyOf(id), JSON.stringify(copy));
        return true;
      } catch {
        return false;
      }
    },
    remove(id: string | undefined): void {
      try {
        localStorage.removeItem(keyOf(id));
      } catch {
        // A browser that keeps nothing has nothing to lose.
      }
    },
  };
}
