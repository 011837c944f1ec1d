import { countEn } from './count.ts';

const readers = (count: number) => countEn(count, 'reader', 'readers');
const messages = (count: number) => countEn(count, 'message', 'messages');

/** The list of sends, a send that goes out, and its report. */
export const sendsEn = {
  title: 'Sends',
  untitled: (id: number) => `Send ${id}`,
  by: (kind: string, name: string) => `${kind}, ${name}`,

  // The list.
  byStatus: 'By status',
  groups: {
    all: 'All',
    draft: 'Drafts',
    scheduled: 'Scheduled',
    sending: 'Sending',
    needs: 'Needs you',
    sent: 'Sent',
    cancelled: 'Cancelled',
  },
  writeLetter: 'Write a letter',
  find: 'Find',
  findSubject: 'Find a subject',
  foundFor: (text: string) => `With “${text}” in the subject`,
  showAll: 'Show all',
  columns: {
    send: 'Send',
    status: 'Status',
    when: 'When',
    readers: 'Readers',
    accepted: 'Accepted',
    actions: 'Actions',
  },
  now: 'now',
  about: (count: string) => `about ${count}`,
  moreFor: (subject: string) => `More for: ${subject}`,
  older: 'Older',
  newest: 'Back to the newest',
  emptyTitle: 'Nothing here',
  empty: {
    all: 'New articles become sends by themselves. A letter is what you write.',
    draft: 'A draft is a letter that has no time yet.',
    scheduled: 'Nothing waits for its time.',
    sending: 'Nothing is going out at the moment.',
    needs: 'No send waits for you.',
    sent: 'Nothing has been sent yet.',
    cancelled: 'Nothing was cancelled.',
  },
  emptyFound: (text: string) => `No send has “${text}” in its subject.`,

  // What can be done.
  pause: 'Pause',
  resume: 'Resume',
  cancelRest: 'Cancel the rest',
  cancel: 'Cancel',
  edit: 'Edit',
  useAgain: 'Use again',
  asItWent: 'As it went out',
  exportCsv: 'Export as CSV',
  inArchive: {
    title: 'Archive',
    isPublic: 'Everybody can read it here',
    isNot: 'Only its readers have it.',
    withdrawn: 'Its article was withdrawn, so nobody else can read it.',
    show: 'Show it in the archive',
    hide: 'Take it out of the archive',
  },

  // Live.
  progress: 'Progress',
  ofAccepted: (audience: number) => `of ${countEn(audience, 'accepted', 'accepted')}`,
  preparing: 'The email and its audience are being prepared.',
  key: {
    accepted: 'accepted',
    deferred: 'to be tried again',
    refused: 'refused',
    unknown: 'in doubt',
    waiting: 'waiting',
    skipped: 'skipped',
  },
  left: (time: string) => `About ${time} left`,
  rate: (perSecond: string) => `${perSecond} a second`,
  asOf: (time: string) => `As of ${time}.`,
  refresh: 'Refresh',
  stale: 'No news since {time}. Trying again.',
  signedOut: 'You are signed out.',
  signIn: 'Sign in again',
  inTheWay: 'What is in the way',
  nothingInTheWay: 'Nothing is in the way.',
  whyPaused: 'Why it is paused',
  pausedByPerson: 'Somebody paused it. Nobody gets it until it is resumed.',

  // Failures.
  whoNot: 'Who did not get it',
  everybodyGot: 'Every message was accepted.',
  nobodyGot: 'No server accepted this email. Nobody got it.',
  failedAt: (count: number, domain: string) => `${countEn(count, 'message', 'messages')} to ${domain}`,
  failed: (count: number) => messages(count),
  mostlyAt: (count: number, domain: string) => `${countEn(count, 'of them', 'of them')} to ${domain}.`,
  serverSaid: (reply: string) => `“${reply}”`,
  seeThem: (count: number) => (count === 1 ? 'See it' : `See the ${messages(count)}`),
  someFailures: 'There are many. These are the causes of the first thousand of each kind.',
  skippedNote: (count: number) =>
    `${readers(count)} left or changed their choice before it was their turn, so nothing was sent to them.`,
  skippedCancelled: (count: number) => `${readers(count)} did not get it because it was cancelled.`,
  possiblyTwice: (count: number) =>
    `${readers(count)} may have got it twice: the connection broke after we handed it over.`,
  resend: 'Resend to people it did not reach',
  resendTo: (count: number) => `Resend to ${readers(count)} it did not reach`,
  resendMany: (count: number) => `Resend to more than ${readers(count)} it did not reach`,
  resendMeans:
    'The same email once more, and never to somebody whose server accepted it. Readers whose message is in doubt may get it twice.',
  resendNobody: 'There is nobody to send to: everybody got it, left, or has an address that does not exist.',
  resendNot: 'It was cancelled, so nothing can be sent again.',

  // Messages.
  messages: 'Messages',
  findReader: 'Find an address',
  state: 'State',
  anyState: 'Any state',
  messageColumns: { reader: 'Reader', state: 'State', said: 'What the server said', at: 'At' },
  erased: 'An erased reader',
  noMessages: 'No message fits.',
  noneYet: 'No message has gone out yet.',
  lookFurther: 'Look further',
  lookedAt: 'Nothing so far. There are more messages to look at.',
  nextMessages: 'Next',
  firstMessages: 'From the start',
  notTried: 'Not tried yet',

  // Rate and history.
  rateTitle: 'Rate',
  rateSays: (from: string, to: string, now: string) =>
    `Messages a second: between ${from} and ${to}, at the end ${now}`,
  history: 'What happened so far',
  historyOver: 'What happened',
  events: {
    began: (count: number) => `Sending began, to ${readers(count)}`,
    ended: 'Every message has its outcome',
    'send.created': 'Written',
    'send.scheduled': (at: string) => (at === '' ? 'Scheduled' : `Scheduled for ${at}`),
    'send.unscheduled': 'Taken back',
    'send.moved': (at: string) => `Moved to ${at}`,
    'send.tested': 'Sent as a test',
    'send.paused': 'Paused',
    'send.resumed': 'Resumed',
    'send.cancelled': 'Cancelled',
    'send.released': 'Released',
    'send.dropped': 'Dropped',
    'send.resent': (count: number) => `Sent again to ${readers(count)}`,
  },
  actors: {
    key: (name: string) => `API key ${name}`,
    line: 'command line',
    itself: 'Paperround',
    gone: 'somebody who is gone',
  },

  // Report.
  figures: {
    accepted: 'Accepted',
    acceptedOf: (audience: string, share: string) => `of ${audience}, ${share}`,
    refused: 'Refused',
    refusedSub: (rejected: string, expired: string) => `${rejected} at once, ${expired} given up`,
    doubt: 'In doubt',
    doubtSub: 'no answer came',
    skipped: 'Skipped',
    left: 'Left after it',
    leftSub: (share: string) => `${share} of those who got it`,
  },
  fromTo: (from: string, to: string) => `${from} to ${to}`,
  cancelledMeans: (got: number, not: number) =>
    got === 0
      ? 'It was cancelled before anybody got it.'
      : `It was cancelled. ${countEn(got, 'reader has', 'readers have')} it, ${readers(not)} will not get it.`,
  byDomain: 'By mail domain',
  domainColumns: {
    domain: 'Domain',
    messages: 'Readers',
    accepted: 'Accepted',
    refused: 'Refused',
    left: 'Left',
    took: 'Took',
  },
  otherDomains: (count: number) => countEn(count, 'other', 'others'),
  beingCounted: 'These figures are being worked out. They come when the send is over.',
  byTopic: 'By topic',
  topicReaders: (count: number) => `${readers(count)} who got it follow this`,
  cameBack: 'What came back later',
  returned: (count: number) => messages(count),
  /** By kind; another is a provider’s own word. */
  returnKinds: {
    hard: 'there is no such mailbox; no more mail goes there',
    soft: 'the mailbox was full or out of order; this may pass',
    'sender-fault': 'sent back because of its sender or its content; no reader was suppressed because of it',
    unknown: 'came back for a reason that is not clear',
    complaint: 'called spam: whoever did so gets no more mail',
  } as Record<string, string>,
  leavers: 'Who left after it',
  leaversMore: (count: number) => `The latest ${count} are shown.`,

  // Cancel.
  cancelTitle: 'Cancel the rest?',
  cancelWaiting: 'Cancel this send?',
  haveIt: (count: number) =>
    count === 1 ? '1 reader has it already.' : `${readers(count)} have it already.`,
  notRecalled: 'It cannot be recalled.',
  haveNot: (count: number) => (count === 1 ? '1 reader has not' : `${readers(count)} have not`),
  willNot: (_count: number) => ', and will not get it.',
  nobodyHas: 'Nobody has it yet, and nobody will get it.',
  pauseMeans: 'stops now, and goes on where it was when you resume. Choose this when you are not sure.',
  cancelMeans: (count: number) =>
    count === 0
      ? 'stops for good. You cannot undo it.'
      : `stops for good. The ${readers(count)} count as skipped.`,
  unreached: (count: number) =>
    `What ${count === 1 ? 'does the reader' : `do the ${readers(count)}`} get who ${count === 1 ? 'does' : 'do'} not have it yet?`,
  unreachedGet: { 'next-digest': 'Its articles, with their next digest', nothing: 'None of its articles' },
  unreachedMeans: {
    'next-digest': 'This mail ends here. Nobody misses an article, and nobody gets one twice.',
    nothing: 'They can find them on your site only.',
  },
  cancelFor: (count: number) => `Cancel for ${readers(count)}`,
  cancelIt: 'Cancel for good',
  pauseInstead: 'Pause instead',
  keep: 'Keep sending',
  keepWaiting: 'Keep it',

  // Why.
  whyTitle: 'Why did this reader get it, or not?',
  whyFor: (email: string, subject: string) => `${email} and “${subject}”`,
  reader: 'Address of the reader',
  ask: 'Ask',
  whyArticleTitle: 'Why did a reader get it, or not?',
  whyNoArticle: 'Type the address of a reader here.',
  backToArticle: 'Back to the article',
  whyNoSend: 'Choose a message in the report of a send, or type an address here.',
  verdicts: {
    accepted: 'A mail server accepted it for this reader.',
    deferred: 'The server put it off. Paperround tries again by itself.',
    rejected: 'The server refused it.',
    expired: 'The server put it off for so long that Paperround gave up.',
    unknown: 'Nobody knows: the connection broke before the server answered.',
    queued: 'This reader’s turn is still to come.',
    skipped: 'This reader was in the audience, and was not mailed.',
    'left-out': 'This reader was not in the audience.',
    'not-yet': 'The audience is not fixed yet.',
  },
  theReasons: 'The reasons',
  yes: 'Yes',
  no: 'No',
  backToSend: 'Back to the send',
};
export type SendsWords = typeof sendsEn;
