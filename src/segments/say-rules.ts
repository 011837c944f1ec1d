import { Temporal } from 'temporal-polyfill';
import type { Db } from '../platform/database.ts';
import { listTopics, type Publication } from '../publications/index.ts';
import { segmentSays } from '../words/index.ts';
import { kindOf, type Rule, type Rules } from './rule.ts';
import { listSubjects } from './say-queries.ts';

type Language = NonNullable<Parameters<typeof segmentSays>[1]>;
const LOCALES: Record<Language, string> = { en: 'en-GB', de: 'de-DE' };

/** Which readers rules mean, as a sentence; topics and mails by name. */
export async function sayRules(
  db: Db,
  { id }: Pick<Publication, 'id'>,
  { match, rules }: Rules,
  language: Language = 'en',
): Promise<string> {
  const topics = new Map((await listTopics(db, id)).map(({ slug, name }) => [slug, name]));
  const sends = rules
    .filter(({ field, op }) => kindOf(field, op) === 'send')
    .map(({ value }) => Number(value));
  const subjects = sends.length > 0 ? await listSubjects(db, id, sends) : new Map<number, string>();
  const shown = ({ field, op, value }: Rule): string => {
    switch (kindOf(field, op)) {
      case 'topic':
        return topics.get(value) ?? value;
      case 'day':
        return Temporal.PlainDate.from(value).toLocaleString(LOCALES[language], { dateStyle: 'long' });
      case 'language':
        return languageName(value, language);
      case 'send':
        return quoted(subjects.get(Number(value)) ?? `#${value}`, language);
      default:
        return value;
    }
  };
  return segmentSays({ match, rules: rules.map((rule) => ({ ...rule, value: shown(rule) })) }, language);
}

const quoted = (text: string, language: Language) => (language === 'de' ? `„${text}“` : `“${text}”`);

function languageName(tag: string, language: Language): string {
  try {
    return new Intl.DisplayNames(LOCALES[language], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
