import type { SettingName } from './Setting.tsx';

/** The pages that have a form, with its fields in their order. */
export const FORMS = {
  publication: [
    'name',
    'description',
    'siteUrl',
    'postalAddress',
    'imprintUrl',
    'privacyUrl',
    'timeZone',
    'isListed',
    'archive',
    'archiveIndexed',
  ],
  sender: ['fromName', 'fromAddress', 'replyTo', 'inboundDomain'],
  transports: [
    'transports',
    'retryHours',
    'undoSeconds',
    'tooLateHours',
    'waveMinutes',
    'softBounceSends',
    'softBounceDays',
  ],
  rhythm: [
    'defaultRhythm',
    'busyDayCap',
    'dailyAt',
    'weeklyOn',
    'weeklyAt',
    'digestMinArticles',
    'digestMaxArticles',
    'holdMinutes',
    'floodLimit',
    'articleBody',
    'checkPages',
    'reviewMinutes',
    'onSilence',
    'secondPersonAbove',
  ],
  embed: ['signUpCheck', 'consentText'],
  languages: ['language', 'languages'],
} as const satisfies Record<string, readonly SettingName[]>;

export type FormName = keyof typeof FORMS;
/** A page of the settings, by the last part of its address. */
export type SettingsPageName = FormName | 'hooks';

/** In the order of the menu. */
export const SETTINGS_PAGES = [
  'publication',
  'sender',
  'transports',
  'rhythm',
  'embed',
  'languages',
  'hooks',
] as const satisfies readonly SettingsPageName[];

export const settingsPath = (slug: string, page: SettingsPageName) => `/admin/${slug}/settings/${page}`;
