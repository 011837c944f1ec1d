import type { ReviewMailWords } from './reviews.ts';

export const english: ReviewMailWords = {
  subject: ({ subject, until }) =>
    until === null ? `Please approve: ${subject}` : `Please look at it by ${until}: ${subject}`,
  heading: {
    clock: 'Is this right?',
    'second-person': 'May this go out?',
  },
  about: 'Email',
  newsletter: 'Newsletter',
  goesOut: 'Goes out',
  readers: 'Readers',
  askedBy: 'Scheduled by',
  people: {
    'api-key': (name) => `the API key “${name}”`,
    'command-line': 'the command line',
    gone: 'somebody who is not here any more',
  },
  silence: {
    send: 'If nobody answers, it goes out as it is.',
    hold: 'If nobody answers, it is held.',
    'second-person':
      'So many readers need two people. Nobody gets it until somebody other than the one who scheduled it approves it.',
  },
  link: 'You can approve, hold or drop it there without signing in. The link is yours alone and works for this email only, so do not pass it on.',
  button: 'Look at it',
  why: 'You get this email because you may send this newsletter in Paperround.',
};
