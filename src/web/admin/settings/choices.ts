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

/** Common languages by their English names, and the present one if it is another. */
export function languages(present: string | undefined): Choice[] {
  const names = new Intl.DisplayNames('en', { type: 'language' });
  const tags = !present || COMMON.includes(present) ? COMMON : [present, ...COMMON];
  return tags.map((tag) => ({ value: tag, text: nameOf(names, tag) }));
}

function nameOf(names: Intl.DisplayNames, tag: string): string {
  try {
    return `${names.of(tag) ?? tag} (${tag})`;
  } catch {
    return tag;
  }
}
