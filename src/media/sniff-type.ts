/** What the first bytes of a file say it is; names and headers may say anything. */
export type Sniffed =
  | { readable: 'jpeg' | 'png' | 'gif' | 'webp' | 'avif' }
  /** A picture of a kind that cannot be read here, by the name that people know. */
  | { foreign: string }
  | 'svg'
  | 'nothing';

const HEAD_BYTES = 4096;

export function sniffType(file: Buffer): Sniffed {
  const head = file.subarray(0, HEAD_BYTES);
  const text = head.toString('latin1');
  if (text.startsWith('\xff\xd8\xff')) return { readable: 'jpeg' };
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return { readable: 'png' };
  if (/^GIF8[79]a/.test(text)) return { readable: 'gif' };
  if (/^RIFF[^]{4}WEBP/.test(text)) return { readable: 'webp' };
  if (text.slice(4, 8) === 'ftyp') return sniffBrands(head);
  const foreign = FOREIGN.find(([, pattern]) => pattern.test(text));
  if (foreign) return { foreign: foreign[0] };
  return isSvg(text) ? 'svg' : 'nothing';
}

const FOREIGN: [string, RegExp][] = [
  ['TIFF', /^(?:II[*+]\0|MM\0[*+])/],
  ['BMP', /^BM[^]{4}\0{4}/],
  ['PDF', /^%PDF-/],
  ['Photoshop', /^8BPS/],
  ['JPEG XL', /^(?:\xff\x0a|\0{3}\x0cJXL )/],
  ['JPEG 2000', /^(?:\0{3}\x0cjP {2}|\xff\x4f\xff\x51)/],
  ['ICO', /^\0\0\x01\0[^]\0/],
];

/** ISO/IEC 23008-12: the file names the formats that it follows. A phone's HEIC holds HEVC, which no free library reads. */
function sniffBrands(head: Buffer): Sniffed {
  const length = Math.min(head.readUInt32BE(0), head.length);
  const brands = [head.toString('latin1', 8, 12)];
  for (let at = 16; at + 4 <= length; at += 4) brands.push(head.toString('latin1', at, at + 4));
  if (brands.includes('avif') || brands.includes('avis')) return { readable: 'avif' };
  return brands.some((brand) => /^(?:hei[cxms]|hev[cxms]|mif1|msf1)$/.test(brand))
    ? { foreign: 'HEIC' }
    : 'nothing';
}

/** With declarations, comments and a document type before it or without; in UTF-16 too. */
const isSvg = (text: string) =>
  /^[\s\xef\xbb\xbf\xff\xfe]*(?:<[?!](?!doctype html)[^>]*>[^<]*)*<(?:\w+:)?svg[\s>/]/i.test(
    text.replaceAll('\0', ''),
  );
