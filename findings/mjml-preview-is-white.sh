#!/usr/bin/env bash
# mj-preview writes the preheader in white (color:#ffffff; font-size:1px) and takes no attribute that changes it, on a dark page as
# on a light one. SpamAssassin's rule HTML_FONT_LOW_CONTRAST counts white on white against every such mail. Who wants another
# colour leaves mj-preview out and puts a hidden div of their own into mj-raw.
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
const colourOf = async (head) => {
  const source = `<mjml><mj-head>${head}</mj-head><mj-body background-color="#101010"><mj-section><mj-column><mj-text>Hello</mj-text></mj-column></mj-section></mj-body></mjml>`;
  const { html } = await mjml(source, { validationLevel: 'skip' });
  return /<div[^>]*color:\s*(#\w+)[^>]*>Preheader/.exec(html)?.[1];
};
console.log(`mjml ${version}`);
console.log(`plain: ${await colourOf('<mj-preview>Preheader</mj-preview>')}`);
console.log(`with color="#123456": ${await colourOf('<mj-preview color="#123456">Preheader</mj-preview>')}`);
console.log(`with mj-attributes: ${await colourOf('<mj-attributes><mj-preview color="#123456" /></mj-attributes><mj-preview>Preheader</mj-preview>')}`);
JS
seen=$(node look.mjs)
echo "$seen"
diff <(echo "$seen") - <<'SEEN'
mjml 5.4.1
plain: #ffffff
with color="#123456": #ffffff
with mj-attributes: #ffffff
SEEN
