import { RHYTHMS } from '../../../publications/index.ts';
import { READER_LANGUAGES, readerLanguageOf, type Desk } from '../../../words/index.ts';

interface Choice {
  value: string;
  text: string;
}

/** Every zone this Node knows; UTC first, since some lists leave it out. */
export function timeZones(): Choice[] {
  const names = Intl.supportedValuesOf('timeZone').filter((name) => name !== 'UTC');
  return ['UTC', ...names].map((name) => ({ value: name, text: name.replaceAll('_', ' ') }));
}

const COMMON = [
  'en',
  'en-GB',
  'en-US',
  'de',
  'de-AT',
  'de-CH',
  'fr',
  'es',
  'it',
  'nl',
  'pt',
  'pt-BR',
  'da',
  'sv',
  'nb',
  'fi',
  'pl',
  'cs',
  'sk',
  'hu',
  'ro',
  'el',
  'tr',
  'uk',
  'ru',
  'ar',
  'he',
  'hi',
  'id',
  'ja',
  'ko',
  'zh-Hans',
  'zh-Hant',
];

/** What readers get who have not chosen. */
export const rhythms = ({ words }: Desk): Choice[] =>
  RHYTHMS.map((value) => ({ value, text: words.settings.rhythms[value] }));

/** Languages that our own sentences in mails and on readers' pages are in; in others they are English. */
const isSpoken = (tag: string) => readerLanguageOf(tag) !== undefined;

/** Their names with their tags, in the words of the desk. */
export function spokenLanguages({ language, list }: Desk): string {
  const names = new Intl.DisplayNames(language, { type: 'language' });
  return list(READER_LANGUAGES.map((tag) => nameOf(names, tag)));
}

/** Common languages by name, and the present one if it is another. Those that we speak come first. */
export function languages({ language, words }: Desk, present: string | undefined): Choice[] {
  const names = new Intl.DisplayNames(language, { type: 'language' });
  const tags = !present || COMMON.includes(present) ? COMMON : [present, ...COMMON];
  const sorted = [...tags.filter(isSpoken), ...tags.filter((tag) => !isSpoken(tag))];
  return sorted.map((tag) => ({
    value: tag,
    text: isSpoken(tag) ? nameOf(names, tag) : words.settings.ourWordsInEnglish(nameOf(names, tag)),
  }));
}

function nameOf(names: Intl.DisplayNames, tag: string): string {
  try {
    return `${names.of(tag) ?? tag} (${tag})`;
  } catch {
    return tag;
  }
}
