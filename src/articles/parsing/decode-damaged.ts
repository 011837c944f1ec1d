/** The encodings in which the languages of feeds were written before UTF-8 (WHATWG encoding standard, locales). */
const OLD_ENCODINGS: Record<string, string[]> = Object.fromEntries(
  Object.entries({
    'windows-1251': 'ru uk be bg mk sr kk ky mn tg',
    'windows-1250': 'pl cs sk hu sl hr bs ro sq',
    'windows-1257': 'lt lv et',
    'windows-1253': 'el',
    'windows-1254': 'tr az',
    'windows-1255': 'he',
    'windows-1256': 'ar fa ur',
    'windows-1258': 'vi',
    'windows-874': 'th',
    'euc-jp shift_jis': 'ja',
    'euc-kr': 'ko',
    gb18030: 'zh',
    big5: 'zh-tw zh-hk',
  }).flatMap(([encodings, languages]) =>
    languages.split(' ').map((language) => [language, encodings.split(' ')]),
  ),
);
/** Among letters of Latin scripts those with accents are rarer than this. */
const LATIN_SHARE = 0.3;

/**
 * Bytes under the name of UTF-8 that are not. In a document that is UTF-8 for the rest, single bytes are Windows-1252; a
 * document without any character of UTF-8 is in the old encoding of its language. What cannot be told becomes U+FFFD.
 * @param declared another encoding that the document names itself.
 */
export function decodeDamaged(bytes: Uint8Array, declared: string | undefined): string {
  const { text, characters, strays } = decodeMixed(bytes);
  if (characters > strays) return text;
  const language = languageOf(bytes);
  const candidates = [
    declared,
    ...(OLD_ENCODINGS[language] ?? OLD_ENCODINGS[language.split('-')[0] ?? ''] ?? []),
  ];
  for (const encoding of candidates) {
    const decoded = encoding === undefined ? undefined : decodeStrictly(bytes, encoding);
    if (decoded !== undefined) return decoded;
  }
  const isLatin = strays < LATIN_SHARE * lettersOf(bytes);
  return isLatin ? new TextDecoder('windows-1252').decode(bytes) : new TextDecoder().decode(bytes);
}

/** What a text says that was decoded with losses. */
export const isGarbled = (text: string) => text.includes('\ufffd');

/** UTF-8 where it is, Windows-1252 for single bytes between, with the numbers of both. */
function decodeMixed(bytes: Uint8Array): { text: string; characters: number; strays: number } {
  const [utf8, windows] = [new TextDecoder(), new TextDecoder('windows-1252')];
  const parts: string[] = [];
  let [from, characters, strays] = [0, 0, 0];
  for (let at = 0; at < bytes.length;) {
    const length = lengthAt(bytes, at);
    if (length > 1) characters += 1;
    if (length > 0) {
      at += length;
      continue;
    }
    strays += 1;
    const isHalf = isBegun(bytes, at);
    parts.push(
      utf8.decode(bytes.subarray(from, at)),
      isHalf ? '\ufffd' : windows.decode(bytes.subarray(at, at + 1)),
    );
    at += 1;
    // The rest of a character that was cut belongs to it.
    if (isHalf) while (isContinuation(bytes[at])) at += 1;
    from = at;
  }
  return { text: [...parts, utf8.decode(bytes.subarray(from))].join(''), characters, strays };
}

const isContinuation = (byte: number | undefined) => byte !== undefined && byte >= 0x80 && byte < 0xc0;

/** How many bytes the character has that begins here; 0 when none does. */
function lengthAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  for (let next = 1; next < length; next += 1) if (!isContinuation(bytes[at + next])) return 0;
  return length;
}

/** Whether a character of three or four bytes begins here and breaks off: a program cut the text between bytes. */
function isBegun(bytes: Uint8Array, at: number): boolean {
  return (bytes[at] ?? 0) >= 0xe0 && (bytes[at] ?? 0) < 0xf5 && isContinuation(bytes[at + 1]);
}

function lettersOf(bytes: Uint8Array): number {
  let letters = 0;
  for (const byte of bytes)
    if (byte >= 0x80 || (byte | 0x20) - 0x61 < 26) letters += (byte | 0x20) >= 0x61 ? 1 : 0;
  return letters;
}

function languageOf(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 20_000)).toString('latin1');
  const found =
    /<language>\s*(?:<!\[CDATA\[)?\s*([a-z]{2,3}(?:-[a-z]{2})?)|\bxml:lang\s*=\s*["']([a-z]{2,3}(?:-[a-z]{2})?)|"language"\s*:\s*"([a-z]{2,3}(?:-[a-z]{2})?)/i.exec(
      head,
    );
  return (found?.[1] ?? found?.[2] ?? found?.[3] ?? '').toLowerCase();
}

function decodeStrictly(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
