#!/usr/bin/env bash
# nodemailer has an option `list` for the List-* headers, and no header of one-click unsubscription (RFC 8058) comes out of it: its value
# is taken for the address of a web page. Two addresses of List-Unsubscribe become two headers, where RFC 2369 has one list, and
# blanks in a subject vanish. Whoever wants one click writes List-Unsubscribe and List-Unsubscribe-Post into `headers`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-fund --no-audit nodemailer@10.6.0
cat > look.mjs <<'JS'
import { readFileSync } from 'node:fs';
import nodemailer from 'nodemailer';

const { version } = JSON.parse(readFileSync('node_modules/nodemailer/package.json', 'utf8'));
const transport = nodemailer.createTransport({ streamTransport: true, buffer: true });
const { message } = await transport.sendMail({
  from: 'news@example.com',
  to: 'reader@example.org',
  text: 'Hello',
  list: {
    unsubscribe: ['https://example.com/leave/1', 'leave@example.com?subject=stop the mail'],
    'unsubscribe-post': 'List-Unsubscribe=One-Click',
  },
});
console.log(`nodemailer ${version}`);
for (const line of message.toString().split('\r\n')) if (line.startsWith('List-')) console.log(line);
JS
seen=$(node look.mjs)
echo "$seen"
diff <(echo "$seen") - <<'SEEN'
nodemailer 10.6.0
List-Unsubscribe: <https://example.com/leave/1>
List-Unsubscribe: <mailto:leave@example.com?subject=stopthemail>
List-Unsubscribe-Post: <http://List-Unsubscribe=One-Click>
SEEN
