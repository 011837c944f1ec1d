import { moment } from '../reasons/en.ts';
import type { AlertWords, WatchCode } from './alerts.ts';

/** What the watchdog says. */
export const watchEn: Pick<AlertWords['alerts'], WatchCode> = {
  'articles-not-mailed': ({ title, count, dueAt, timeZone }) => ({
    headline: count === 1 ? 'An article was not mailed' : `${count} articles were not mailed`,
    about: title,
    what: `${count === 1 ? 'Its mail was' : 'The first mail was'} due on ${moment(dueAt, timeZone)} and has not begun. Paperround knows no reason.`,
    advice:
      'Look at the article: its page says what Paperround waits for. If it says nothing, restart Paperround and run “npx paperround doctor”. The article goes out as soon as it can; this ends by itself then.',
  }),
  'digests-empty': ({ rhythm, count, since, timeZone }) => ({
    headline: rhythm === 'daily' ? 'The daily digest stays empty' : 'The weekly digest stays empty',
    about: `${count === 1 ? 'one digest' : `${count} digests`} without articles`,
    what: `Until ${moment(since, timeZone)} there were always articles for it at that time. Since then it had none, so its readers got no mail.`,
    advice:
      'Look at your articles. If there are new ones, see why they are in no digest: they may be held, or belong to topics that nobody follows. If you published nothing, you need do nothing; this ends with the next digest that has articles.',
  }),
  'confirmations-bounce': ({ sent, failed }) => ({
    headline: 'Confirmation mails do not arrive',
    about: `${share(failed, sent + failed)} within a day`,
    what: 'Mail servers refused these mails, or sent them back. People who sign up wait for a mail that never comes.',
    advice:
      'The reply says why. If the addresses do not exist, a bot may be signing them up: switch on the check of sign-ups in the settings. If it is about the sender, run “npx paperround doctor”. This ends by itself when most mails arrive again.',
  }),
  'sender-records-gone': ({ domain, records }) => ({
    headline: 'DNS records of your sender are gone',
    about: domain,
    what: records.includes('domain')
      ? 'The domain does not exist in DNS any more. Mail servers refuse mail from it, and answers are lost.'
      : `${listText(records.map((record) => record.toUpperCase()))} ${records.length === 1 ? 'was' : 'were'} in order and ${records.length === 1 ? 'is' : 'are'} not any more. Mail servers may refuse your mail, or take it for spam.`,
    advice:
      'Look at the domain where you manage its DNS: a record may have been deleted, or the domain may have moved. “npx paperround doctor” shows each record as it has to be. This ends by itself when it is there again.',
  }),
  'certificate-ends': ({ use, name, endsAt, isOver }) => ({
    headline: isOver ? 'A certificate has expired' : 'A certificate expires soon',
    about: name,
    what: `${isOver ? 'It expired' : 'It expires'} on ${moment(endsAt, 'UTC')}. ${CERTIFICATES[use].means}`,
    advice: CERTIFICATES[use].advice,
  }),
  'api-key-ends': ({ name, endsAt }) => ({
    headline: 'An API key ends soon',
    about: name,
    what: `It ends on ${moment(endsAt, 'UTC')} and is in use. The program that has it cannot reach Paperround after that.`,
    advice: 'Make a new key on the page “API keys”, give it to the program, and revoke this one.',
  }),
  'disk-fills': ({ host, folder, freeBytes, freePercent }) => ({
    headline: 'A disk is filling up',
    about: `${folder} on ${host}`,
    what: `${freePercent}% are free, ${size(freeBytes)}. When the disk is full, nothing can be stored: no sign-up, no article, and no mail goes out.`,
    advice:
      'Make room on this disk, or make it larger. Old backups are often the largest. “What grows” in the guide for operators says what Paperround keeps.',
  }),
};

const RENEW =
  'Renew it. If a program renews it, such as certbot or your proxy, see why that failed. This ends by itself with the new one.';
const NOT_YOURS =
  'Ask whoever runs this server to renew it. Until then another mail server can take over: it is in the settings, and in “npx paperround transport”.';
const CERTIFICATES = {
  web: {
    means: 'After that, browsers warn people of your pages: they cannot sign up, confirm or leave.',
    advice: RENEW,
  },
  smtp: { means: 'After that, Paperround hands this server no mail.', advice: NOT_YOURS },
  imap: {
    means: 'After that, Paperround does not sign in to this mailbox: bounces and replies are not read.',
    advice: 'Ask whoever runs this server to renew it.',
  },
  inbound: {
    means: 'After that, mail servers may not hand over bounces and replies any more.',
    advice: RENEW,
  },
};

const listText = (words: string[]) => new Intl.ListFormat('en-GB').format(words);

/** `1.4 GB` */
const size = (bytes: number) =>
  bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.round(bytes / 1e6)} MB`;

/** `14 of 230 (6.1%)` */
export const share = (part: number, whole: number) =>
  `${part} of ${whole} (${((100 * part) / whole).toFixed(1)}%)`;
