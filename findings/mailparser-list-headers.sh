#!/usr/bin/env bash
# mailparser takes the List-* headers out of the map of headers and puts them together under `list`. `headers.has("list-unsubscribe")`
# is false for a mail that has the header, and of several web addresses in it the last one is kept, although RFC 2369 says that the
# first one is preferred. Whoever checks the header of a newsletter reads `headerLines`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-fund --no-audit mailparser@3.14.2
cat > look.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { simpleParser } from 'mailparser';

const { version } = JSON.parse(readFileSync('node_modules/mailparser/package.json', 'utf8'));
const mail = await simpleParser(
  [
    'From: news@example.com',
    'List-Unsubscribe: <https://example.com/first>, <https://example.com/second>, <mailto:leave@example.com>',
    'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
    'Subject: News',
    '',
    'Hello',
  ].join('\r\n'),
);
console.log(`mailparser ${version}`);
console.log('headers:', [...mail.headers.keys()].join(', '));
console.log('has list-unsubscribe:', mail.headers.has('list-unsubscribe'));
console.log('list:', JSON.stringify(mail.headers.get('list')));
console.log('in headerLines:', mail.headerLines.some(({ key }) => key === 'list-unsubscribe'));
JS
seen=$(node look.mjs)
echo "$seen"
diff <(echo "$seen") - <<'SEEN'
mailparser 3.14.2
headers: from, list, subject
has list-unsubscribe: false
list: {"unsubscribe":{"url":"https://example.com/second","mail":"leave@example.com"},"unsubscribe-post":{"name":"List-Unsubscribe=One-Click"}}
in headerLines: true
SEEN
