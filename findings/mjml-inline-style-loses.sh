#!/usr/bin/env bash
# mj-style with inline="inline" is for rules of elements. A media query or :hover among them is not left in the head, but dropped, and
# !important is taken off what is inlined, so that a rule of a mail program wins over it. There is no error, also with strict
# validation. Such rules need an mj-style of their own without inline.
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
const style = '@media (max-width: 321px) { .lead { color: red } } .lead:hover { color: blue } .lead { color: green !important }';
const { errors, html } = await mjml(
  `<mjml><mj-head><mj-style inline="inline">${style}</mj-style></mj-head>
   <mj-body><mj-section><mj-column><mj-text><p class="lead">News</p></mj-text></mj-column></mj-section></mj-body></mjml>`,
  { validationLevel: 'strict' },
);
console.log(`mjml ${version}, ${errors.length} errors`);
console.log('the text:', /<p[^>]*>/.exec(html)?.[0]);
console.log('media query:', html.includes('321px') ? 'kept' : 'gone');
console.log('hover:', html.includes(':hover') ? 'kept' : 'gone');
JS
seen=$(node look.mjs)
echo "$seen"
diff <(echo "$seen") - <<'SEEN'
mjml 5.4.1, 0 errors
the text: <p class="lead" style="color: green;">
media query: gone
hover: gone
SEEN
