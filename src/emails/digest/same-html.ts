/** One token of compiled HTML after another: a tag with its attributes in order, or words with single blanks. */
function tokensOf(html: string): string[] {
  return (
    withoutComments(html)
      .match(/<[^>]*>|[^<]+/g)
      ?.map((token) => (token.startsWith('<') ? tagToken(token) : wordsToken(token)))
      .filter((token) => token !== '') ?? []
  );
}

/** What only Outlook reads counts as much as all else; where its comments begin and end does not. */
const withoutComments = (html: string) => html.replace(/<!--\[if [^\]]*\]>|<!\[endif\]-->|<!--\s*-->/g, '');

function tagToken(tag: string): string {
  const [, name = '', rest = ''] = /^<(\/?[^\s>]+)([^]*?)\/?>$/.exec(tag) ?? [];
  const attributes = [...rest.matchAll(/([^\s=]+)(?:=(?:"([^"]*)"|'([^']*)'|(\S+)))?/g)]
    .map(([, key = '', ...values]) => `${key}=${wordsToken(values.find(Boolean) ?? '')}`)
    .toSorted();
  return `<${[name, ...attributes].join(' ')}>`;
}

const wordsToken = (words: string) =>
  words
    .replace(/&#(\d+);/g, (_all, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&quot;', '"')
    .replaceAll('&nbsp;', '\u00A0')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/[ \t\r\n]+/g, ' ')
    .trim();

/** Where two compiled emails part, with a little of both; undefined: they are the same to every mail program. */
export function differenceOf(one: string, other: string): { one: string; other: string } | undefined {
  const [first, second] = [tokensOf(one), tokensOf(other)];
  const place = first.findIndex((token, index) => token !== second[index]);
  if (place < 0 && first.length === second.length) return undefined;
  const at = place < 0 ? first.length : place;
  const around = (tokens: string[]) => tokens.slice(Math.max(0, at - 3), at + 3).join('');
  return { one: around(first), other: around(second) };
}
