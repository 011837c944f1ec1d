/** Elements that stand for themselves in an article; all else is part of one of them or loose text. */
export const BLOCKS = new Set('p h2 h3 h4 h5 h6 ul ol dl blockquote pre table hr'.split(' '));

/** Cuts well-formed HTML (our sanitiser's own output) into its outermost blocks; loose text becomes paragraphs. */
export function blocksOf(html: string, paragraphStyle: string): string[] {
  const blocks: string[] = [];
  let loose = '';
  let block = '';
  let depth = 0;
  const endParagraph = () => {
    if (/[^\s]/.test(loose.replace(/<(?!img)[^>]*>|&nbsp;/g, ''))) {
      blocks.push(`<p style="${paragraphStyle}">${loose.trim()}</p>`);
    }
    loose = '';
  };
  for (const [token, closing, name = ''] of html.matchAll(/<(\/?)([a-z0-9]+)[^>]*>|[^<]+/g)) {
    const isBlock = BLOCKS.has(name);
    if (depth === 0 && name === 'div') endParagraph();
    else if (depth === 0 && !isBlock) loose += token;
    else block += token;
    if (!isBlock) continue;
    if (depth === 0) endParagraph();
    if (name !== 'hr') depth += closing === '/' ? -1 : 1;
    if (depth === 0) {
      blocks.push(block);
      block = '';
    }
  }
  endParagraph();
  return blocks.filter((entry) => !/^<(p|h\d)[^>]*>(\s|&nbsp;|<br[^>]*>)*<\/\1>$/.test(entry));
}
