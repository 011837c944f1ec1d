/** Languages that a reader may have; emails speak some of them and English to the rest. */
const TAGS =
  'en de fr es it nl pt da sv nb no fi pl cs sk hu ro el tr uk ru ar he hi id ja ko zh bg ca hr et lv lt sl sr vi th'.split(
    ' ',
  );

/** The names of languages in the languages that lists are written in, and in their own. */
const byName = new Map<string, string>();

function namesOfLanguages(): Map<string, string> {
  if (byName.size > 0) return byName;
  for (const tag of TAGS) {
    byName.set(tag, tag);
    for (const within of ['en', 'de', 'fr', 'es', tag]) {
      const name = new Intl.DisplayNames(within, { type: 'language' }).of(tag);
      if (name) byName.set(name.toLowerCase(), tag);
    }
  }
  return byName;
}

/** `de`, `de-AT`, `de_DE.UTF-8`, `German` and `Deutsch` as a tag; undefined for what we do not know. */
export function readLanguage(text: string): string | undefined {
  if (text === '' || text.length > 40) return undefined;
  const plain = text.trim().toLowerCase();
  const names = namesOfLanguages();
  const known = names.get(plain);
  if (known) return known;
  const [, language = '', region] = /^([a-z]{2})[-_]([a-z]{2}|hans|hant)\b/.exec(plain) ?? [];
  const tag = names.get(language) ?? names.get(plain.replace(/\s*\(.*$/, ''));
  if (tag === undefined || region === undefined) return tag;
  try {
    return Intl.getCanonicalLocales(`${tag}-${region}`)[0];
  } catch {
    return tag;
  }
}
