import type { LeftOutWords } from './left-out.ts';

export const englishLeftOut: LeftOutWords = {
  people: (count) => `${count.toLocaleString('en')} ${count === 1 ? 'person' : 'people'}`,
  why: {
    confirmed: 'not confirmed yet',
    'not-unsubscribed': 'unsubscribed',
    'not-bounced': 'bounced',
    'not-complained': 'marked a newsletter as spam',
    'not-suppressed': 'suppressed, never to be mailed',
    'not-paused': 'taking a break',
    rhythm: 'chose another rhythm',
    'under-cap': 'had all the single mails of a day that they want',
    follows: 'follow other topics only',
    'in-segment': 'not in the segment',
    'other-hour': 'get their digest at another hour',
    'nothing-new': 'nothing new for them',
    'waits-for-more': 'wait until there are more articles for them',
  },
};
