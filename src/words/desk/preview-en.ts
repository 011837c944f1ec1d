import { countEn } from './count.ts';

/** The preview of an email, and tests of it. */
export const previewEn = {
  title: (subject: string) => `Preview: ${subject}`,
  crumb: 'Preview',
  backToWriting: 'Back to writing',
  backToSend: 'Back to the send',
  check: 'Check and schedule',
  asReader: 'As this reader',
  asHint: 'An address. Empty: a reader without a name.',
  width: 'Width',
  phone: 'Phone',
  desktop: 'Desktop',
  parts: 'Pictures and text',
  pictures: 'Pictures',
  noPictures: 'No pictures',
  text: 'Plain text',
  show: 'Show',
  light: 'Light',
  dark: 'Dark',
  darkAs: 'Dark as',
  programs: { dark: 'as Apple Mail', gmail: 'as Gmail', outlook: 'as Outlook' },
  programHints: {
    dark: 'The email’s own dark colours: Apple Mail, Thunderbird, Samsung Mail.',
    gmail: 'All colours turned over: Gmail on iPhones.',
    outlook: 'What is light becomes dark: Outlook, Gmail on Android.',
  },
  wide: (pixels: number) => `${pixels} wide`,
  asGets: (name: string) => `As ${name} gets it`,
  asNoName: 'As a reader without a name gets it',
  asLongest: 'With the longest links',
  reader: 'Reader',
  name: 'Name',
  noName: 'No name',
  stranger: (address: string) => `${address} is not a reader of this publication.`,
  time: 'Time',
  noTime: 'Not scheduled',
  size: 'Size',
  sizeOf: (bytes: string, limit: string) => `${bytes} of ${limit}`,
  tooLarge: 'Gmail cuts off the end of it.',
  linkNoName: 'A reader without a name',
  linkLongest: 'Longest links',
  noNameNote: 'Marked [no name]: this reader has no name, and the text has no other word for it.',
  inInbox: 'In the inbox',
  noSubject: '(no subject)',
  notYet: 'There is no preview yet.',
  change: 'Change the text',
  test: 'Send a test',
  to: 'To',
  toHint: 'Up to five addresses, with commas.',
  sendTest: 'Send the test',
  testMeans:
    'Exactly the mail that readers get, with “[Test]” before the subject. Its links work but change nothing.',
  noAddress: 'Type an address to send the test to.',
  tooManyAddresses: 'A test can go to five addresses at most.',
  badAddress: (text: string) => `“${text}” is not a valid email address.`,
  tooManyTests: (wait: string) => `Too many tests in a short time. Please try again in ${wait}.`,
  sentAt: (time: string) => `Sent ${time}.`,
  notSent: 'Not sent.',
  allAccepted: (count: number) =>
    count === 1
      ? 'The mail server accepted it.'
      : count === 2
        ? 'The mail server accepted both.'
        : `The mail server accepted all ${count}.`,
  someAccepted: (accepted: number, count: number) =>
    `The mail server accepted ${accepted} of ${countEn(count, 'mail', 'mails')}.`,
  noneAccepted: 'The mail server accepted none.',
  outcomes: {
    accepted: 'accepted',
    recipient: 'refused: this address',
    content: 'refused: this email',
    server: 'not accepted: the mail server cannot take it now',
    unknown: 'the connection broke: nobody knows whether it arrived',
  },
  suppressed: 'This address is suppressed: it must not be mailed.',
};
export type PreviewWords = typeof previewEn;
