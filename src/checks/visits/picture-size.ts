export interface PictureSize {
  width: number;
  height: number;
}

/** Width and height as the head of a PNG, GIF, JPEG or WebP file has them; undefined for anything else. */
export function pictureSize(file: Buffer): PictureSize | undefined {
  const starts = (text: string, at = 0) => file.toString('latin1', at, at + text.length) === text;
  if (file.length < 30) return undefined;
  if (starts('\x89PNG\r\n\x1a\n')) return { width: file.readUInt32BE(16), height: file.readUInt32BE(20) };
  if (starts('GIF8')) return { width: file.readUInt16LE(6), height: file.readUInt16LE(8) };
  if (starts('RIFF') && starts('WEBP', 8)) return webpSize(file);
  return starts('\xff\xd8') ? jpegSize(file) : undefined;
}

function webpSize(file: Buffer): PictureSize | undefined {
  switch (file.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return { width: file.readUInt16LE(26) & 0x3fff, height: file.readUInt16LE(28) & 0x3fff };
    case 'VP8L': {
      const bits = file.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { width: file.readUIntLE(24, 3) + 1, height: file.readUIntLE(27, 3) + 1 };
    default:
      return undefined;
  }
}

/** The first frame header; segments before it, such as a preview in EXIF, are passed over. */
function jpegSize(file: Buffer): PictureSize | undefined {
  let at = 2;
  while (at + 9 < file.length) {
    if (file[at] !== 0xff) return undefined;
    const marker = file[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: file.readUInt16BE(at + 5), width: file.readUInt16BE(at + 7) };
    at += 2 + file.readUInt16BE(at + 2);
  }
  return undefined;
}
