import type { LeftOutWords } from './left-out.ts';

export const englishLeftOut: LeftOutWords = {
  people: (count) => `${count.toLocaleString('en')} ${count === 1 ? 'person' : 'people'}`,
  why: {
    confirmed: 'not confirmed yet',
    'not-unsubscribed': 'unsubscribed',
    'not-bounced': 'bounced',
    'not-complained': 'marked a newsletter as spam',
    'not-suppressed': 'suppressed, never to be mailed',
    rhythm: 'chose another rhythm',
    follows: 'follow other topics only',
  },
};
