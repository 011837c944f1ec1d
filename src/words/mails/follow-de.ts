import type { FollowWords } from './follow-en.ts';

export const germanFollow: FollowWords = {
  heading: 'Dem folgen',
  how: (days) =>
    `Eine Mail sofort, wenn es Neues gibt, gleich wie oft sonst Post kommt. Es endet von selbst nach ${days} Tagen ohne Neues.`,
  link: {
    story: (name) => `Der Geschichte „${name}“ folgen`,
    author: (name) => `${name} folgen`,
    tag: (name) => `#${name} folgen`,
  },
  why: {
    daily: (name, site) =>
      `Diese Mail kommt sofort, neben Ihrer täglichen Mail von ${name} auf ${site}, weil Sie etwas darin folgen.`,
    weekly: (name, site) =>
      `Diese Mail kommt sofort, neben Ihrer wöchentlichen Mail von ${name} auf ${site}, weil Sie etwas darin folgen.`,
  },
  beside: {
    daily:
      'Sie bekommen eine Mail am Tag, und diese sofort, weil Sie ihr folgen. Ein Tippen ändert, wie oft Post kommt.',
    weekly:
      'Sie bekommen eine Mail in der Woche, und diese sofort, weil Sie ihr folgen. Ein Tippen ändert, wie oft Post kommt.',
  },
};
