#!/usr/bin/env bash
# The part of a bounce that is meant for programs (message/delivery-status, RFC 3464) is no attachment for mailparser: it is appended to
# the text for people, without a mark where it begins. A program that looks for it among the attachments finds the headers of
# the original alone, and “Status: 5.1.1” in a text may as well be what a person quoted.
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
const { text, attachments } = await simpleParser(
  [
    'From: MAILER-DAEMON@mx.example.org',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'The mail could not be delivered.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example.org',
    '',
    'Final-Recipient: rfc822; reader@example.org',
    'Action: failed',
    'Status: 5.1.1',
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    'Subject: News',
    '',
    '--b--',
    '',
  ].join('\r\n'),
);
console.log(`mailparser ${version}`);
console.log('attachments:', attachments.map(({ contentType }) => contentType).join(', '));
console.log('text:', JSON.stringify(text));
JS
seen=$(node look.mjs)
echo "$seen"
diff <(echo "$seen") - <<'SEEN'
mailparser 3.14.2
attachments: text/rfc822-headers
text: "The mail could not be delivered.\nReporting-MTA: dns; mx.example.org\n\nFinal-Recipient: rfc822; reader@example.org\nAction: failed\nStatus: 5.1.1\n"
SEEN
