import type { Said } from '../../public/box/box-answer.ts';

type Props = Record<string, string | true | undefined | ((event: Event) => void)>;
type Child = Node | string | undefined | false;

/** An element, never by way of HTML: a page's policy may demand trusted types. Functions are listeners; undefined is left out. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  return dress(document.createElement(tag), props, children);
}

export function svg(tag: string, props: Props, ...children: Child[]): SVGElement {
  return dress(document.createElementNS('http://www.w3.org/2000/svg', tag), props, children);
}

function dress<Made extends Element>(element: Made, props: Props, children: Child[]): Made {
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value !== undefined) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== false));
  return element;
}

/** A sentence with its values in bold, each kept apart from the direction of the words around it. */
export function said({ text, values = {} }: Said): Node[] {
  return text
    .split(/\{(\w+)\}/)
    .map((part, place) =>
      place % 2 === 0 ? document.createTextNode(part) : h('strong', {}, h('bdi', {}, values[part] ?? '')),
    );
}

export const button = (label: string, looks: string, click: () => void) =>
  h('button', { type: 'button', class: `btn ${looks}`, click }, label);

/** Opens beside the page. */
export const link = ({ label, url }: { label: string; url: string }, looks = '') =>
  h('a', { href: url, class: looks || undefined, target: '_blank', rel: 'noopener noreferrer' }, label);

/** Read out at once. */
export const fault = (id: string, text: string) => h('p', { class: 'fault', id, role: 'alert' }, text);
