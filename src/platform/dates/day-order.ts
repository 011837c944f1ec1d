/** How a document writes days in numbers: the day before the month, or behind it. */
export type DayOrder = 'day-first' | 'month-first';

export interface DateContext {
  /** BCP 47, of the feed. */
  language?: string | undefined;
  /** As other dates of the same document tell it. */
  order?: DayOrder | undefined;
}

const NUMERIC = /(?<![\d:.+-])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?![\d:])/;

/** The order that those dates prove which can be read in one way only; none when they contradict each other. */
export function orderOf(dates: Iterable<string>): DayOrder | undefined {
  const proofs = new Set<DayOrder>();
  for (const date of dates) {
    const [, first, separator, second] = NUMERIC.exec(date.slice(0, 100)) ?? [];
    // With dots the day comes first nearly everywhere, which tells nothing of other dates.
    if (Number(first) > 12 && Number(second) <= 12 && separator !== '.') proofs.add('day-first');
    if (Number(second) > 12 && Number(first) <= 12) proofs.add('month-first');
  }
  return proofs.size === 1 ? [...proofs][0] : undefined;
}

/**
 * The order in a language. English without a country tells nothing. With dots the day comes first everywhere but in
 * English, also where the language is unknown.
 */
export function orderIn(language: string | undefined, separator: string): DayOrder | undefined {
  const order = language === undefined || /^en$/i.test(language) ? undefined : orderOfLanguage(language);
  if (separator === '.' && (language === undefined || !/^en\b/i.test(language)))
    return order === 'year-first' ? undefined : (order ?? 'day-first');
  return order === 'year-first' ? undefined : order;
}

/** Whether the language writes 26/3/10. */
export const isYearFirst = (language: string | undefined) =>
  language !== undefined && orderOfLanguage(language) === 'year-first';

function orderOfLanguage(language: string): DayOrder | 'year-first' | undefined {
  try {
    const parts = new Intl.DateTimeFormat(language, {
      dateStyle: 'short',
      calendar: 'gregory',
    }).formatToParts(0);
    const first = parts.find(({ type }) => type === 'day' || type === 'month' || type === 'year')?.type;
    if (first === 'year') return 'year-first';
    return first === 'day' ? 'day-first' : 'month-first';
  } catch {
    return undefined;
  }
}
