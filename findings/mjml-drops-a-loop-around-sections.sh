#!/usr/bin/env bash
# Liquid in MJML that is compiled before Liquid runs: a loop or a condition that stands around an mj-section is text of mj-body, and
# MJML drops text there without a word, also with strict validation. The section then comes once for everybody, with the variable of a
# loop that is gone. Inside mj-text, or in mj-raw, the same lines stay.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-fund --no-audit mjml@5.4.1
cat > look.mjs <<'JS'
import { readFileSync } from 'node:fs';
import mjml from 'mjml';

const { version } = JSON.parse(readFileSync('node_modules/mjml/package.json', 'utf8'));
const section = '<mj-section><mj-column><mj-text>{{ article.title }}</mj-text></mj-column></mj-section>';
const begin = '{% for article in articles %}';
const end = '{% endfor %}';
const look = async (name, body) => {
  const { errors, html } = await mjml(`<mjml><mj-body>${body}</mj-body></mjml>`, { validationLevel: 'strict' });
  console.log(
    `${name}: ${errors.length} errors, loop ${html.includes(begin) && html.includes(end) ? 'kept' : 'gone'},`,
    `title ${html.includes('{{ article.title }}') ? 'kept' : 'gone'}`,
  );
};
console.log(`mjml ${version}`);
await look('as text of mj-body', begin + section + end);
await look('in mj-raw', `<mj-raw>${begin}</mj-raw>${section}<mj-raw>${end}</mj-raw>`);
JS
seen=$(node look.mjs)
echo "$seen"
diff <(echo "$seen") - <<'SEEN'
mjml 5.4.1
as text of mj-body: 0 errors, loop gone, title kept
in mj-raw: 0 errors, loop kept, title kept
SEEN
