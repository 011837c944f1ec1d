/** Whatever a server writes, so much of it is looked at. */
const LONGEST = 1500;

/**
 * The enhanced code (RFC 3463) of a reply of one or several lines: at the beginning of a line, after a code that is said twice,
 * or in brackets anywhere, as qmail writes it. One of another class than the reply means nothing (RFC 2034 §3).
 */
export function enhancedIn(reply: string): string | undefined {
  const text = reply.slice(0, LONGEST);
  const [, begun] = /^\d{3}[ -](?:\d{3}[ -])?([245]\.\d{1,3}\.\d{1,3})(?![\d.]*\d)/m.exec(text) ?? [];
  const [, bracketed] = /[([#]#? ?([245]\.\d{1,3}\.\d{1,3})(?![\d.]*\d)/.exec(text) ?? [];
  const [, last] = /\s([245]\.\d{1,3}\.\d{1,3})\s*$/.exec(text) ?? [];
  return [begun, bracketed, last].find((code) => code !== undefined && code[0] === text[0]);
}

/** Hosts of lists and pages whose names say what it is about. */
const TELLING =
  /spamhaus|spamcop|barracudacentral|sorbs|nosuchuser|overquota|receivingrate|openspf|blacklist|blocklist/g;

/** The words of a reply in lower case, on one line: without codes, addresses and links, which quote anything. */
export function wordsOf(reply: string): string {
  return reply
    .slice(0, LONGEST)
    .toLowerCase()
    .replace(/^\d{3}[ -]?(?:\d{3}[ -])?(?:[245]\.\d{1,3}\.\d{1,3}\b[:=]?)?/gm, ' ')
    .replace(/https?:\/\/\S*/g, (link) => ` ${(link.match(TELLING) ?? []).join(' ')} `)
    .replace(/<[^<>]*>|"[^"\s]*@[^"\s]*"|[^\s<>()[\]"',;:]+@[^\s<>()[\]"',;:]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The words without what differs from one reader to the next, to tell whether a server says the same to all. @param address the reader's. */
export function alikeWords(reply: string, address: string): string {
  const local = address.slice(0, address.lastIndexOf('@')).toLowerCase();
  const words = wordsOf(reply);
  return (local.length > 1 ? words.replaceAll(local, ' ') : words)
    .replace(/\S*\d\S*/g, ' ')
    .replace(/[^\p{L}]+/gu, ' ')
    .trim()
    .slice(0, 120);
}
