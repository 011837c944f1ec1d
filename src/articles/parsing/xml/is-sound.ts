import { itemName, localName, type Root } from './feed-elements.ts';
import { isSwallowing } from './mend-cdata.ts';
import { scanXml, type Token } from './scan-xml.ts';

/** Deeper elements lose their tags before a library sees them (FED-12). */
export const MAX_DEPTH = 100;

/** The elements that items stand right inside, without the prefix of the format. */
const CONTAINERS = { rss: ['channel'], rdf: ['rdf:rdf', 'rdf', 'channel'], feed: ['feed'] };

/** Whether every element ends as it should, and all items stand where they belong. */
export function isSound(xml: string, root: Root): boolean {
  const open: string[] = [];
  const item = itemName(root.format);
  let channels = 0;
  let isEnded = false;
  for (const token of scanXml(xml.slice(root.start))) {
    if (token.isFaulty || isSwallowed(xml.slice(root.start), token)) return isEnded;
    if (!('name' in token)) continue;
    const name = localName(root, token.name);
    if (token.kind === 'end') {
      if (open.pop() !== token.name) return isEnded;
    } else {
      const isInside = open.some((outer) => localName(root, outer) === item);
      if (
        isEnded ||
        (name === item && !isInside && !CONTAINERS[root.format].includes(localName(root, open.at(-1) ?? '')))
      )
        return false;
      if (name === 'channel' && open.length === 1) channels += 1;
      if (token.kind === 'start') open.push(token.name);
    }
    isEnded = open.length === 0;
    if (open.length > MAX_DEPTH || channels > 1) return false;
  }
  return isEnded;
}

const isSwallowed = (xml: string, { kind, start, end }: Token) =>
  kind === 'cdata' && isSwallowing(xml.slice(start + 9, end - 3));
