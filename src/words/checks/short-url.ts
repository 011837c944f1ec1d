const MAX = 80;

/** An address as people compare it: without `https://`, and not longer than a line. */
export function shortUrl(url: string): string {
  const plain = url.replace(/^https:\/\//i, '').replace(/\/$/, '');
  return plain.length > MAX ? `${plain.slice(0, MAX - 1)}…` : plain;
}
