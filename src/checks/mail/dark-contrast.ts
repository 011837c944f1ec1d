import { contrast } from '../../platform/colors.ts';
import { around, classesOf, elementsOf, type MailElement } from './mail-tree.ts';

/** Words that the dark look makes hard to read. */
export interface DarkFault {
  words: string;
  ratio: number;
}

/** Below this, words are lost to many; between it and 4.5 : 1 large ones can still be read, which nobody here can tell. */
const LEAST = 3;

/**
 * What of a mail cannot be read under its own styles for a dark look, as Apple Mail applies them. It knows colours as they stand
 * inline and in simple rules by element and class; programs that turn colours over by themselves it does not know.
 */
export function darkFaults(mail: MailElement): DarkFault[] {
  const rules = darkRules(mail);
  const faults: DarkFault[] = [];
  for (const element of elementsOf(mail)) {
    const words = ownWords(element);
    if (words === '' || isUnseen(element)) continue;
    const ink = inherited(element, rules, 'color') ?? '#000000';
    const ground = inherited(element, rules, 'background') ?? '#ffffff';
    const ratio = contrast(ink, ground);
    if (ratio < LEAST) faults.push({ words: words.slice(0, 60), ratio });
  }
  return faults;
}

function ownWords({ tag, children }: MailElement): string {
  if (tag === 'style' || tag === 'title') return '';
  return children
    .filter((child) => typeof child === 'string')
    .join(' ')
    .replace(/(?:[\s\u2007\ufeff]|\u034f)+/g, ' ')
    .trim();
}

function isUnseen(element: MailElement): boolean {
  return [...around(element)].some(
    ({ tag, attributes }) =>
      tag === 'head' || /(?:^|;)\s*display\s*:\s*none/i.test(attributes['style'] ?? ''),
  );
}

type Property = 'color' | 'background';

interface Rule {
  selector: string[];
  color: string | undefined;
  background: string | undefined;
}

/** The colour that counts at an element: its own, or that of the nearest around it. */
function inherited(element: MailElement, rules: Rule[], property: Property): string | undefined {
  for (const one of around(element)) {
    const dark = rules.findLast((rule) => rule[property] !== undefined && matches(one, rule.selector));
    const found = dark?.[property] ?? inlineColor(one, property);
    if (found !== undefined) return found;
  }
  return undefined;
}

function inlineColor({ attributes }: MailElement, property: Property): string | undefined {
  const bound = property === 'background' ? colorOf(attributes['bgcolor'] ?? '') : undefined;
  return declared(attributes['style'] ?? '', property) ?? bound;
}

/** The last colour that a list of declarations gives. */
function declared(style: string, property: Property): string | undefined {
  const names = property === 'color' ? ['color'] : ['background', 'background-color'];
  return style
    .split(';')
    .map((declaration) => /^\s*([a-z-]+)\s*:\s*([^!]+)/i.exec(declaration))
    .filter((found) => names.includes(found?.[1]?.toLowerCase() ?? ''))
    .map((found) => colorOf(found?.[2]?.trim() ?? ''))
    .findLast((color) => color !== undefined);
}

const NAMED: Record<string, string> = { white: '#ffffff', black: '#000000' };

/** `#rrggbb`; undefined for what is no plain colour. */
function colorOf(text: string): string | undefined {
  const [, short] = /^#([0-9a-f]{3})$/i.exec(text) ?? [];
  if (short) return short.toLowerCase().replace(/./g, '$&$&').replace(/^/, '#');
  return /^#[0-9a-f]{6}$/i.test(text) ? text.toLowerCase() : NAMED[text.toLowerCase()];
}

/** The rules of a dark look, in the order in which they stand; ours are all marked as important. */
function darkRules(mail: MailElement): Rule[] {
  const styles = [...elementsOf(mail)]
    .filter(({ tag }) => tag === 'style')
    .map(({ children }) => children.filter((child) => typeof child === 'string').join(''));
  return styles.flatMap((css) =>
    [...css.matchAll(/@media[^{]*prefers-color-scheme\s*:\s*dark[^{]*\{((?:[^{}]*\{[^{}]*\})*)/gi)].flatMap(
      ([, block = '']) => [...block.matchAll(/([^{}]+)\{([^{}]*)\}/g)].flatMap(rulesOf),
    ),
  );
}

function rulesOf([, selectors = '', style = '']: RegExpMatchArray): Rule[] {
  const [color, background] = [declared(style, 'color'), declared(style, 'background')];
  return selectors.split(',').map((selector) => ({
    selector: selector
      .replace(/\s*>\s*/g, ' > ')
      .trim()
      .split(/\s+/),
    color,
    background,
  }));
}

/** Elements and classes, below each other or directly; anything else matches nothing. */
function matches(element: MailElement, selector: string[]): boolean {
  const own = selector.at(-1) ?? '';
  if (!fits(element, own)) return false;
  const rest = selector.slice(0, -1);
  if (rest.length === 0) return true;
  const { parent } = element;
  if (!parent) return false;
  if (rest.at(-1) === '>') return matches(parent, rest.slice(0, -1));
  return [...around(parent)].some((one) => matches(one, rest));
}

function fits(element: MailElement, compound: string): boolean {
  const [, tag = '', classes = ''] = /^([a-z][a-z0-9]*)?((?:\.[\w-]+)*)$/i.exec(compound) ?? [];
  if (tag === '' && classes === '') return false;
  const has = classesOf(element);
  return (
    (tag === '' || tag.toLowerCase() === element.tag) &&
    classes
      .split('.')
      .filter(Boolean)
      .every((name) => has.includes(name))
  );
}
