import { countEn } from './count.ts';
import { deliverySettingsEn } from './delivery-settings-en.ts';

type Rhythm = 'each' | 'daily' | 'weekly';

const RHYTHM: Record<Rhythm, string> = {
  each: 'each article',
  daily: 'a daily digest',
  weekly: 'a weekly digest',
};
const numbers = new Intl.NumberFormat('en-GB');
const count = (readers: number) => numbers.format(readers);

/** The settings of a publication. */
export const settingsEn = {
  pageNames: {
    publication: 'Publication',
    sender: 'Sender and domain',
    transports: 'Mail servers',
    rhythm: 'Rhythm and digests',
    embed: 'Sign-up box',
    languages: 'Languages',
    hooks: 'Hooks and webhooks',
  },
  ledes: {
    transports: 'Mail goes through the first server that works.',
    embed: 'The box under your articles, and the code to put it there.',
    languages: 'What readers’ pages and mails are written in.',
  } as Partial<Record<string, string>>,
  articles: 'Each article',
  rhythm: 'How often readers get mail',
  review: 'Review',
  labels: {
    name: 'Name',
    description: 'Description',
    siteUrl: 'Web site',
    postalAddress: 'Postal address',
    imprintUrl: 'Imprint',
    privacyUrl: 'Privacy policy',
    isListed: 'On the start page',
    archive: 'Public archive',
    archiveIndexed: 'Search engines',
    signUpCheck: 'Sign-up check',
    timeZone: 'Time zone',
    language: 'Language',
    languages: 'Languages for readers',
    fromName: 'Sender name',
    fromAddress: 'Sender address',
    replyTo: 'Replies go to',
    inboundDomain: 'Bounces come in at',
    holdMinutes: 'Hold in minutes',
    floodLimit: 'Most new articles at once',
    reviewMinutes: 'Review in minutes',
    onSilence: 'If nobody answers',
    secondPersonAbove: 'Second person above',
    articleBody: 'The email shows',
    checkPages: 'Right before an email',
    defaultRhythm: 'New readers get',
    busyDayCap: 'Single mails a day, at most',
    dailyAt: 'Time of daily digests',
    weeklyOn: 'Day of weekly digests',
    weeklyAt: 'Time of weekly digests',
    digestMinArticles: 'Fewest articles of a digest',
    digestMaxArticles: 'Most articles of a digest',
    retryHours: 'Hours to keep trying',
    undoSeconds: 'Seconds to undo “send now”',
    tooLateHours: 'Hours after which a send is too late',
    waveMinutes: 'Minutes between the first readers and the others',
    softBounceSends: 'Sends that come back before a reader gets no more',
    softBounceDays: '… over so many days, at least',
    transports: 'Transports',
    consentText: 'Consent text',
  },
  hints: {
    description: 'One sentence on the sign-up page.',
    postalAddress: 'Required by law and printed in every email. Nothing is sent without it.',
    imprintUrl: 'Your own page, linked in the footer.',
    privacyUrl: 'Your own page, linked under the sign-up box, on readers’ pages and in every email.',
    archive:
      'Everybody can read mails that went to the whole paper, search them, and follow them by feed. Personal links are left out. You can take out each mail on its page.',
    archiveIndexed: 'Whether search engines may show the archive.',
    signUpCheck:
      'While sign-ups spike, browsers do a calculation of a second or two before a sign-up counts. Whoever did it gets the mail at once; the others wait. Always: also when all is calm.',
    replyTo: 'Leave it empty for the sender address.',
    inboundDomain:
      'A domain whose mail Paperround takes: bounces, complaints, and mail that leaves, joins or confirms. It counts only where the operator has set INBOUND_SMTP or INBOUND_IMAP. Leave it empty for the domain of the sender address.',
    holdMinutes: 'The time between an article and its email. Use it to mend a typo or take the article back.',
    floodLimit:
      'If more come at once, they wait until you release or dismiss them, because a broken feed can present its archive as news. Leave it empty, and Paperround learns from the feed what is usual.',
    checkPages:
      'If the page of an article is gone from your site by then (404 or 410), the article waits for you and is not mailed. A page that cannot be read stops no mail.',
    defaultRhythm: 'Until they choose for themselves. A reader who has chosen keeps the choice.',
    busyDayCap:
      'For each reader. On a busy day, the other articles come in one mail at the end of the day. Leave it empty for no limit. Readers can choose another number.',
    digestMinArticles:
      'If a reader’s digest would have fewer, its articles wait for the next one. None is lost.',
    digestMaxArticles: 'If there are more, the digest says how many more your site has.',
    reviewMinutes:
      'For so long, editors can look at an automatic email before it goes out. Each gets a mail with a link. 0: nobody is asked.',
    secondPersonAbove:
      'A send that is scheduled for more readers than this waits until somebody else approves it. Leave it empty, and nothing waits.',
    retryHours:
      'For how long Paperround tries again when a reader’s mail server asks it to come back later. After that the message expires; you can send it again.',
    undoSeconds:
      'When you send something now, it waits so long, and you can take it back. Nobody gets it meanwhile.',
    tooLateHours:
      'A send that could not go out for longer is held. It does not go out by itself any more: it asks you.',
    waveMinutes:
      'A send to more than 2,000 readers goes to one of a hundred first (200 at least). If too much of it comes back meanwhile, it stops before the others get it. 0: it goes to everybody at once.',
    softBounceSends:
      'A mailbox that does not exist gets no more mail at once. One that is full or out of order does so after this many sends in a row; one mail that arrives begins the count anew.',
    consentText:
      'Shown under the sign-up box and kept in the consent record. You can use links: [privacy policy](https://…). Leave it empty for the built-in sentence.',
  },
  languagesHint: (names: string) =>
    `Short names with commas. Visitors get the first of their browser’s languages that is here, else the language above. There are ${names}.`,
  transportsHint: (names: string) =>
    `In the order of preference, with commas: the first that is in working order takes the mail. There are ${names}.`,
  transport: (name: string) => `Transport **${name}**:`,
  bodies: { summary: 'The summary and a button to the site', full: 'The whole article' },
  rhythms: { each: 'Each article in a mail of its own', daily: 'A daily digest', weekly: 'A weekly digest' },
  weekdays: {
    monday: 'Monday',
    tuesday: 'Tuesday',
    wednesday: 'Wednesday',
    thursday: 'Thursday',
    friday: 'Friday',
    saturday: 'Saturday',
    sunday: 'Sunday',
  },
  nextDaily: (moment: string, city: string) => `Next daily digest: ${moment} in ${city}.`,
  nextWeekly: (moment: string, city: string) => `Next weekly digest: ${moment} in ${city}.`,
  move: {
    title: 'Save, and move readers?',
    moves: (readers: number, from: Rhythm, to: Rhythm) =>
      `${readers === 1 ? '1 reader who never chose moves' : `${count(readers)} readers who never chose move`} from ${RHYTHM[from]} to ${RHYTHM[to]}.`,
    keep: (readers: number) =>
      readers === 0
        ? 'Nobody has chosen so far.'
        : readers === 1
          ? '1 reader who chose keeps the choice.'
          : `${count(readers)} who chose keep what they have.`,
    told: 'Readers who move read it in their next mail, with a button that keeps it as it was.',
    button: (readers: number) => `Save and move ${countEn(readers, 'reader', 'readers')}`,
    leave: 'Leave it as it is',
  },
  silence: { send: 'It goes out as it is', hold: 'It is held' },
  pages: { no: 'Read the feed again', yes: 'Read the feed and the pages again' },
  listed: { no: 'Not listed', yes: 'Listed with the others' },
  archived: { no: 'No archive', yes: 'Past mails can be read by everybody' },
  indexed: { no: 'May not show the archive', yes: 'May show the archive' },
  checks: { auto: 'While sign-ups spike', always: 'Always', never: 'Never' },
  ourWordsInEnglish: (language: string) => `${language}, our own words in English`,
  savedMeanwhile: (value: string) =>
    value === ''
      ? 'Somebody emptied this meanwhile. Save again to keep yours.'
      : `Somebody saved “${value}” here meanwhile. Save again to keep yours.`,
  ...deliverySettingsEn,
  embed: {
    title: 'On your site',
    lede: (path: string) =>
      `Put this code where you want the box, for example under each article. Readers can also sign up on the [sign-up page](${path}).`,
    kind: 'Kind of code',
    kinds: { script: 'Script', element: 'Script and element', frame: 'Frame', form: 'Plain form' },
    accent: 'Colour on your site',
    corners: 'Corners',
    cornersOf: { rounded: 'Slightly rounded', square: 'Square', round: 'Round' },
    scheme: 'Light or dark',
    schemes: { reader: 'As the reader has it', light: 'Always light', dark: 'Always dark' },
    schemeHint: 'Only for a frame. The box of the script follows your page.',
    show: 'Show',
    preview: 'The box on your site',
    real: 'This is the real box: an address that you type here gets a confirmation mail.',
  },
};
export type SettingsWords = typeof settingsEn;
