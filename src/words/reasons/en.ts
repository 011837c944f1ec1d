import { sentence } from '../../platform/sentence.ts';
import { failureText } from './failures.ts';
import { englishFailures } from './failures-en.ts';
import { englishImports } from './import-reasons-en.ts';
import { englishLetterFaults } from './letter-faults-en.ts';
import { letterFaultsText } from './letter-faults.ts';
import { englishFeedFaults } from './feed-faults-en.ts';
import type { EmailFault, GapParams, ReasonWords } from './reasons.ts';

const TRY_AGAIN = 'Nothing is lost; Paperround tries again by itself.';
const ANOTHER_TRY =
  'Nobody was suppressed because of it; everybody who was refused gets another try when you resume it.';

const LAYOUT: Record<EmailFault, string> = {
  'too-hard': 'This email takes too much time or memory to lay out',
  broken: 'This email could not be laid out',
};

export const english: ReasonWords = {
  reasons: {
    ...englishFeedFaults,
    ...englishImports,
    legacy: ({ text }) => text,
    'not-accepted': (params) => failureText(params, englishFailures),
    'no-postal-address': () =>
      'The postal address is missing. The law requires one in every newsletter, so nothing is sent until you set it.',
    'preparation-failed': () => 'The email could not be prepared. Paperround tries again by itself.',
    'email-failed-once': ({ fault }) => `${LAYOUT[fault]}. Paperround tries once more.`,
    'email-failed': ({ fault }) =>
      `${LAYOUT[fault]}, so it is held. Correct its content and resume it, or cancel it.`,
    'article-withdrawn': () => 'The article was withdrawn before the email went out.',
    'article-held': ({ because }, says) => `Its article is held. ${says(because)}`,
    'send-refused-for-now': ({ reply }) =>
      `The mail server does not accept this email at the moment: ${sentence(reply)} ${TRY_AGAIN}`,
    gap: gapText,
    'held-for-gap': ({ before, ...gap }, says) =>
      `${gapText(gap)} This send was due by then, so it may have gone out already. Release it to send it now, or drop it if another copy sent it.${
        before === null ? '' : ` Before that, it was paused: ${says(before)}`
      }`,
    'letter-faulty': ({ faults }) => letterFaultsText(faults, englishLetterFaults),
    'too-late': ({ dueAt, timeZone, before }, says) =>
      `It was due on ${moment(dueAt, timeZone)} and could not go out then.${
        before === null ? '' : ` What kept it back: ${says(before)}`
      } Release it to send it now, give it another time, or drop it.`,
    'in-review': ({ onSilence }) =>
      `It is in review. If nobody answers, ${onSilence === 'send' ? 'it goes out as it is' : 'it is held'}.`,
    'review-held': () => 'Somebody held it in review. Nobody gets it until somebody releases it.',
    'review-unanswered': () =>
      'Nobody answered in time, so it is held. Release it to send it now, or drop it.',
    'second-person': ({ readers, limit }) =>
      `It waits for a second person: it goes to ${count(readers)} readers, and above ${count(limit)}, somebody other than the one who scheduled it has to approve it.`,
    'digest-empty': (gone) =>
      `None of its articles is published any more: ${titlesOf(gone)}. Choose others, and schedule it again.`,
    'digest-not-planned': () => 'This digest is not planned any more.',
    'feeds-unread': (feeds) =>
      `Its articles are as they were last read: right before, a feed could not be read (${titlesOf(feeds)}).`,
    'pages-unread': (articles) =>
      `Right before, the site did not show whether these articles are still there: ${titlesOf(articles)}. They go out as they are known.`,
    'nothing-to-correct': () =>
      'Nobody has another text of the article any more, so there is nothing to correct.',
    'introduction-left-out': () => 'It goes out without the introduction, which does not fit into an email.',
    'articles-left-out': (gone) => `It goes out without what is not published any more: ${titlesOf(gone)}.`,
    'sent-since-backup': ({ at, timeZone }) =>
      `It went out on ${moment(at, timeZone)}, after this backup was made. Drop it.`,
    'cancelled-since-backup': () =>
      'It was cancelled after this backup was made. Drop it, or release it to send it anyway.',
    'unscheduled-since-backup': () =>
      'It became a draft again after this backup was made. Drop it, or release it to send it anyway.',
    dropped: () => 'It was held, and somebody dropped it.',
    'dropped-as-sent': () =>
      'It was held, and somebody dropped it: another copy of this installation had sent it.',
    'first-few': ({ minutes, until, timeZone }) =>
      until === null
        ? `It goes to a few readers first. The others follow ${minutes === 1 ? 'a minute' : `${minutes} minutes`} later, unless too much comes back.`
        : `The first few readers have it. The others follow on ${moment(until, timeZone)}, unless too much comes back until then.`,
    'server-unusable': ({ reply, via }) =>
      `The mail server cannot be used at the moment: ${sentence(reply ?? 'it does not answer')} ${
        via === null ? TRY_AGAIN : meanwhile(via)
      }`,
    'warm-up-full': ({ transport, limit, via }) =>
      `The warm-up of ${transport} allows ${limit} messages today. ${
        via === null ? 'The rest goes out tomorrow (UTC) by itself.' : meanwhile(via)
      }`,
    'slow-server': ({ perMinute, reply }) =>
      `The mail server takes about ${perMinute} messages a minute at the moment, so mail goes out at that rate. It said: ${sentence(reply)}`,
    'bounces-high': ({ bounced, answered }) =>
      `Many addresses do not exist: ${share(bounced, answered)} when this was noticed. Mail servers judge a sender by that, so find out where these addresses come from.`,
    'domains-refuse': ({ groups }) =>
      `Mail servers refused many readers in the same words, which is rarely the readers’ fault: ${sentence(
        groups
          .map(({ domain, count, reply }) => `${domain} refused ${count} readers with “${reply}”`)
          .join('; '),
      )} Nobody was suppressed because of it.`,
    'complaints-high': ({ complained, answered }) =>
      `Many readers called it spam: ${share(complained, answered)} when this was noticed. Mailbox providers judge a sender by that, so ask yourself who got it and what they expected.`,
    'domains-return': ({ groups }) =>
      `Mail servers took mail and sent it back, because of its sender or its content: ${sentence(
        groups
          .map(
            ({ domain, count, reply }) =>
              `${domain} for ${count === 1 ? 'one reader' : `${count} readers`}, with “${reply}”`,
          )
          .join('; '),
      )} Nobody was suppressed because of it.`,
    'tls-off': () => 'Mail and password travel in clear text, because TLS is turned off.',
    'certificates-unchecked': () =>
      'Another server could pose as the mail server, because certificates are not checked.',
    'endpoint-without-tls': () => 'Mail travels in clear text, because the endpoint is without TLS.',
    'exim-queues': ({ messages }) =>
      `The server is Exim, which delivers ${messages} messages of a connection at once and leaves the others to its next queue run: set --messages-per-connection ${messages} if that is how yours is set up.`,
    'clocks-skip': ({ timeZone, at, moved }) =>
      `The clocks in ${timeZone} skip ${at} on that day: it goes out at ${moved}.`,
    'clocks-repeat': ({ timeZone, at }) =>
      `The clocks in ${timeZone} show ${at} twice on that day: it goes out the first time.`,
    flood: ({ count, limit }) =>
      count === null || limit === null
        ? 'Many came at once, so it waits for you.'
        : `${count === 1 ? 'It came together with articles that were known under other ids' : `${count} came at once`}. More than ${limit} at a time are usually a change of the feed and not news.`,
    'gone-from-feed': () =>
      'It left the feed before its email was due. If it comes back, it goes on by itself.',
    'gone-from-site': () =>
      'Its page is gone from the site. If the page comes back, the article goes on by itself.',
    'feed-removed': () => 'Its feed was removed before its email was due.',
    'maybe-known': ({ title }) => `It may be “${title}” under another address.`,
    'date-unread': () => 'Its date cannot be read, so nobody knows whether it is due.',
    'date-missing': () =>
      'It has no date, or one before 1970, although nearly all other articles of its feed have one. It may be a page, not an article.',
    'dated-long-ago': () =>
      'It appeared only now but is older than the articles known before. It may be an old article, or a draft under its old date.',
    'far-future': () => 'It is dated more than 30 days ahead.',
    'members-only': () => 'Only members can read it on the site.',
    garbled: () =>
      'Some of its characters could not be read, because the feed does not have the encoding that it names.',
    'held-by-editor': () => 'An editor holds it. It waits until somebody releases it.',
  },
  causes: {
    'refused-by-all': () => ({
      what: 'The mail server refuses this email for everybody.',
      advice: `The send is paused. Resume it when the cause is gone. ${ANOTHER_TRY}`,
    }),
    'refused-since': ({ domain }) => ({
      what:
        domain === null
          ? 'The mail server accepted this email at first and has refused it for everybody since.'
          : `The mail server accepted this email for others and refuses it for everybody at ${domain}.`,
      advice: `The send is paused. Resume it when the cause is gone. ${ANOTHER_TRY}`,
    }),
    'in-doubt': () => ({
      what: 'The mail server receives message after message and never says whether it accepts them.',
      advice:
        'The send is paused. Resume it when the cause is gone. Readers whose message is in doubt get one more try then.',
    }),
    'too-large': () => ({
      what: 'The email is larger than the mail server accepts.',
      advice:
        'The send is paused. Let the server accept larger mail or choose another transport, and resume the send; or cancel it and send a shorter email.',
    }),
    'many-bounces': ({ bounced, answered }) => ({
      what: `Of the latest addresses, ${share(bounced, answered)} do not exist, and mail servers judge a sender by that.`,
      advice: 'The send is paused. Find out where these addresses come from, then resume or cancel it.',
    }),
    'many-doubted-bounces': ({ bounced, answered, domain }) => ({
      what: `Of the latest addresses, mail servers say that ${share(bounced, answered)} do not exist, and they accepted nobody else ${
        domain === null ? 'at these domains' : `at ${domain}`
      }. That is rarely the readers’ fault.`,
      advice: `The send is paused. Find out why these servers refuse it, then resume or cancel it. ${ANOTHER_TRY}`,
    }),
    'many-refusals': ({ refused, answered, domain }) => ({
      what: `Of the latest messages, ${share(refused, answered)} were refused because of their content or their sender${
        domain === null ? '' : `, nearly all of them at ${domain}`
      }.`,
      advice: `The send is paused. Resume it when the cause is gone. ${ANOTHER_TRY}`,
    }),
    'many-complaints': ({ complained, answered }) => ({
      what: `Of the latest readers, ${share(complained, answered)} called it spam, and mailbox providers judge a sender by that.`,
      advice:
        'The send is paused. These readers get no more mail. Find out who got it and what they expected, then resume or cancel it.',
    }),
    'not-composed': ({ error }) => ({
      what: `The email cannot be put together: ${sentence(error)}`,
      advice:
        'The send is paused and nobody is lost. Correct the sender, the addresses of the newsletter or PUBLIC_URL and resume the send; or cancel it.',
    }),
  },
  serverSaid: (reply) => `The mail server said: ${sentence(reply)}`,
};

function gapText({ kind, from, until, timeZone }: GapParams): string {
  const [first, last] = [moment(from, timeZone), moment(until, timeZone)];
  switch (kind) {
    case 'down':
      return `Paperround was down from ${first} to ${last}.`;
    case 'older':
      return `This database is older than what this installation has sent: it knows nothing of the time from ${first} to ${last}.`;
    case 'copied':
      return `This installation runs on a copy of its data from ${first}; the copy started at ${last}.`;
    case 'restored':
      return `A backup from ${first} was restored at ${last}.`;
  }
}

const meanwhile = (via: string) => `Meanwhile mail goes out through ${via}.`;

const count = (number: number) => number.toLocaleString('en-GB');

/** `14 of 230 (6.1%)` */
const share = (part: number, whole: number) => `${part} of ${whole} (${((100 * part) / whole).toFixed(1)}%)`;

/** `5 Mar 2026, 06:10 CET` */
export function moment(at: string, timeZone: string): string {
  const day = { day: 'numeric', month: 'short', year: 'numeric' } as const;
  const time = { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const;
  return new Date(at).toLocaleString('en-GB', { ...day, ...time, timeZone });
}

const titlesOf = ({ titles, more }: { titles: string[]; more: number }) =>
  titles.map((title) => `“${title}”`).join(', ') + (more === 0 ? '' : ` and ${more} more`);
