import { webAddress } from './clean-html.ts';

const FEED_TYPES = /^application\/(rss\+xml|atom\+xml|feed\+json|rdf\+xml|json)$/i;

/** Feeds that an HTML page points to by `<link rel=alternate>`, absolute, in the order of the page. */
export function findAlternates(html: string, url: string): string[] {
  const head = html.slice(0, 500_000);
  const found = [...head.matchAll(/<link\b[^>]{0,2000}>/gi)].flatMap(([tag]) => {
    const isFeed =
      /\balternate\b/i.test(attribute(tag, 'rel')) && FEED_TYPES.test(attribute(tag, 'type').trim());
    return isFeed ? [webAddress(attribute(tag, 'href').replace(/&amp;/g, '&'), url)] : [];
  });
  return [...new Set(found.filter((address) => address !== undefined))].slice(0, 10);
}

function attribute(tag: string, name: string): string {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(tag);
  return match?.[1] ?? match?.[2] ?? match?.[3] ?? '';
}
