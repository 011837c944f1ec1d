/** RFC 2047 §2: a line that holds encoded words has 76 characters at most, a word 75. */
const LINE = 76;
/** `=?UTF-8?B?` and `?=`. */
const FRAME = 12;
/** Fits into 75 with its frame, after the blank that a folded line begins with. */
const WORD_OCTETS = 45;

/**
 * RFC 2047 words for any text, parted by blanks at which a line may be folded; none splits a character (§5).
 * @param header the name that stands in front of the first word
 */
export function encodedWords(text: string, header: string): string {
  const words: string[] = [];
  let room = Math.min(WORD_OCTETS, Math.floor((LINE - header.length - 2 - FRAME) / 4) * 3);
  let word = '';
  let octets = 0;
  for (const character of text.toWellFormed()) {
    const size = Buffer.byteLength(character);
    if (octets + size > room) {
      words.push(word);
      room = WORD_OCTETS;
      word = '';
      octets = 0;
    }
    word += character;
    octets += size;
  }
  return [...words, word].map((part) => `=?UTF-8?B?${Buffer.from(part).toString('base64')}?=`).join(' ');
}

/**
 * The name in front of an address or a list's id: atoms, a quoted string or encoded words, whichever suffices (RFC 5322 §3.4).
 * Of what an atom may hold, only what every server takes stands bare: a large one refuses an apostrophe.
 */
export function phrase(name: string, header: string): string {
  if (/^[\w&+-]+( [\w&+-]+)*$/.test(name) && name.length <= LINE) return name;
  const isQuotable = /^[!-~]+( [!-~]+)*$/.test(name) && !name.includes('=?') && name.length <= LINE / 2;
  return isQuotable ? `"${name.replace(/["\\]/g, String.raw`\$&`)}"` : encodedWords(name, header);
}
