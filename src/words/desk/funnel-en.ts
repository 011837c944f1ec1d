import { countEn } from './count.ts';

/** What became of sign-ups, by the page that led to them. */
export const funnelEn = {
  title: 'Sign-ups',
  heading: (signedUp: number, confirmed: string) =>
    signedUp === 0
      ? 'Nobody signed up in this time'
      : `${countEn(signedUp, 'person', 'people')} signed up, ${confirmed} of them confirmed`,
  period: (range: string, zone: string) => `${range}, by the clock in ${zone}.`,
  periods: 'Period',
  lastDays: (days: number) => `Last ${days} days`,
  from: 'From',
  to: 'To',
  show: 'Show',
  wrongPeriod: 'Please give two days, the first before the second, 400 days apart at most.',
  whatBecame: 'What became of them',
  confirmed: 'confirmed',
  waiting: 'can still confirm: their link is good for seven days',
  expired: 'did not confirm in time, or want no mail',
  bounced: 'gave an address that takes no mail',
  all: (confirmed: string, waiting: string, expired: string, bounced: string) =>
    `${confirmed} confirmed, ${waiting} can still confirm, ${expired} ran out of time, ${bounced} bounced`,
  notMailed: (count: number) =>
    `${countEn(count, 'confirmation mail has', 'confirmation mails have')} not been accepted by a mail server.`,
  bySource: 'By page',
  caption: 'Sign-ups by the page that led to them',
  columns: {
    source: 'Page',
    shown: 'Box shown',
    signedUp: 'Signed up',
    mailed: 'Mailed',
    confirmed: 'Confirmed',
    lost: 'Lost where',
  },
  ofShown: (share: string) => `${share} of those shown`,
  ofSignedUp: (share: string) => `${share} of sign-ups`,
  lost: {
    bounced: (count: number) => `${countEn(count, 'address', 'addresses')} bounced`,
    expired: (count: number) => `${countEn(count, 'link', 'links')} ran out`,
    waiting: (count: number) => countEn(count, 'waits', 'wait'),
    nobody: 'nobody',
  },
  sources: {
    'hosted page': 'Sign-up page',
    'embedded box': 'Box that does not say where it is',
    unknown: 'Unknown: nothing was told',
    others: 'All others',
  } as Record<string, string>,
  howCounted:
    'The box counts when it is shown: without cookies, and without knowing who sees it. Robots that say so do not count. Numbers of people who were forgotten stay, without their names.',
  emptyTitle: 'No box was shown, either',
  emptyText: 'Put the box below your articles: each page where it stands gets a row here.',
  emptyLink: 'The line for your site',
  whyLeft: 'Why readers left',
  reasons: {
    'too-many': 'too many mails',
    topics: 'not their topics',
    'on-site': 'they read it on the site',
    unasked: 'they never signed up',
    other: 'something else',
  },
  howAsked: 'Asked after the leaving, and nobody has to answer. It is counted without the address.',
  inToday: 'Where sign-ups come from',
};
export type FunnelWords = typeof funnelEn;
