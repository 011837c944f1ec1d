type Attributes = Record<string, string>;

const HIDING_STYLE =
  /(^|;)\s*(display\s*:\s*none|visibility\s*:\s*(hidden|collapse)|content-visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(px|em|pt|%)?\s*(;|!|$)|(left|right|top|text-indent|margin-left)\s*:\s*-\d{4,}(px|em)?|clip\s*:\s*rect\(\s*(0|1px)[\s,]|clip-path\s*:\s*inset\(\s*(50|100)%)/i;
/** Classes of frameworks and of WordPress for what only a screen reader or nobody is to notice. */
const HIDING_CLASS =
  /(^|\s)(screen-reader-text|screen-reader|sr-only|visually-?hidden|is-hidden|invisible|katex-mathml|MJX_Assistive_MathML|d-none|hidden)(\s|$)/i;
/** Shown again on wider screens, as a page is on a desk. */
const SHOWN_AGAIN =
  /(^|\s)((sm|md|lg|xl|2xl):(block|flex|grid|table|inline)|d-(sm|md|lg|xl|xxl)-(block|flex|grid|table|inline)|(sm|md|lg|xl):not-sr-only)/i;
const PERMALINK_CLASS = /(^|\s)(headerlink|hash-link|anchorjs-link|heading-anchor|header-anchor)(\s|$)/i;

/** Whether a page would not show this element (SEC-12): a mail, which has no styles of the page, must not show it either. */
export function isHidden(tag: string, attributes: Attributes): boolean {
  const { style = '', class: names = '' } = attributes;
  if ('hidden' in attributes || HIDING_STYLE.test(style)) return true;
  if (tag === 'dialog') return !('open' in attributes);
  if (tag === 'mjx-assistive-mml') return true;
  if (HIDING_CLASS.test(names) && !SHOWN_AGAIN.test(names)) return true;
  return tag === 'a' && isPermalink(attributes);
}

/** The sign beside a heading that links to it. Some generators wrap the heading itself, without saying that it is hidden. */
function isPermalink({
  href = '',
  class: names = '',
  'aria-hidden': isSilent,
  'aria-label': label,
}: Attributes): boolean {
  if (!href.includes('#')) return false;
  if (/header-anchor/i.test(names)) return isSilent === 'true' || label !== undefined;
  return PERMALINK_CLASS.test(names) || (isSilent === 'true' && href.startsWith('#'));
}
