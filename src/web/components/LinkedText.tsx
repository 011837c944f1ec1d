import { isWebAddress } from '../../platform/input.ts';

const LINK = /\[([^[\]]+)\]\(([^\s()]+)\)/g;

/** A sentence of a publication's own with Markdown links, in parts; whatever else stands in it is text. */
export function linkedParts(text: string): { text: string; url?: string }[] {
  let end = 0;
  const parts = [...text.matchAll(LINK)].flatMap(({ 0: all, 1: label = '', 2: url = '', index }) => {
    const before = text.slice(end, index);
    end = index + all.length;
    return [{ text: before }, isWebAddress(url) ? { text: label, url } : { text: all }];
  });
  return [...parts, { text: text.slice(end) }].filter((part) => part.text !== '');
}

/** The same on a page. Links open beside it. */
export function LinkedText({ text }: { text: string }) {
  return (
    <>
      {linkedParts(text).map((part, place) =>
        part.url === undefined ? (
          part.text
        ) : (
          <a href={part.url} target="_blank" rel="noopener noreferrer" key={place}>
            {part.text}
          </a>
        ),
      )}
    </>
  );
}
