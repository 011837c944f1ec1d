import { sentence } from '../../platform/sentence.ts';
import { englishLetterFaults } from '../reasons/letter-faults-en.ts';
import { letterFaultText } from '../reasons/letter-faults.ts';
import { moment } from '../reasons/en.ts';
import type { CheckWords } from './checks.ts';
import { shortUrl } from './short-url.ts';

const SPAM = 'Mail programs may refuse it or put it into the spam folder.';

export const englishChecks: CheckWords = {
  found: {
    'subject-missing': () => ({
      what: 'The subject is missing.',
      why: 'Write one: readers decide by it whether they open the mail.',
    }),
    'no-postal-address': () => ({
      what: 'The postal address is missing.',
      why: 'The law wants it in every mail. Nothing goes out without it.',
    }),
    'text-faulty': ({ fault }) => ({
      what: 'The text cannot become an email.',
      why: letterFaultText(fault, englishLetterFaults),
    }),
    'article-gone': () => ({
      what: 'The article was taken back.',
      why: 'There is nothing to send any more.',
    }),
    'too-hard': () => ({
      what: 'The email takes too long to lay out.',
      why: 'Something is repeated or nested in it very often. Shorten the text.',
    }),
    'not-made': ({ error }) => ({ what: 'The email cannot be made.', why: error }),
    'subject-long': ({ characters }) => ({
      what: `The subject has ${characters} characters.`,
      why: 'Phones show about 40 of them, other mail programs about 70.',
    }),
    'placeholder-left': ({ found }) => ({
      what: `Placeholder text is left: ${list(found)}.`,
      why: 'Readers would see it as it is.',
    }),
    'variable-left': ({ found }) => ({
      what: `A placeholder is not filled in: ${list(found)}.`,
      why: 'Readers would see it as it is.',
    }),
    'alt-missing': ({ count, first }) => ({
      what: count === 1 ? 'A picture has no alt text.' : `${count} pictures have no alt text.`,
      why: `${count === 1 ? 'It is' : 'The first is'} ${shortUrl(first)}. Say what it shows: many readers see no pictures.`,
    }),
    'size-over': ({ kilobytes }) => ({
      what: `The mail has ${kilobytes} kB with the longest links.`,
      why: 'Gmail cuts off what is beyond 102 kB, and with it the unsubscribe link. Shorten the text.',
    }),
    'picture-heavy': ({ url, kilobytes }) => ({
      what: `A picture is heavy: ${size(kilobytes)}.`,
      why: `${shortUrl(url)} takes long on a slow connection. Under 1 MB is good.`,
    }),
    'picture-large': ({ url, width, height }) => ({
      what: `A picture is very large: ${width} × ${height} pixels.`,
      why: `The mail shows ${shortUrl(url)} 536 pixels wide. Twice that is sharp on every screen.`,
    }),
    'picture-broken': ({ url, status }) => ({
      what: 'A picture cannot be loaded.',
      why: `${shortUrl(url)} ${status === null ? 'cannot be reached.' : `answered ${status}.`}`,
    }),
    'link-broken': ({ url, status }) => ({
      what: 'A link answers “not found”.',
      why: `${shortUrl(url)} answered ${status}.`,
    }),
    'link-faulty': ({ url, status }) => ({
      what: 'A link leads to a server that fails.',
      why: `${shortUrl(url)} answered ${status}. Open it once more before you send.`,
    }),
    'link-slow': ({ url }) => ({
      what: 'A link does not answer in time.',
      why: `${shortUrl(url)} gave no answer within ten seconds. It may be busy; open it once more before you send.`,
    }),
    'link-unreachable': ({ url }) => ({
      what: 'A link cannot be opened.',
      why: `${shortUrl(url)} accepts no connection, or breaks it off.`,
    }),
    'link-no-site': ({ url, host }) => ({
      what: 'A link leads to a site that does not exist.',
      why: `Nobody knows ${host}. The link is ${shortUrl(url)}.`,
    }),
    'link-loops': ({ url }) => ({
      what: 'A link leads round in a circle.',
      why: `${shortUrl(url)} is redirected again and again.`,
    }),
    'link-to-home': ({ url, to }) => ({
      what: 'A link leads to a home page instead.',
      why: `${shortUrl(url)} is redirected to ${shortUrl(to)}. The page may have been removed.`,
    }),
    'link-private': ({ url }) => ({
      what: 'A link works in your network only.',
      why: `Readers cannot reach ${shortUrl(url)}.`,
    }),
    'link-unencrypted': ({ url, count }) => ({
      what: count === 1 ? 'A link begins with http://.' : `${count} links begin with http://.`,
      why: `Browsers warn of such pages. ${count === 1 ? 'It is' : 'The first is'} ${shortUrl(url)}. Try https:// instead.`,
    }),
    'link-says-nothing': ({ words, url }) => ({
      what: `A link says only “${words}”.`,
      why: `Say where it leads (${shortUrl(url)}): some readers hear or see the links alone.`,
    }),
    'heading-skipped': ({ heading, from, to }) => ({
      what: 'A heading skips a level.',
      why: `“${heading}” is of level ${to} and follows level ${from}. Readers who move from heading to heading lose their way.`,
    }),
    'dark-unreadable': ({ words, ratio, count }) => ({
      what: 'Text is hard to read in the dark look.',
      why: `“${words}” has a contrast of ${ratio.toFixed(1)} : 1 there${count === 1 ? '' : `, and so have ${count - 1} other places`}. It takes 4.5 : 1 to read well.`,
    }),
    'language-differs': ({ looks, is }) => ({
      what: `The text looks ${LANGUAGES[looks] ?? looks}, but the newsletter is set to ${LANGUAGES[is] ?? is}.`,
      why: 'Screen readers would pronounce it wrongly, and the footer is in the other language.',
    }),
    'sender-unknown': ({ domain }) => ({ what: `${domain} does not exist in DNS.`, why: SPAM }),
    'sender-spf': ({ domain }) => ({ what: `SPF of ${domain} is not in order.`, why: SPAM }),
    'sender-dkim': ({ domain }) => ({ what: `DKIM of ${domain} is not in order.`, why: SPAM }),
    'sender-dmarc': ({ domain }) => ({ what: `DMARC of ${domain} is not in order.`, why: SPAM }),
    'mail-stays-here': ({ transport }) => ({
      what: 'No mail leaves this machine yet.',
      why: `The transport ${transport} only keeps it. Set up a mail server first, or nobody gets it.`,
    }),
    'transport-out': ({ transport, reply }) => ({
      what: 'The mail server is out of order.',
      why: `The transport ${transport} cannot be used${reply === null ? '.' : `: ${sentence(reply)}`} The mail waits and goes out by itself when it can.`,
    }),
    'links-lead-nowhere': ({ publicUrl }) => ({
      what: 'The unsubscribe links lead nowhere.',
      why: `They begin with ${publicUrl}, which readers cannot reach. An operator has to set PUBLIC_URL.`,
    }),
    'subject-just-sent': ({ sendId, minutes }) => ({
      what: `A mail with this subject went out ${minutes === 1 ? 'a minute' : `${minutes} minutes`} ago.`,
      why: `It is send ${sendId}. Is this one the same?`,
    }),
    'subject-sent-lately': ({ sendId, at, timeZone }) => ({
      what: 'A mail with this subject went out this week.',
      why: `It was send ${sendId}, on ${moment(at, timeZone)}.`,
    }),
    'subject-planned-too': ({ sendId, at, timeZone }) => ({
      what: 'Another mail with this subject is scheduled.',
      why: `It is send ${sendId}, for ${moment(at, timeZone)}.`,
    }),
    'time-passed': ({ at, timeZone }) => ({
      what: 'Its time has passed.',
      why: `It was due on ${moment(at, timeZone)}.`,
    }),
    'audience-empty': () => ({
      what: 'Nobody would get it.',
      why: 'No confirmed reader fits its audience at the moment.',
    }),
  },
  passed: {
    subject: () => 'The subject is there, and not too long',
    placeholders: () => 'No placeholder text (TODO, lorem, XXX)',
    variables: () => 'Every placeholder is filled in',
    'alt-texts': () => 'All pictures have an alt text',
    pictures: () => 'No picture is heavy or broken',
    size: ({ kilobytes }) => `${kilobytes} kB with the longest links; Gmail cuts at 102`,
    links: () => 'All links that could be checked answer',
    'link-words': () => 'Each link says where it leads',
    headings: () => 'Headings in order',
    dark: () => 'Dark look: text stays readable',
    language: () => 'The language is the one that is set',
    address: () => 'Postal address, unsubscribe and preferences links',
    sender: () => 'Nothing found against SPF, DKIM and DMARC',
    transport: () => 'Mail can leave',
    'same-subject': () => 'No other mail with this subject this week',
    time: () => 'Its time lies ahead, or it goes at once',
    audience: () => 'Somebody gets it',
  },
};

const LANGUAGES: Record<string, string> = { en: 'English', de: 'German', fr: 'French', es: 'Spanish' };
const list = (found: string[]) => found.map((one) => `“${one}”`).join(', ');
const size = (kilobytes: number) =>
  kilobytes < 1000 ? `${kilobytes} kB` : `${(kilobytes / 1000).toFixed(1)} MB`;
