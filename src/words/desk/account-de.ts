import type { AccountWords } from './account-en.ts';

export const accountDe: AccountWords = {
  title: 'Ihr Konto',
  name: 'Ihr Name',
  nameHint: 'Andere sehen ihn neben dem, was Sie schreiben und entscheiden. Leer: Ihre Adresse.',
  language: 'Sprache',
  languageBrowser: 'Wie im Browser',
  theme: 'Erscheinungsbild',
  themeSystem: 'Wie im System',
  themeLight: 'Hell',
  themeDark: 'Dunkel',
  shortcuts: 'Tastenkürzel aus einer Taste',
  shortcutsOn: 'An: „g t“ führt zu „Heute“, „?“ zeigt alle',
  shortcutsOff: 'Aus',
};
