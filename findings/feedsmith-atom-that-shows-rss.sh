#!/usr/bin/env bash
# feedsmith decides what a feed is by looking for its marks anywhere in the text, not at the root element. A valid Atom feed
# whose article shows a line of RSS, as a post about feeds does, is taken for RSS and refused as no feed.
# Who needs the right format looks at the root element first and calls parseAtomFeed or parseRssFeed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-fund --no-audit feedsmith@3.0.1
cat > look.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { parseAtomFeed, parseFeed } from 'feedsmith';

const { version } = JSON.parse(readFileSync('node_modules/feedsmith/package.json', 'utf8'));
const atom = (text) => `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <title>Notes</title><id>urn:example:notes</id><updated>2026-05-01T09:00:00Z</updated>
  <entry>
    <title>How a feed begins</title><id>urn:example:1</id><updated>2026-05-01T09:00:00Z</updated>
    <content type="html"><![CDATA[${text}]]></content>
  </entry>
</feed>`;
const seen = (text) => {
  try {
    const { format, feed } = parseFeed(atom(text));
    return `${format}, ${feed.entries.length} article`;
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
};
const lines = [
  `feedsmith ${version}`,
  `an article without code: ${seen('<p>Hello</p>')}`,
  `an article that shows RSS: ${seen('<pre> <rss version="2.0"> </pre>')}`,
  `the same by parseAtomFeed: ${parseAtomFeed(atom('<pre> <rss version="2.0"> </pre>')).entries.length} article`,
];
console.log(lines.join('\n'));
JS
seen=$(node look.mjs)
echo "$seen"
diff <(echo "$seen") - <<'SEEN'
feedsmith 3.0.1
an article without code: atom, 1 article
an article that shows RSS: ParseError: Invalid feed format
the same by parseAtomFeed: 1 article
SEEN
