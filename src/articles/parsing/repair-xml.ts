/**
 * Makes a broken or dated document readable by the parser: control characters and DOCTYPE off, a document that ends in the middle closed after its last whole item (FED-11, FED-24).
 */
export function repairXml(text: string): string {
  // Characters that XML 1.0 forbids.
  let xml = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufeff\ufffe\uffff]/g, '');
  xml = withoutDoctype(xml);
  xml = withoutItemList(xml);
  xml = withAtomModes(xml);
  return closed(xml);
}

/** Entities of an internal DTD are not expanded (FED-12). */
function withoutDoctype(xml: string): string {
  // Only before the root: an article may speak of a DOCTYPE.
  const root = xml.search(/<(\w+:)?(rss|rdf|feed)[\s>]/i);
  const start = xml.search(/<!DOCTYPE\b/i);
  if (start < 0 || start > root) return xml;
  const bracket = xml.indexOf('[', start);
  const plainEnd = xml.indexOf('>', start);
  if (plainEnd < 0) return xml;
  const end = bracket >= 0 && bracket < plainEnd ? xml.indexOf('>', xml.indexOf(']', bracket)) : plainEnd;
  return end < 0 ? xml : xml.slice(0, start) + xml.slice(end + 1);
}

/** The table of contents of RSS 1.0 would hide the items that it forgets. */
function withoutItemList(xml: string): string {
  const start = xml.search(/<(\w+:)?items[\s>]/);
  if (start < 0 || !/<(\w+:)?RDF[\s>]/i.test(xml.slice(0, start))) return xml;
  const end = /<\/(\w+:)?items\s*>/.exec(xml.slice(start));
  return end ? xml.slice(0, start) + xml.slice(start + end.index + end[0].length) : xml;
}

/** Atom 0.3 says by `mode` what Atom 1.0 says by `type`. */
function withAtomModes(xml: string): string {
  if (!/\bmode\s*=\s*["'](?:escaped|base64|xml)["']/.test(xml)) return xml;
  return xml
    .replace(
      /<(\w[\w:]*)((?:\s[^<>]*)?)\smode\s*=\s*["']base64["']([^<>]*)>\s*([\w+/=\s]{0,500000})<\//g,
      (_all, tag: string, before: string, after: string, body: string) =>
        `<${tag}${withoutType(before + after)} type="html">${escaped(Buffer.from(body, 'base64').toString('utf8'))}</`,
    )
    .replace(
      /<(\w[\w:]*)((?:\s[^<>]*)?)\smode\s*=\s*["']escaped["']([^<>]*)>/g,
      (_all, tag: string, before: string, after: string) =>
        /type\s*=\s*["']text\/plain["']/.test(before + after)
          ? `<${tag}${before}${after}>`
          : `<${tag}${withoutType(before + after)} type="html">`,
    );
}

const withoutType = (attributes: string) => attributes.replace(/\stype\s*=\s*(?:"[^"]*"|'[^']*')/, '');
const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

const ROOTS: [RegExp, RegExp][] = [
  [/<((?:\w+:)?rss)[\s>]/i, /<\/(?:\w+:)?item\s*>/gi],
  [/<((?:\w+:)?rdf)[\s>]/i, /<\/(?:\w+:)?item\s*>/gi],
  [/<((?:\w+:)?feed)[\s>]/i, /<\/(?:\w+:)?entry\s*>/gi],
];

/** A document without its last end tag was cut: what follows the last whole item is dropped, the rest is closed. */
function closed(xml: string): string {
  for (const [opening, itemEnd] of ROOTS) {
    const tag = opening.exec(xml)?.[1];
    if (tag === undefined) continue;
    if (xml.toLowerCase().lastIndexOf(`</${tag.toLowerCase()}`) >= 0) return xml;
    const last = [...xml.matchAll(itemEnd)].at(-1);
    if (!last) return xml;
    const prefix = /^(\w+:)?rss$/i.exec(tag);
    const channel = prefix ? `</${prefix[1] ?? ''}channel>` : '';
    return `${xml.slice(0, last.index + last[0].length)}${channel}</${tag}>`;
  }
  return xml;
}
