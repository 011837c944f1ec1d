import type { FollowPageWords } from './follow-en.ts';

export const followDe: FollowPageWords = {
  ask: {
    story: (name) => `„${name}“ folgen?`,
    author: (name) => `${name} folgen?`,
    tag: (name) => `#${name} folgen?`,
  },
  would: {
    each: 'Eine Mail sofort, wenn es Neues dazu gibt, auch wo Ihre Themen es ausließen.',
    daily: 'Eine Mail sofort, wenn es Neues dazu gibt, neben Ihrer täglichen Mail.',
    weekly: 'Eine Mail sofort, wenn es Neues dazu gibt, neben Ihrer wöchentlichen Mail.',
  },
  endsByItself: (days) => `Es endet von selbst nach ${days} Tagen ohne Neues.`,
  soFar: (articles, weeks) => `Bisher: ${articles} Artikel in ${weeks} Wochen.`,
  yes: 'Ja, folgen',
  name: {
    story: (name) => `Geschichte „${name}“`,
    author: (name) => `Alles von ${name}`,
    tag: (name) => `Alles zu #${name}`,
  },
  follows: (what) => `Sie folgen: ${what}`,
  no: (what) => `Sie folgen nicht mehr: ${what}`,
  endsOn: (day) => `Ohne Neues endet es am ${day}.`,
  ended: (day) => `Es endete von selbst am ${day}: Es gab nichts Neues.`,
  stop: 'Nicht mehr folgen',
  again: 'Wieder folgen',
  heading: 'Dem Sie folgen',
  gone: 'Hier gibt es nichts mehr, dem man folgen kann',
  goneWhy: (name) => `Bei ${name} gab es dazu lange nichts Neues. Nichts hat sich geändert.`,
  tooMany: (most) => `Sie folgen schon ${most} Dingen. Beenden Sie erst eines davon.`,
};
