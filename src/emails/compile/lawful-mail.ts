import sanitizeHtml from 'sanitize-html';
import { withoutOwnMarks, withoutOwnParts } from '../frame/own-parts.ts';
import type { MailNeed, TemplateProblem } from '../../words/index.ts';
import { slot } from './slots.ts';

/** What of a model stands in every mail to an audience. */
interface Promised {
  address: string[];
  brand: { imprintUrl: string | null };
  say: { why: string };
  slots: { body: string };
}

/** Links that are one reader's alone. */
const OWN_LINKS = ['unsubscribeUrl', 'preferencesUrl', 'viewUrl', 'rhythmUrl'].map(slot);

/**
 * What a compiled mail lacks of what readers are owed: the way out, who sent it, and why it came. What nobody can see does not
 * count. @param hasBody whether its text stands in one place.
 */
export function lawfulProblems(html: string, mail: Promised, hasBody: boolean): TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  const lacks = (need: MailNeed) => problems.push({ kind: 'lacks', need });
  const { words, links, hasScript } = seen(html);
  if (!links.includes(slot('unsubscribeUrl'))) lacks('unsubscribe');
  if (!links.includes(slot('preferencesUrl'))) lacks('preferences');
  if (!mail.address.every((line) => words.includes(withoutBlanks(line)))) lacks('address');
  if (!words.includes(withoutBlanks(mail.say.why))) lacks('why');
  if (mail.brand.imprintUrl !== null && !links.includes(mail.brand.imprintUrl)) lacks('imprint');
  if (hasBody && !words.includes(mail.slots.body)) lacks('content');
  const open = withoutOwnParts(html);
  if (OWN_LINKS.some((link) => open.includes(link))) problems.push({ kind: 'unmarked' });
  if (hasScript) problems.push({ kind: 'script' });
  return problems;
}

const HIDDEN =
  /(?:^|;)(?:display:none|visibility:(?:hidden|collapse)|opacity:0(?:\.0+)?(?:;|$)|max-(?:height|width):0|mso-hide:all)/;
const FONT_SIZE = /(?:^|;)font-size:([\d.]+)/;
const EMPTY = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));

interface Open {
  isHidden: boolean;
  /** Undefined: that of what is around it. */
  fontSize: number | undefined;
  /** Of a link. */
  href: string | undefined;
}

/** The words that can be seen, without blanks between them, and the links. A font size of zero hides words, unless something further in has another. */
function seen(html: string): { words: string; links: string[]; hasScript: boolean } {
  const open: Open[] = [];
  const texts: string[] = [];
  const links: string[] = [];
  let hasScript = false;
  const isSeen = () =>
    !open.some(({ isHidden }) => isHidden) &&
    open.findLast(({ fontSize }) => fontSize !== undefined)?.fontSize !== 0;
  const say = (text: string) => {
    if (text.trim() === '' || !isSeen()) return;
    texts.push(text);
    const href = open.findLast((one) => one.href !== undefined)?.href;
    if (href !== undefined) links.push(href);
  };
  sanitizeHtml(html, {
    allowedTags: false,
    allowedAttributes: false,
    allowVulnerableTags: true,
    parseStyleAttributes: false,
    onOpenTag(name, attribs) {
      hasScript ||= isScript(name, attribs);
      if (name === 'img' && attribs['alt']) say(attribs['alt']);
      if (!EMPTY.has(name)) open.push(openOf(name, attribs));
    },
    onCloseTag(name) {
      if (!EMPTY.has(name)) open.pop();
    },
    textFilter(text, name) {
      if (name !== 'title') say(decoded(text));
      return text;
    },
  });
  return { words: withoutBlanks(texts.join('')), links, hasScript };
}

function openOf(name: string, attribs: Record<string, string>): Open {
  const style = (attribs['style'] ?? '').replace(/\s/g, '').toLowerCase();
  const [, size] = FONT_SIZE.exec(style) ?? [];
  return {
    isHidden: HIDDEN.test(style) || 'hidden' in attribs,
    fontSize: size === undefined ? undefined : Number(size),
    href: name === 'a' ? (attribs['href'] ?? '') : undefined,
  };
}

const isScript = (name: string, attribs: Record<string, string>) =>
  name === 'script' ||
  Object.keys(attribs).some((attribute) => /^on/i.test(attribute)) ||
  /^\s*(?:javascript|data|vbscript):/i.test(attribs['href'] ?? '');

const decoded = (text: string) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

const withoutBlanks = (text: string) => withoutOwnMarks(text).replace(/\s+/g, '');
