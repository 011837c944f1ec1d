import { speechIn } from '../../words/index.ts';

/** The language of a reader's mail: theirs where we speak it, else the publication's. @param chosen BCP 47 tag; empty: none. */
export function languageOf(chosen: string, publication: string): string {
  if (chosen === '' || !Intl.getCanonicalLocales(chosen)[0]) return publication;
  const base = new Intl.Locale(chosen).language;
  if (base === new Intl.Locale(publication).language) return publication;
  return new Intl.Locale(speechIn(base).language).language === base ? base : publication;
}
