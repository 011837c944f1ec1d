/**
 * A message as it stands between DATA and the final dot: a dot more where a line begins with one, CRLF at the end
 * (RFC 5321 §4.5.2). @param source with CRLF line ends.
 */
export function dotStuffed(source: Buffer): Buffer {
  const text = source.toString('latin1');
  const stuffed = text.replace(/^\./gm, '..');
  return Buffer.from(stuffed.endsWith('\r\n') ? stuffed : `${stuffed}\r\n`, 'latin1');
}
