const BOUNDARY = /<\/?(?:item|entry)[\s>]/i;
const DAMAGED_START = /<!CDATA\[|<\[CDATA\[|<!\[CDATA\s(?=<)|(?<![<![])!\[CDATA\[/g;

/**
 * Ends every CDATA section that swallows the next one and the end of its own item: its end is missing or damaged, so
 * it ends before the end of its element. An article may well speak of `<item>`, but not of `<![CDATA[` besides.
 */
export function mendCdata(text: string): string {
  const xml = text.replace(DAMAGED_START, '<![CDATA[');
  const parts: string[] = [];
  let from = 0;
  for (;;) {
    const start = xml.indexOf('<![CDATA[', from);
    if (start < 0) return [...parts, xml.slice(from)].join('');
    const close = xml.indexOf(']]>', start);
    const content = xml.slice(start + 9, close < 0 ? xml.length : close);
    const end =
      start + 9 + (isSwallowing(content) || close < 0 ? ownEnd(xml, start, content) : content.length);
    parts.push(xml.slice(from, start), `${xml.slice(start, end).replace(/\]{1,2}>?\s*$/, '')}]]>`);
    from = close === end ? end + 3 : end;
  }
}

export function isSwallowing(content: string): boolean {
  return content.includes('<![CDATA[') && BOUNDARY.test(content.slice(0, content.indexOf('<![CDATA[')));
}

/** How much of it belongs to the element that the section stands in. */
function ownEnd(xml: string, start: number, content: string): number {
  const name = /<([\w:.-]+)[^<>]*>\s*$/.exec(xml.slice(Math.max(0, start - 500), start))?.[1];
  const close = name === undefined ? -1 : content.indexOf(`</${name}`);
  const boundary = content.search(BOUNDARY);
  const ends = [close, boundary].filter((end) => end >= 0);
  return ends.length > 0 ? Math.min(...ends) : content.length;
}
