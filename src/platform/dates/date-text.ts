import { plainDigits } from '../plain-digits.ts';

const HALVES: [RegExp, string][] = [
  [/上午|午前|오전|凌晨|早上/g, ' am '],
  [/下午|午後|오후|晚上/g, ' pm '],
  [/\b([ap])\s?\.?\s?m\b\.?/g, ' $1m '],
  [/π\.?\s?μ\.?(?!\p{L})/gu, ' am '],
  [/μ\.?\s?μ\.?(?!\p{L})/gu, ' pm '],
];
/** Eras of Japan and Taiwan: the year before their first. */
const ERAS: Record<string, number> = { 令和: 2018, 平成: 1988, 昭和: 1925, 民國: 1911, 民国: 1911 };

/** One spelling for what people and programs write: small letters, digits 0 to 9, no accents, no quotes, no marks of direction. */
export function plainDate(text: string): string {
  let plain = plainDigits(text.replace(/<[^<>]*>|&(nbsp|#160);/gi, ' ').normalize('NFKC'))
    .replace(/[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/[−–—]/g, '-')
    .replace(/[،、]/g, ',');
  plain = foldWord(plain).replace(/^["'“”„‘’«»‹›`[(\s]+|["'“”„‘’«»‹›`\])\s,;]+$/g, '');
  plain = plain
    .replace(/(令和|平成|昭和|民國|民国)\s*(元|\d{1,3})\s*年/g, (_all, era: string, year: string) => {
      return `${(ERAS[era] ?? 0) + (year === '元' ? 1 : Number(year))}年`;
    })
    .replace(
      /(\d{1,2})\s*[時时點点시]\s*(?:(\d{1,2})\s*[分분])?\s*(?:(\d{1,2})\s*[秒초])?/g,
      (_all, ...parts) =>
        ` ${String(parts[0])}:${String(parts[1] ?? '00')}${parts[2] === undefined ? '' : `:${String(parts[2])}`} `,
    );
  for (const [pattern, half] of HALVES) plain = plain.replace(pattern, half);
  return plain.replace(/\s+/g, ' ').trim();
}

/** Small letters without accents and dots; other scripts keep their marks, which are letters there. */
function foldWord(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replaceAll('ß', 'ss');
}

/** Words of a folded text; dots inside belong to them (`มี.ค`), but not to their names. */
export const WORD = /\p{L}[\p{L}\p{M}]*(?:\.\p{L}[\p{L}\p{M}]*)*/gu;

export const wordsOf = (text: string) => [...text.matchAll(WORD)].map(([word]) => word.replaceAll('.', ''));
