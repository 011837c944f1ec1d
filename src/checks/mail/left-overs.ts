import { around, textOf, type MailElement } from './mail-tree.ts';
import { blocksIn } from './written-part.ts';

const MAX_FOUND = 5;

/** What nobody writes but as a note to themselves. */
const NOTES = [
  /\blorem ipsum\b/gi,
  /\bdolor sit amet\b/gi,
  /\b(?:Muster|Blind|Platzhalter)text\b/g,
  /\bplaceholder text\b/gi,
  /\bFIXME\b/g,
  /\bTK(?:TK)+\b/g,
  /\bXXXX+\b/g,
  /\?\?\?\?+/g,
  // “[insert date]”, “[Link]”, “[TK]”: not “[sic]”, “[the mayor]” or a footnote.
  /\[\s*(?:insert|add|fill in|your|link|url|date|datum|title|titel|text|name|image|bild|picture|placeholder|platzhalter|tbd|tba|tbc|tk|todo|hier|here|xx+|\?+|_+|-{3,})(?:\s[^[\]\n]{0,40})?\]/gi,
];

/** In Spanish, Portuguese and their neighbours it is the word for “everything”. */
const TODO = /\bTODO\b(?!s\b)/g;
const LANGUAGES_WITH_TODO = new Set(['es', 'pt', 'gl', 'ast']);

/** Three of them are also the number thirty: of a bowl, a chapter, a king or of Olympic Games. */
const XXX = /(?<![\p{L}\p{N}-])XXX(?![\p{L}\p{N}-])/gu;
const THIRTY_BEFORE =
  /(?:bowl|kapitel|chapter|band|volume|vol\.|teil|part|book|buch|artikel|article|nr\.|no\.|louis|papst|pope|king|könig)\s*$/i;
const THIRTY_AFTER = /^\.?\s*(?:olymp|winter|summer|sommer|jahrhundert|century|\p{Lu}\p{Ll}+iad)/iu;

/** Placeholder text that was left in a subject or a text. @param language of the publication, as a tag. */
export function placeholdersIn(text: string, language: string): string[] {
  const isTodoAWord = LANGUAGES_WITH_TODO.has(new Intl.Locale(language).language);
  const notes = [...NOTES, ...(isTodoAWord ? [] : [TODO])].flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([found]) => found),
  );
  const thirties = [...text.matchAll(XXX)]
    .filter(
      ({ index }) =>
        !THIRTY_BEFORE.test(text.slice(Math.max(0, index - 20), index)) &&
        !THIRTY_AFTER.test(text.slice(index + 3, index + 40)),
    )
    .map(([found]) => found);
  return [...notes, ...thirties];
}

const OMISSION = /\[\s*(?:…|\.\.\.)\s*\]/g;

/** “[…]” that no quotation shortens: somebody meant to write something there. */
function openOmissionsIn(text: string): string[] {
  return [...text.matchAll(OMISSION)]
    .filter(({ index }) => !isQuoted(text.slice(0, index)))
    .map(([found]) => found);
}

/** By what a quotation is closed again: English, German, French, and German the other way round. */
const CLOSERS: Record<string, string> = {
  '"': '"',
  '“': '”',
  '„': '“”',
  '«': '»',
  '»': '«',
  '‹': '›',
  '›': '‹',
};

/** Whether a quotation is open at the end of a text. */
function isQuoted(before: string): boolean {
  let opener: string | undefined;
  for (const character of before) {
    if (opener === undefined) opener = CLOSERS[character] === undefined ? undefined : character;
    else if (CLOSERS[opener]?.includes(character)) opener = undefined;
  }
  return opener !== undefined;
}

/** What programs put in the place of a name or a link, and what nobody fills in here. */
const VARIABLES = [
  /\{\{[^{}\n]{0,80}\}\}/g,
  /\{%[^{}\n]{0,80}%\}/g,
  /\*\|[A-Z][A-Z0-9_:]{1,40}\|\*/g,
  /%%[a-z_][\w.]{1,40}%%/gi,
  /\$\{[a-z_][\w.]{0,40}\}/gi,
];

export function variablesIn(text: string): string[] {
  return VARIABLES.flatMap((pattern) => [...text.matchAll(pattern)].map(([found]) => found));
}

export interface LeftOvers {
  placeholders: string[];
  variables: string[];
}

/** What was left in the words of a mail; code shows what it holds, and is passed over. */
export function leftOversIn(parts: MailElement[], language: string, isOurs: boolean): LeftOvers {
  const placeholders = new Set<string>();
  const variables = new Set<string>();
  for (const block of blocksIn(parts)) {
    const isCode = [...around(block)].some(({ tag }) => tag === 'pre');
    if (isCode) continue;
    const text = textOf(withoutCode(block));
    for (const found of placeholdersIn(text, language)) placeholders.add(found);
    for (const found of variablesIn(text)) variables.add(found);
    const isQuote = [...around(block)].some(({ tag }) => tag === 'blockquote');
    // Feeds end their excerpts so.
    if (isOurs && !isQuote) for (const found of openOmissionsIn(text)) placeholders.add(found);
  }
  return {
    placeholders: [...placeholders].slice(0, MAX_FOUND),
    variables: [...variables].slice(0, MAX_FOUND),
  };
}

const CODE = new Set(['code', 'kbd', 'samp', 'pre']);

function withoutCode(element: MailElement): MailElement {
  const children = element.children
    .filter((child) => typeof child === 'string' || !CODE.has(child.tag))
    .map((child) => (typeof child === 'string' ? child : withoutCode(child)));
  return { ...element, children };
}
