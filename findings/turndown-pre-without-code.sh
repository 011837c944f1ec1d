#!/usr/bin/env bash
# Turndown makes a block of code of <pre><code>, and nothing of <pre> alone, in which newspapers set poems and tables of tides. Its lines
# come as plain lines: a program that makes HTML of the Markdown again makes one paragraph of them, and the columns are gone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-fund --no-audit turndown@7.2.5
cat > look.mjs <<'JS'
import { readFileSync } from 'node:fs';
import Turndown from 'turndown';

const { version } = JSON.parse(readFileSync('node_modules/turndown/package.json', 'utf8'));
const turndown = new Turndown({ codeBlockStyle: 'fenced' });
const tides = 'High   06:12   3.1 m\nLow    12:40   0.4 m';
console.log(`turndown ${version}`);
console.log('pre and code:', JSON.stringify(turndown.turndown(`<pre><code>${tides}</code></pre>`)));
console.log('pre alone:', JSON.stringify(turndown.turndown(`<pre>${tides}</pre>`)));
JS
seen=$(node look.mjs)
echo "$seen"
diff <(echo "$seen") - <<'SEEN'
turndown 7.2.5
pre and code: "```\nHigh   06:12   3.1 m\nLow    12:40   0.4 m\n```"
pre alone: "High   06:12   3.1 m\nLow    12:40   0.4 m"
SEEN
