import { foldBlanks, plainText } from './clean-html.ts';

/** What programs write where nobody gave a title. */
const PLACEHOLDERS = new Set(
  `no title|untitled|untitled post|untitled article|title|undefined|null|nan|none|[object object]|auto draft|kein titel|ohne titel|ohne überschrift|unbenannt|sans titre|sin título|sin titulo|senza titolo|sem título|sem titulo|zonder titel|geen titel|titelloos|utan titel|namnlös|uten tittel|uden titel|nimetön|ei otsikkoa|bez názvu|bez tytułu|bez naslova|cím nélkül|névtelen|fără titlu|başlıksız|adsız|без названия|без заголовка|без назви|без заглавие|χωρίς τίτλο|ללא כותרת|بدون عنوان|無題|无标题|無標題|제목 없음|không có tiêu đề|tanpa judul`.split(
    '|',
  ),
);

/** Decoded once more: a plain title holds them only when a program escaped it twice. */
const LEFT_ENTITY = /&(quot|amp|apos|nbsp|hellip|[nm]dash|[lr][sd]quo|[lr]aquo|#0?39|#x27|#8\d{3}|lt|gt);/i;
const TAG = /<(\/?)([a-z][a-z0-9-]*)((?:[\s/][^<>]*)?)>/gi;
const COMMENT = '<!--[^<>]*-->';
/** What may mark up a title. Of another name, `<T extends U>` or `<K, V>`, only what comes in a pair is markup. */
const NAMES = new Set(
  'a abbr b bdi bdo big br cite code del dfn em font i img ins kbd mark p q s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

/** The text of a title. `isHtml`: tags that mark something up go, and a lone tag in a sentence is a word of it. */
export function titleText(title: string, isHtml: boolean): string {
  const text = isHtml ? plainText(withLoneTags(title)) : foldBlanks(title);
  if (!LEFT_ENTITY.test(text)) return text;
  return plainText(text.replace(/</g, '&lt;').replace(/>/g, '&gt;'));
}

/** Whether a program says by it that there is none. */
export function isPlaceholder(title: string): boolean {
  return (
    PLACEHOLDERS.has(title.toLowerCase().replace(/^[\s([<{*_–—-]+|[\s)\]>}*_.–—-]+$/g, '')) ||
    title.toLowerCase() === '[object object]'
  );
}

/** Escapes what is no markup: tags that neither have attributes nor come in pairs (`Why the <br> tag`), `Map<K, V>`, `a <- b`. */
function withLoneTags(title: string): string {
  const tags = [...title.matchAll(TAG)].map(([all, slash, name = '', rest = ''], place) => ({
    all,
    isEnd: slash === '/',
    name: name.toLowerCase(),
    rest,
    place,
  }));
  const paired = new Set<number>();
  const open: { name: string; place: number }[] = [];
  for (const { isEnd, name, place } of tags) {
    if (!isEnd) {
      open.push({ name, place });
      continue;
    }
    const start = open.findLastIndex((tag) => tag.name === name);
    if (start < 0) continue;
    paired.add(place).add(open[start]?.place ?? place);
    open.length = start;
  }
  let place = 0;
  const parts = new RegExp(`${COMMENT}|${TAG.source}|<`, 'gi');
  return title.replace(parts, (all: string, _slash, name: string | undefined, rest: string, at: number) => {
    if (name === undefined) return all === '<' ? '&lt;' : all;
    const hasAttributes = NAMES.has(name.toLowerCase()) && rest.replace(/\/$/, '').trim() !== '';
    const isBreak = isLineBreak(title, all, name, at);
    const isMarkup = paired.has(place++) || hasAttributes || isBreak;
    if (isBreak && !/^wbr$/i.test(name)) return ' ';
    return isMarkup ? all : `&lt;${all.slice(1, -1)}&gt;`;
  });
}

/** A break stands right between two words, or has a slash; between blanks it is spoken of. */
function isLineBreak(title: string, tag: string, name: string, at: number): boolean {
  if (!/^(br|wbr|hr)$/i.test(name)) return false;
  const [before = ' ', after = ' '] = [title[at - 1], title[at + tag.length]];
  return tag.endsWith('/>') || /\S/.test(before) || /\S/.test(after);
}
