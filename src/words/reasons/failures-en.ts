import type { FailureWords } from './failures.ts';

export const englishFailures: FailureWords = {
  rejected: {
    mailbox: 'There is no such address. Paperround stops mailing an address once that is certain.',
    reader: 'The mailbox is full, locked or out of reach. The next send tries it again.',
    relay: 'Your own mail server refused to pass it on. Check its settings.',
    size: 'The email is too large for the server. Send a smaller one.',
    content: 'The server refused the email for what it says or where it comes from, such as spam.',
    later: 'The server did not take it at that time.',
    unclear: 'The server refused it and did not say why.',
    silence: 'The server gave no answer.',
  },
  expired: 'The server put it off again and again, until Paperround gave up.',
  deferred: {
    later: 'The server asked to be tried again later. Paperround does that by itself.',
    silence: 'It waits for its turn. Paperround tries again by itself.',
  },
  unknown: 'The connection broke before the server answered, so nobody knows whether it was accepted.',
};
