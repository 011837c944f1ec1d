const numbers = new Intl.NumberFormat('en-GB');

/** How mail leaves: mail servers, and what the DNS says of the sender. */
export const deliverySettingsEn = {
  servers: {
    title: 'How they stand',
    states: {
      working: 'Takes mail',
      waiting: 'Tried again soon',
      'out-of-order': 'Out of order',
      full: 'Full for today',
    },
    kinds: {
      environment: 'SMTP, from SMTP_URL',
      smtp: 'SMTP',
      ses: 'Amazon SES',
      file: 'files on this machine',
      mailbox: 'the built-in mailbox: no mail leaves this machine',
    },
    perSecond: (count: number) => `${count} a second`,
    perHour: (count: number) => `${numbers.format(count)} an hour`,
    slowedTo: (count: number) => `slowed to ${Math.round(count * 100) / 100} a second for now`,
    warmUp: (today: number, limit: number | null) =>
      limit === null
        ? 'warm-up is over'
        : `warm-up: ${numbers.format(today)} of ${numbers.format(limit)} today`,
    said: 'The server said:',
    again: 'Paperround tries it again at',
    slowed: 'Slower, because the server said:',
    test: 'Send a test to me',
    slower: 'Slower where needed',
    domain: 'Domain',
    aSecond: 'A second',
    anHour: 'An hour',
    why: 'Why',
    setByYou: 'your setting',
    asked: 'the domain asked for less; it grows back by itself',
  },
  trial: {
    subject: (publication: string) => `[Test] Mail of ${publication}`,
    text: (transport: string) =>
      `This is a test of the mail server “${transport}”. Somebody pressed the button in the settings of Paperround.`,
    passed: (transport: string, at: string) => `Test of ${transport} accepted, ${at}.`,
    failed: (transport: string, at: string) => `Test of ${transport} not accepted, ${at}.`,
    to: (address: string, milliseconds: string) => `The mail to ${address} took ${milliseconds} ms.`,
    reply: 'The server’s answer:',
    tooMany: (wait: string) => `These were many tests. Wait ${wait} before the next.`,
  },
  doctor: {
    title: (domain: string) => `Doctor for ${domain}`,
    staysHere:
      'Mail of this publication stays on this machine for now, so receivers do not look at these records yet.',
    unseen: 'Nobody has looked at the records of this domain yet.',
    good: 'All records are in order.',
    odd: (count: number) =>
      count === 1
        ? 'Mail gets through. One record could be better.'
        : `Mail gets through. ${count} records could be better.`,
    bad: (count: number) =>
      count === 1
        ? 'One record is wrong or missing. Receivers may refuse your mail until you mend it.'
        : `${count} records are wrong or missing. Receivers may refuse your mail until you mend them.`,
    now: 'Check now',
    again: 'Check again',
    seen: 'Checked',
    wait: 'Until everybody sees a new record, an hour may pass.',
    states: { good: 'Passes', warning: 'Look at it', bad: 'Fails' },
    names: {
      dns: 'DNS',
      spf: 'SPF',
      dkim: 'DKIM',
      dmarc: 'DMARC',
      alignment: 'Alignment',
      mx: 'MX',
      arrival: 'Bounces',
    },
    about: {
      dns: 'whether the domain exists',
      spf: 'which servers may send for you',
      dmarc: 'what receivers do with mail that is not from you',
      alignment: 'whether all of it belongs to your address',
      mx: 'where replies and bounces go',
      arrival: 'whether bounces are taken',
    },
    key: (selector: string) => `your signature, key ${selector}`,
    means: {
      dns: 'Without the domain, receivers refuse your mail.',
      spf: 'Receivers cannot tell whether this server may send for you.',
      dkim: 'Receivers cannot check your signature.',
      dmarc: 'Gmail, Yahoo and Outlook want to see a valid record.',
      alignment: 'What passes does not belong to your sender address, so it does not count.',
      mx: 'Replies and bounces can get lost.',
      arrival: 'Bounces can get lost, and you keep mailing addresses that do not exist.',
    },
    type: 'Type',
    name: 'Name',
    value: 'Value',
  },
};
export type DeliverySettingsWords = typeof deliverySettingsEn;
