import { isWebAddress } from '../../platform/input.ts';

const LINK = /\[([^[\]]+)\]\(([^\s()]+)\)/g;

/** A sentence of a publication's own with Markdown links; whatever else stands in it is text. Links open beside the page. */
export function LinkedText({ text }: { text: string }) {
  let end = 0;
  const parts = [...text.matchAll(LINK)].map(([all, label = '', url = ''], place) => {
    const at = text.indexOf(all, end);
    const before = text.slice(end, at);
    end = at + all.length;
    return (
      <span key={place}>
        {before}
        {isWebAddress(url) ? (
          <a href={url} target="_blank" rel="noopener noreferrer">
            {label}
          </a>
        ) : (
          all
        )}
      </span>
    );
  });
  return (
    <>
      {parts}
      {text.slice(end)}
    </>
  );
}
