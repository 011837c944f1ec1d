import { scanXml } from './scan-xml.ts';

/** What a mender must know of the elements of feeds. Names are in small letters. */
export type Format = 'rss' | 'rdf' | 'feed';

export interface Root {
  format: Format;
  /** As written. */
  name: string;
  /** Of its elements: `atom:` in `atom:feed`; RSS 1.0 has one for its root alone. */
  prefix: string;
  start: number;
}

/** The element that makes the document a feed; none in a web page, even one that shows a feed. */
export function findRoot(xml: string): Root | undefined {
  for (const token of scanXml(xml)) {
    if (!('name' in token) || token.kind === 'end') continue;
    const [, prefix, local = ''] = /^(?:([^:]*):)?([^:]*)$/.exec(token.name.toLowerCase()) ?? [];
    if (/^(html|head|body)$/.test(local)) return undefined;
    if (local !== 'rss' && local !== 'rdf' && local !== 'feed') continue;
    const hasPrefix = prefix !== undefined && local !== 'rdf';
    return { format: local, name: token.name, prefix: hasPrefix ? `${prefix}:` : '', start: token.start };
  }
  return undefined;
}

/** In small letters, without the prefix of the format. */
export function localName({ prefix }: Root, name: string): string {
  const small = name.toLowerCase();
  return prefix !== '' && small.startsWith(prefix) ? small.slice(prefix.length) : small;
}

export const itemName = (format: Format) => (format === 'feed' ? 'entry' : 'item');

/** Elements whose text may be HTML, escaped or not. */
const HTML = new Set(
  'title description content:encoded summary subtitle content tagline info rights copyright itunes:summary itunes:subtitle media:description media:title dc:description dc:title body xhtml:body fullitem abstract'.split(
    ' ',
  ),
);
/** Elements that hold plain text or nothing, never another element. */
const PLAIN = new Set(
  'link guid pubdate category comments url width height ttl language id updated published modified issued created name email uri icon logo generator managingeditor webmaster lastbuilddate docs enclosure hour day rating cloud feedburner:origlink atom:link media:thumbnail'.split(
    ' ',
  ),
);
const PLAIN_PREFIX = /^(dc|dcterms|slash|sy|wfw|thr|georss|creativecommons|cc):/;
/** Never the name of an HTML element: where one begins, the text before has ended. */
const NEVER_HTML = new Set(
  'guid pubdate description content:encoded comments enclosure managingeditor webmaster lastbuilddate ttl language generator copyright docs updated published modified issued created id author category contributor rights subtitle'.split(
    ' ',
  ),
);

export const mayHoldHtml = (name: string) => HTML.has(name);
export const isLeaf = (name: string, format: Format) =>
  HTML.has(name) || PLAIN.has(name) || PLAIN_PREFIX.test(name) || (name === 'author' && format !== 'feed');
export const endsText = (name: string) =>
  NEVER_HTML.has(name) || PLAIN_PREFIX.test(name) || /^(itunes|media|atom):/.test(name);
/** Stands in items only. */
export const isOfItems = (name: string) =>
  /^(guid|content:encoded|enclosure|comments|source|published|content|summary)$/.test(name);
