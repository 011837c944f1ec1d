/** RFC 6376 §3.2, as DKIM and DMARC records have it: `name=value` parted by semicolons; blanks inside a value mean nothing. */
export function tagsOf(text: string): Record<string, string> {
  return Object.fromEntries(
    text.split(';').flatMap((tag) => {
      const at = tag.indexOf('=');
      return at < 0 ? [] : [[tag.slice(0, at).trim(), tag.slice(at + 1).replaceAll(/\s/g, '')]];
    }),
  ) as Record<string, string>;
}
