import type { ComponentChild } from 'preact';

const MARKS = /`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]+)\]\((\/[^)\s]*)\)/g;

/** Sentences of ours: with `code`, **weight** and [links](/to/a/page) of this site. */
export function Phrase({ children }: { children: string }) {
  const parts: ComponentChild[] = [];
  let from = 0;
  for (const { index, 0: all, 1: code, 2: strong, 3: link, 4: href } of children.matchAll(MARKS)) {
    parts.push(children.slice(from, index));
    if (code !== undefined) parts.push(<code key={index}>{code}</code>);
    else if (strong !== undefined) parts.push(<strong key={index}>{strong}</strong>);
    else
      parts.push(
        <a key={index} href={href}>
          {link}
        </a>,
      );
    from = index + all.length;
  }
  return (
    <>
      {parts}
      {children.slice(from)}
    </>
  );
}
