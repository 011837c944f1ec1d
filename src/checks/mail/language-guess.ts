/** Short words that are frequent in one of these languages, and rare or unknown in the others. */
const FREQUENT: Record<string, string> = {
  en: 'the and of to is that for with was are this have from they which their would there been will not but you we',
  de: 'der die das und ist nicht mit ein eine einen auf von zu den dem sich auch es wir sie ich im für werden wurde haben oder',
  fr: 'le la les des est et dans pour que qui sur une pas plus au avec sont nous vous cette ont mais aux du',
  es: 'el los las una que y en por con para del es se no lo como más pero sus al está esta son',
};

const MIN_WORDS = 40;
/** Of all words, and compared with the language that is set. */
const MIN_SHARE = 0.12;
const MIN_LEAD = 4;

/** The language that a text is surely written in, of those known here; undefined where that is not sure. */
export function guessLanguage(text: string, set: string): string | undefined {
  const is = new Intl.Locale(set).language;
  if (FREQUENT[is] === undefined) return undefined;
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  if (words.length < MIN_WORDS) return undefined;
  const hits = Object.entries(FREQUENT).map(([language, list]) => {
    const frequent = new Set(list.split(' '));
    return { language, count: words.filter((word) => frequent.has(word)).length };
  });
  const [first] = hits.toSorted((one, other) => other.count - one.count);
  const own = hits.find(({ language }) => language === is)?.count ?? 0;
  if (!first || first.language === is) return undefined;
  const isSure = first.count >= MIN_SHARE * words.length && first.count >= MIN_LEAD * Math.max(own, 1);
  return isSure ? first.language : undefined;
}
