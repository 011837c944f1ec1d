/** The page of one's own account. */
export const accountEn = {
  title: 'Your account',
  name: 'Your name',
  nameHint: 'Colleagues see it beside what you write and decide. Empty: your address.',
  language: 'Language',
  languageBrowser: 'As the browser says',
  theme: 'Appearance',
  themeSystem: 'As the system',
  themeLight: 'Light',
  themeDark: 'Dark',
  shortcuts: 'Single-key shortcuts',
  shortcutsOn: 'On: “g t” leads to Today, “?” lists them all',
  shortcutsOff: 'Off',
};
export type AccountWords = typeof accountEn;
