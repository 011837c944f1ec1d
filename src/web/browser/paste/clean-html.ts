/** What a word processor puts on the clipboard, as plain elements that say what they mean. The document is of a parser: nothing in it runs or loads. */
export function cleanHtml(html: string): HTMLElement {
  // Word hides the marks of its lists in comments that only Word reads.
  const source = html.replace(/<!\[(?:if|endif)[^>]*\]>/gi, '');
  const { body } = new DOMParser().parseFromString(source, 'text/html');
  dropComments(body);
  for (const element of body.querySelectorAll(DROPPED)) element.remove();
  // Each step finds what the one before has left.
  for (const element of body.querySelectorAll<HTMLElement>('*')) dropHidden(element);
  listsOfWord(body);
  for (const element of body.querySelectorAll<HTMLElement>('b, strong, span, font, i, em, p'))
    sayStyle(element);
  listsInLists(body);
  for (const item of body.querySelectorAll('li > p')) unwrap(item);
  for (const link of body.querySelectorAll('a')) cleanLink(link);
  for (const picture of body.querySelectorAll('img')) cleanPicture(picture);
  return body;
}

const DROPPED =
  'script, style, meta, link, title, head, xml, template, noscript, iframe, object, embed, svg, math, form input, button, select, textarea, [aria-hidden=true]';

function dropComments(root: HTMLElement): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
  const found: Node[] = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  for (const comment of found) comment.parentNode?.removeChild(comment);
}

function dropHidden(element: HTMLElement): void {
  const { display, visibility } = element.style;
  // Of Word: what is only for its own eyes.
  const isHidden = display === 'none' || visibility === 'hidden' || styleOf(element, 'mso-hide') === 'all';
  if (isHidden || element.hidden) element.remove();
}

/** Of a property that browsers do not know. */
const styleOf = (element: Element, property: string): string =>
  new RegExp(`(?:^|;)\\s*${property}\\s*:\\s*([^;]*)`, 'i')
    .exec(element.getAttribute('style') ?? '')?.[1]
    ?.trim() ?? '';

/** Google Docs, and many others, say bold by a style; and put all they copy into a `b` that is not bold. */
function sayStyle(element: HTMLElement): void {
  const { fontWeight, fontStyle, textDecoration, textDecorationLine } = element.style;
  const name = element.localName;
  const isHeavy = fontWeight === 'bold' || Number(fontWeight) >= 600;
  const isPlain = fontWeight === 'normal' || (fontWeight !== '' && !isHeavy && fontWeight !== 'bolder');
  if ((name === 'b' || name === 'strong') && isPlain) return unwrap(element);
  if ((name === 'i' || name === 'em') && fontStyle === 'normal') return unwrap(element);
  if (name === 'p' || element.closest('h1, h2, h3, h4, h5, h6')) return;
  const meaning = [
    isHeavy && !element.closest('b, strong') && 'strong',
    fontStyle === 'italic' && !element.closest('i, em') && 'em',
    /line-through/.test(textDecorationLine || textDecoration) && 'del',
  ];
  for (const tag of meaning) if (tag) wrapContent(element, tag);
  if (name === 'span' || name === 'font') unwrap(element);
}

function wrapContent(element: Element, tag: string): void {
  if (element.textContent.trim() === '') return;
  const wrapper = document.createElement(tag);
  wrapper.append(...element.childNodes);
  element.append(wrapper);
}

function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes);
}

/** Word's paragraphs that only look like a list: `mso-list:l0 level2 lfo1`, with the mark as text before it. */
function listsOfWord(root: HTMLElement): void {
  const open: { list: HTMLElement; level: number }[] = [];
  for (const paragraph of root.querySelectorAll<HTMLElement>('p')) {
    const level = Number(/level(\d)/.exec(styleOf(paragraph, 'mso-list'))?.[1] ?? 0);
    if (level === 0) {
      open.length = 0;
      continue;
    }
    const mark = [...paragraph.querySelectorAll('span')].find(
      (span) => styleOf(span, 'mso-list').toLowerCase() === 'ignore',
    );
    const isNumbered = /^\s*\(?(?:\d+|[a-z]|[ivx]+)[.)]/i.test(mark?.textContent ?? '');
    mark?.remove();
    while ((open.at(-1)?.level ?? 0) > level) open.pop();
    if ((open.at(-1)?.level ?? 0) < level) {
      const list = document.createElement(isNumbered ? 'ol' : 'ul');
      const last = open.at(-1)?.list.lastElementChild;
      if (last) last.append(list);
      else paragraph.before(list);
      open.push({ list, level });
    }
    const item = document.createElement('li');
    item.append(...paragraph.childNodes);
    open.at(-1)?.list.append(item);
    paragraph.remove();
  }
}

/** Google Docs and old programs put a list directly into a list: it belongs to the item before it. */
function listsInLists(root: HTMLElement): void {
  for (const list of root.querySelectorAll('ul > ul, ul > ol, ol > ul, ol > ol')) {
    const before = list.previousElementSibling;
    if (before?.localName === 'li') before.append(list);
  }
}

/** Links lead where they led, without the detour by which some programs count clicks. */
function cleanLink(link: HTMLAnchorElement): void {
  const url = URL.parse(link.getAttribute('href') ?? '');
  const isDetour = url?.hostname === 'www.google.com' && url.pathname === '/url';
  const target = isDetour ? URL.parse(url.searchParams.get('q') ?? '') : url;
  if (target && /^(?:https?|mailto|tel):$/.test(target.protocol) && link.textContent.trim() !== '')
    link.setAttribute('href', target.href);
  else unwrap(link);
}

/** A picture of the clipboard's own, or of the other program's folder, is no picture that readers could load. */
function cleanPicture(picture: HTMLImageElement): void {
  const source = picture.getAttribute('src') ?? '';
  const [width, height] = [
    Number(picture.getAttribute('width') ?? 99),
    Number(picture.getAttribute('height') ?? 99),
  ];
  if (!/^https?:/i.test(source) || width <= 2 || height <= 2) picture.remove();
}
