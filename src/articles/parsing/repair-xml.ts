import { findRoot, type Format } from './xml/feed-elements.ts';
import { isSound } from './xml/is-sound.ts';
import { mendCdata } from './xml/mend-cdata.ts';
import { mendXml } from './xml/mend-xml.ts';

export interface RepairedXml {
  xml: string;
  /** None: it is no feed. */
  format: Format | undefined;
  /** It broke off, or it is not clear where an item began. */
  isCut: boolean;
}

/**
 * Makes a broken or dated document readable by the parser: control characters and DOCTYPE off, elements of old formats
 * under the names of today, a document that ends in the middle closed after its last whole item (FED-11, FED-24).
 */
export function repairXml(text: string): RepairedXml {
  // Characters that XML 1.0 forbids.
  let xml = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufeff\ufffe\uffff]/g, '');
  xml = withoutDoctype(xml);
  xml = withoutItemList(xml);
  xml = withAtomModes(xml);
  xml = withCovers(xml);
  xml = withRoot(xml);
  xml = withTodaysNames(xml);
  const root = findRoot(xml);
  if (!root) return { xml, format: undefined, isCut: false };
  if (isSound(xml, root)) return { xml: xml.slice(root.start), format: root.format, isCut: false };
  const ended = mendCdata(xml);
  return { ...mendXml(ended, findRoot(ended) ?? root), format: root.format };
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

/** Hexo gives an entry a second content, which is its cover: that is an enclosure (RFC 4287 section 4.1.3). */
function withCovers(xml: string): string {
  if (!/<content\s[^<>]*type\s*=\s*["']image/.test(xml)) return xml;
  return outsideCdata(xml, (part) =>
    part.replace(/<content\s([^<>]{0,3000})>(?:\s*<\/content\s*>)?/g, (tag, attributes: string) => {
      const isImage = /\btype\s*=\s*["']image(\/[^"']*)?["']/.test(attributes);
      const source = /\bsrc\s*=\s*("[^"]*"|'[^']*')/.exec(attributes)?.[1];
      return isImage && source ? `<link rel="enclosure" type="image/*" href=${source}/>` : tag;
    }),
  );
}

const TYPE = /\stype\s*=\s*(?:"[^"]*"|'[^']*')/;

/** Gives a document without its root the one that its elements ask for; takes a prefix off `rss`. */
function withRoot(xml: string): string {
  const root = findRoot(xml);
  if (root?.format === 'rss' && root.prefix !== '') {
    const prefix = root.name.slice(0, root.prefix.length);
    return outsideCdata(xml, (part) => part.replaceAll(`<${prefix}`, '<').replaceAll(`</${prefix}`, '</'));
  }
  if (root) return xml;
  const name = /<(?:\w+:)?(html|channel|entry|item)[\s>]/i.exec(xml)?.[1]?.toLowerCase();
  const body = xml.replace(/^\s*<\?xml[^>]*\?>/, '');
  if (name === 'entry')
    return `<feed xmlns="http://www.w3.org/2005/Atom">${body.replace(/<\/feed\s*>\s*$/i, '')}</feed>`;
  if (name !== 'channel' && name !== 'item') return xml;
  if (/\srdf:about\s*=/.test(xml.slice(0, PROLOG)))
    return `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">${body}</rdf:RDF>`;
  return `<rss version="2.0">${body}</rss>`;
}

/** The root is looked for within so many characters. */
const PROLOG = 20_000;

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
