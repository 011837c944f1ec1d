/** Their ends may be left out, and one of them ends the other: they do not nest by themselves. */
const SELF_ENDING = new Set(
  'p li dt dd tr td th thead tbody tfoot option optgroup colgroup caption rb rt rp'.split(' '),
);
const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));
/** What stands in these is no markup. */
const RAW = new Set('script style textarea title xmp noembed noframes'.split(' '));
/** Far more than any page has; parsers need time that grows with the square of it. */
const MAX_DEPTH = 200;
/** Tables within tables are layout, and what lays tables out multiplies their sizes. */
const MAX_TABLE_DEPTH = 6;

/**
 * HTML whose elements are nested no deeper than `MAX_DEPTH`, tables no deeper than `MAX_TABLE_DEPTH`; tags beyond that go, their
 * words stay. Takes time in proportion to the length, so that what comes from outside may be given to parsers afterwards.
 */
export function boundHtml(html: string): string {
  let output = '';
  let copied = 0;
  const walk = createWalk();
  for (const { name, isEnd, start, end } of tagsOf(html)) {
    if (isEnd ? walk.close(name) : walk.open(name)) continue;
    output += html.slice(copied, start);
    copied = end;
  }
  return output + html.slice(copied);
}

/** Says of each tag whether it stays. */
function createWalk() {
  const open: string[] = [];
  const dropped = new Map<string, number>();
  const change = (name: string, by: number) => dropped.set(name, (dropped.get(name) ?? 0) + by);
  const isTooDeep = (name: string) =>
    open.length >= MAX_DEPTH ||
    (name === 'table' && open.filter((entry) => entry === 'table').length >= MAX_TABLE_DEPTH);
  return {
    open(name: string): boolean {
      if (VOID.has(name) || SELF_ENDING.has(name)) return true;
      if (isTooDeep(name)) {
        change(name, 1);
        return false;
      }
      open.push(name);
      return true;
    },
    close(name: string): boolean {
      if ((dropped.get(name) ?? 0) > 0) {
        change(name, -1);
        return false;
      }
      const place = open.lastIndexOf(name);
      if (place >= 0) open.length = place;
      return true;
    },
  };
}

interface FoundTag {
  name: string;
  isEnd: boolean;
  start: number;
  end: number;
}

function* tagsOf(html: string): Generator<FoundTag> {
  const tag = /<(\/?)([a-z][a-z0-9-]*)(?=[\s/>])[^<>]*>|<!--/gi;
  const lastComment = html.lastIndexOf('-->');
  for (let found = tag.exec(html); found; found = tag.exec(html)) {
    const [all, slash, given] = found;
    const name = given?.toLowerCase() ?? '';
    if (name === '') {
      // A comment without an end is none.
      if (tag.lastIndex <= lastComment) tag.lastIndex = html.indexOf('-->', tag.lastIndex) + 3;
      continue;
    }
    yield { name, isEnd: slash === '/', start: found.index, end: found.index + all.length };
    if (slash !== '' || !RAW.has(name)) continue;
    const end = new RegExp(`</${name}(?=[\\s/>])`, 'gi');
    end.lastIndex = tag.lastIndex;
    tag.lastIndex = end.exec(html)?.index ?? html.length;
  }
}
