import { classesOf, elementsOf, type MailElement } from './mail-tree.ts';

/** The class that our templates give to the words of an editor or an article. */
const WRITTEN = 'rich';

/** What somebody wrote, without the masthead and the footer around it; the whole mail where a template says nothing of that. */
export function writtenParts(mail: MailElement): MailElement[] {
  const marked = [...elementsOf(mail)].filter((element) => classesOf(element).includes(WRITTEN));
  return marked.length > 0 ? marked : [mail];
}

export const elementsIn = (parts: MailElement[], ...tags: string[]): MailElement[] =>
  parts.flatMap((part) => [...elementsOf(part)]).filter(({ tag }) => tags.includes(tag));

/** Blocks that hold words and no further block. */
export function blocksIn(parts: MailElement[]): MailElement[] {
  return elementsIn(parts, ...BLOCK).filter(
    (block) => ![...elementsOf(block)].some(({ tag }) => BLOCK.includes(tag)),
  );
}

const BLOCK = [
  'p',
  'li',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'td',
  'th',
  'dt',
  'dd',
  'blockquote',
  'caption',
];
