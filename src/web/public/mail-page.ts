import type { VNode } from 'preact';
import { renderToStaticMarkup } from 'preact-render-to-string';

/** A mail brings its own styles; it runs, sends and embeds nothing. */
export const MAIL_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' https: http: data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The bar over a mail and the line under it; the mail keeps its own styles. */
const barStyles = ({ link, darkLink }: { link: string; darkLink: string }) => `<style>
.pr-bar { color-scheme: light dark; --pr-ink: #1b1c1d; --pr-link: ${link}; display: flex; flex-wrap: wrap; gap: 0 20px; align-items: center; justify-content: space-between; max-width: 600px; margin: 0 auto; padding: 6px 20px; box-sizing: border-box; color: var(--pr-ink); font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; overflow-wrap: anywhere; }
.pr-bar p { margin: 6px 0; }
.pr-bar nav { display: flex; flex-wrap: wrap; gap: 0 20px; }
.pr-bar a { display: inline-block; padding: 10px 0; color: var(--pr-link); text-underline-offset: 0.2em; }
.pr-bar :focus-visible { outline: 3px solid var(--pr-link); outline-offset: 2px; }
@media (prefers-color-scheme: dark) { .pr-bar { --pr-ink: #ecebe8; --pr-link: ${darkLink}; } }
</style>`;

interface MailPage {
  /** Finished HTML of an email of ours. */
  html: string;
  look: { link: string; darkLink: string };
  head: VNode;
  before: VNode;
  after?: VNode | undefined;
}

/** The mail's own HTML as a page: no frame, so it is as high as it is. */
export function mailPage({ html, look, head, before, after }: MailPage): string {
  const end = html.lastIndexOf('</body>');
  const opened = html
    .slice(0, end)
    .replace('</head>', () => `${renderToStaticMarkup(head)}${barStyles(look)}</head>`)
    .replace(/<body[^>]*>/, (tag) => `${tag}${renderToStaticMarkup(before)}<main>`);
  return `${opened}</main>${after ? renderToStaticMarkup(after) : ''}${html.slice(end)}`;
}
