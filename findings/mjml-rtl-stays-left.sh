#!/usr/bin/env bash
# <mjml dir="rtl"> writes the direction into the html element and into nothing else. Each section and column says direction:ltr and
# text-align:left in its style, which beats it, so an Arabic or Hebrew mail stays on the left. Sections need direction="rtl", and texts
# align="right", one by one or by mj-attributes.
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
const { html } = await mjml(
  '<mjml lang="ar" dir="rtl"><mj-body><mj-section><mj-column><mj-text>مرحبا</mj-text></mj-column></mj-section></mj-body></mjml>',
);
const all = (pattern) => [...new Set(html.match(pattern))].toSorted().join(', ');
console.log(`mjml ${version}`);
console.log('html:', /<html[^>]* dir="(\w+)"/.exec(html)?.[1]);
console.log('styles:', all(/direction: ?\w+/g));
console.log('the text:', all(/(?<=font-size:13px;[^"]*)text-align: ?\w+/g));
JS
seen=$(node look.mjs)
echo "$seen"
diff <(echo "$seen") - <<'SEEN'
mjml 5.4.1
html: rtl
styles: direction:ltr
the text: text-align:left
SEEN
