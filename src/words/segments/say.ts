import type { DeskLanguage } from '../reasons/say.ts';
import { segmentsDe } from './segments-de.ts';
import { segmentsEn, type SaidField, type SaidOp } from './segments-en.ts';

const WORDS = { en: segmentsEn, de: segmentsDe };
const LOCALES = { en: 'en-GB', de: 'de-DE' };

/** A rule whose value is already what people read, such as the name of a topic. */
export interface SaidRule {
  field: SaidField;
  op: SaidOp;
  value: string;
}

/** Which readers rules mean, in a sentence. */
export function segmentSays(
  { match, rules }: { match: 'all' | 'any'; rules: SaidRule[] },
  language: DeskLanguage = 'en',
): string {
  const { readersWho, says } = WORDS[language];
  const list = new Intl.ListFormat(LOCALES[language], {
    type: match === 'all' ? 'conjunction' : 'disjunction',
  });
  const all = rules.map(({ field, op, value }) => says[field][op]?.(value) ?? '');
  return readersWho(list.format(all));
}
