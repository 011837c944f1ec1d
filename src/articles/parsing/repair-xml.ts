/**
 * Makes a broken or dated document readable by the parser: control characters and DOCTYPE off, elements of old formats
 * under the names of today, a document that ends in the middle closed after its last whole item (FED-11, FED-24).
 */
export function repairXml(text: string): { xml: string; isCut: boolean } {
  // Characters that XML 1.0 forbids.
  let xml = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufeff\ufffe\uffff]/g, '');
  xml = withoutDoctype(xml);
  xml = withoutItemList(xml);
  xml = withAtomModes(xml);
  xml = withRoot(xml);
  return closed(withTodaysNames(xml));
}

/** Only before the root: an article may speak of a DOCTYPE. Entities of an internal DTD are not expanded (FED-12). */
function withoutDoctype(xml: string): string {
  const root = xml.search(/<(\w+:)?(rss|rdf|feed|channel|entry)[\s>]/i);
  const start = xml.search(/<!DOCTYPE\b/i);
  if (start < 0 || start > root) return xml;
  const bracket = xml.indexOf('[', start);
  const plainEnd = xml.indexOf('>', start);
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

const MODE = (value: string) => `<(\\w[\\w:]*)((?:\\s[^<>]*)?)\\smode\\s*=\\s*["']${value}["']([^<>]*)>`;
const BASE64_BODY = new RegExp(`${MODE('base64')}([\\w+/=\\s]{0,500000})<`, 'g');
const ESCAPED_BODY = new RegExp(MODE('escaped'), 'g');

/** Atom 0.3 says by `mode` what Atom 1.0 says by `type`. */
function withAtomModes(xml: string): string {
  if (!/\bmode\s*=\s*["'](?:escaped|base64)["']/.test(xml)) return xml;
  const asHtml = (tag: string, attributes: string) => `<${tag}${attributes.replace(TYPE, '')} type="html">`;
  return xml
    .replace(BASE64_BODY, (_all, tag: string, before: string, after: string, body: string) => {
      const text = Buffer.from(body, 'base64').toString('utf8');
      return `${asHtml(tag, before + after)}${text.replace(/&/g, '&amp;').replace(/</g, '&lt;')}<`;
    })
    .replace(ESCAPED_BODY, (_all, tag: string, before: string, after: string) =>
      /text\/plain/.test(before + after) ? `<${tag}${before}${after}>` : asHtml(tag, before + after),
    );
}

const TYPE = /\stype\s*=\s*(?:"[^"]*"|'[^']*')/;

/** Gives a bare channel (CDF) or a bare Atom entry the root that the parser looks for; takes a prefix off `rss`. */
function withRoot(xml: string): string {
  const [, prefix, name = ''] =
    /<(?:(\w+):)?([a-z]\w*)[\s>]/i.exec(xml.slice(0, PROLOG).replace(/<!--[\s\S]*?-->/g, '')) ?? [];
  if (/^rss$/i.test(name) && prefix)
    return outsideCdata(xml, (part) => part.replaceAll(`<${prefix}:`, '<').replaceAll(`</${prefix}:`, '</'));
  if (/^channel$/i.test(name)) return `<rss version="2.0">${xml}</rss>`;
  if (/^entry$/i.test(name))
    return `<feed xmlns="http://www.w3.org/2005/Atom">${withoutDeclaration(xml)}</feed>`;
  return xml;
}

/** The root is looked for within so many characters. */
const PROLOG = 20_000;

const withoutDeclaration = (xml: string) => xml.replace(/^\s*<\?xml[^>]*\?>/, '');

const OLD_NAMES: Record<string, string> = {
  'dc:author': 'dc:creator',
  'itunes:link': 'itunes:image',
  'xhtml:body': 'content:encoded',
  abstract: 'description',
  body: 'content:encoded',
  fullitem: 'content:encoded',
  tags: 'itunes:keywords',
};
const OLD_TAG = new RegExp(`<(/?)(${Object.keys(OLD_NAMES).join('|')})(?=[\\s/>])`, 'gi');

/** Elements of RSS that went by other names in older or home-made feeds. */
function withTodaysNames(xml: string): string {
  if (!/<(\w+:)?(rss|rdf)[\s>]/i.test(xml)) return xml;
  const renamed = outsideCdata(xml, (part) =>
    part.replace(OLD_TAG, (_tag, slash: string, name: string) => `<${slash}${OLD_NAMES[name.toLowerCase()]}`),
  );
  const firstItem = renamed.search(/<item[\s>]/i);
  const head = firstItem < 0 ? renamed : renamed.slice(0, firstItem);
  return head.replace(/<(\/?)author>/gi, '<$1managingEditor>') + renamed.slice(head.length);
}

/** Changes everything but CDATA sections. Without a regular expression: those take too long on sections left open. */
function outsideCdata(xml: string, change: (part: string) => string): string {
  const parts: string[] = [];
  let from = 0;
  for (;;) {
    const start = xml.indexOf('<![CDATA[', from);
    const end = start < 0 ? -1 : xml.indexOf(']]>', start);
    if (end < 0) return [...parts, change(xml.slice(from))].join('');
    parts.push(change(xml.slice(from, start)), xml.slice(start, end + 3));
    from = end + 3;
  }
}

const ROOTS: [RegExp, RegExp][] = [
  [/<((?:\w+:)?rss)[\s>]/i, /<\/(?:\w+:)?item\s*>/gi],
  [/<((?:\w+:)?rdf)[\s>]/i, /<\/(?:\w+:)?item\s*>/gi],
  [/<((?:\w+:)?feed)[\s>]/i, /<\/(?:\w+:)?entry\s*>/gi],
];

/** A document without its last end tag was cut: what follows the last whole item is dropped, the rest is closed. */
function closed(xml: string): { xml: string; isCut: boolean } {
  for (const [opening, itemEnd] of ROOTS) {
    const tag = opening.exec(xml)?.[1];
    if (tag === undefined) continue;
    const end = xml.toLowerCase().lastIndexOf(`</${tag.toLowerCase()}`);
    if (end >= 0) return { xml: `${xml.slice(0, end)}</${tag}>`, isCut: false };
    const last = [...xml.matchAll(itemEnd)].at(-1);
    if (!last) return { xml, isCut: true };
    const channel = /rss$/i.test(tag) ? '</channel>' : '';
    return { xml: `${xml.slice(0, last.index + last[0].length)}${channel}</${tag}>`, isCut: true };
  }
  return { xml, isCut: false };
}
