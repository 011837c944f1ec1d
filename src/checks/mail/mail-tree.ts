/** An element of an email that our own templates made, so it is well formed. */
export interface MailElement {
  tag: string;
  attributes: Record<string, string>;
  parent: MailElement | undefined;
  children: (MailElement | string)[];
}

const VOID = new Set('area br col hr img input link meta wbr'.split(' '));
const TOKEN =
  /<!--[^]*?-->|<![^>]*>|<(\/?)([a-z][a-z0-9:]*)((?:\s+[^\s"'<>=/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))?)*)\s*\/?>/gi;
const ATTRIBUTE = /([^\s"'<>=/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?/g;

/** The elements of an email; what stands in comments, as Outlook's own parts do, is left out. */
export function readMail(html: string): MailElement {
  const root: MailElement = { tag: '', attributes: {}, parent: undefined, children: [] };
  let open = root;
  let from = 0;
  for (const match of html.matchAll(TOKEN)) {
    if (match.index < from) continue;
    const text = html.slice(from, match.index);
    if (text !== '') open.children.push(open.tag === 'style' ? text : decoded(text));
    from = match.index + match[0].length;
    const [, slash, name, attributes = ''] = match;
    if (name === undefined) continue;
    const tag = name.toLowerCase();
    if (slash === '/') {
      open = closed(open, tag);
      continue;
    }
    const element: MailElement = { tag, attributes: attributesOf(attributes), parent: open, children: [] };
    open.children.push(element);
    if (!VOID.has(tag)) open = element;
  }
  return root;
}

/** The element that is open once `tag` is closed. */
function closed(open: MailElement, tag: string): MailElement {
  let element: MailElement | undefined = open;
  while (element && element.tag !== tag) element = element.parent;
  return element?.parent ?? open;
}

function attributesOf(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(ATTRIBUTE)].map(([, name = '', double, single, bare]) => [
      name.toLowerCase(),
      decoded(double ?? single ?? bare ?? ''),
    ]),
  );
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return NAMED[String(name)] ?? whole;
    const point = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}

/** All elements below one, in their order. */
export function* elementsOf(element: MailElement): Generator<MailElement> {
  for (const child of element.children) {
    if (typeof child === 'string') continue;
    yield child;
    yield* elementsOf(child);
  }
}

/** The words in an element, with single blanks. */
export function textOf(element: MailElement): string {
  const parts = (of: MailElement): string =>
    of.children.map((child) => (typeof child === 'string' ? child : spaced(child, parts(child)))).join('');
  return parts(element).replace(/\s+/g, ' ').trim();
}

const BLOCKS = /^(?:p|div|h[1-6]|li|ul|ol|dl|dt|dd|tr|td|th|table|blockquote|pre|br|hr)$/;
const spaced = ({ tag }: MailElement, text: string) =>
  tag === 'style' ? '' : BLOCKS.test(tag) ? ` ${text} ` : text;

export const classesOf = ({ attributes }: MailElement): string[] =>
  (attributes['class'] ?? '').split(/\s+/).filter(Boolean);

/** An element itself and what stands around it, from the inside. */
export function* around(element: MailElement): Generator<MailElement> {
  for (let one: MailElement | undefined = element; one; one = one.parent) yield one;
}
