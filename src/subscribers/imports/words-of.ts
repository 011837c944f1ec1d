import { departureIn, isKnownWord } from './vocabulary.ts';

const MAX_NAME_LENGTH = 200;

const JOINED: [RegExp, string][] = [
  [/\be mail(s?)\b/g, 'email$1'],
  [/\b(?:opted|opt) (in|out)\b/g, 'opt$1'],
  [/\bsign(?:ed)? up\b/g, 'signup'],
  [/\bsign(?:ed)? off\b/g, 'signoff'],
  [/\bun (subscri\w+)/g, 'un$1'],
  [/\b(black|block) list(\w*)/g, '$1list$2'],
  [/\bdo not\b/g, 'donot'],
  [/\bno e?mails?\b/g, 'nomail'],
  [/\bon hold\b/g, 'onhold'],
  [/\bsoft bounc/g, 'softbounc'],
  [/\btemporary hold\b/g, 'onhold'],
  [/\b(mailer|mail|php|convert|list|sub|bee) (lite|chimp|poet|list|kit|monk|stack|train|hiiv)\b/g, '$1$2'],
  [/\buser agent\b/g, 'useragent'],
  [/\btime zone\b/g, 'timezone'],
];

/** A column's name or a value as words: `E-Mail_Adresse`, `unsubscribedAt`, `Désabonné` → lower case, no accents, blanks. */
export function wordsOf(text: string): string[] {
  const plain = text
    .slice(0, MAX_NAME_LENGTH)
    .replaceAll(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replaceAll(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return plain === '' ? [] : joined(plain).split(' ');
}

const joined = (text: string) => JOINED.reduce((name, [from, to]) => name.replaceAll(from, to), text);

/** The same name, however it is written: `First_Name` and `first name`. */
export const plainName = (name: string) => wordsOf(name).join('');

/** Words with compounds in pieces: `bouncecount` → `bounce`, `count`, when every piece is a word we know. */
export const takenApart = (words: string[]) => joined(words.flatMap(piecesOf).join(' ')).split(' ');

function piecesOf(word: string): string[] {
  const [, known, digits] = /^(\p{L}{3,})(\d{1,2})$/u.exec(word) ?? [];
  if (known && digits && isKnownWord(known)) return [known, digits];
  if (word.length < 5 || word.length > 40 || isKnownWord(word) || /\d/.test(word)) return [word];
  const best: (string[] | undefined)[] = [[]];
  for (let end = 1; end <= word.length; end += 1)
    for (let start = 0; start < end; start += 1) {
      const before = best[start];
      const piece = word.slice(start, end);
      if (!before || !isPiece(piece) || (best[end]?.length ?? Infinity) <= before.length + 1) continue;
      best[end] = [...before, piece];
    }
  const pieces = best[word.length] ?? [word];
  // `désabonnement` is no `des` and `abonnement`: what a whole word says of leaving never gets lost in its pieces.
  return departureIn(word) && !pieces.some((piece) => departureIn(piece)) ? [word] : pieces;
}

const SHORT_PIECES = new Set(['at', 'on', 'id', 'ip', 'is', 'by', 'no']);
const isPiece = (text: string) => (text.length > 2 ? isKnownWord(text) : SHORT_PIECES.has(text));
