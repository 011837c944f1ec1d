import { hooksEn } from '../desk/hooks-en.ts';
import { moment } from '../reasons/en.ts';
import type { AlertWords } from './alerts.ts';
import { share, watchEn } from './watch-en.ts';

const WAITS =
  'Nothing is lost: Paperround tries again by itself and goes on where it stopped. If the server wants something from you, its reply says what.';
const RELEASE_MAILS =
  'let the mails go now: on the overview page, or with the command “paperround sign-ups release”.';

export const english: AlertWords = {
  alerts: {
    'legacy-alert': ({ headline, about, what, advice }) => ({ headline, about, what, advice }),
    'send-paused': ({ sendId, subject, cause }, { causeSays }) => {
      const { what, advice } = causeSays(cause);
      return {
        headline: 'A send is paused',
        about: subject,
        what,
        advice: `${advice} The command for it: npx paperround send resume ${sendId}`,
      };
    },
    'send-met-refusals': ({ subject, cause }, { causeSays }) => ({
      headline: 'Mail servers refused many messages of a send',
      about: subject,
      what: causeSays(cause).what,
      advice: 'The send is over, so nothing can be stopped any more. Find out the cause before the next one.',
    }),
    'send-bounces': ({ subject, bounced, answered }) => ({
      headline: 'Many addresses of a send do not exist',
      about: subject,
      what: `Of the latest addresses, ${share(bounced, answered)} do not exist, and mail servers judge a sender by that. The send goes on.`,
      advice:
        'These addresses get no more mail. Find out where they come from, such as an old list. If there are many more, Paperround pauses the send and tells you.',
    }),
    'send-complaints': ({ subject, complained, answered }) => ({
      headline: 'Many readers called a send spam',
      about: subject,
      what: `Of the latest readers, ${share(complained, answered)} called it spam, and mailbox providers judge a sender by that. The send goes on.`,
      advice:
        'These readers get no more mail. Ask yourself who got it and what they expected. If there are many more, Paperround pauses the send and tells you.',
    }),
    'domain-returns': ({ subject, domain, count }) => ({
      headline: `Mail to ${domain} comes back`,
      about: subject,
      what: `The mail server for ${domain} took the mail for ${count === 1 ? 'a reader' : `${count} readers`} and sent it back, because of its sender or its content. That is not the readers’ fault, so nobody was suppressed because of it.`,
      advice:
        'What it said may tell you what it wants. Check block lists, check SPF, DKIM and DMARC with “npx paperround doctor”, or write to its postmaster.',
    }),
    'domain-refuses': ({ subject, domain, count }) => ({
      headline: `Mail to ${domain} is refused`,
      about: subject,
      what: `The mail server for ${domain} refused all ${count} remaining readers in the same words. That is rarely the readers’ fault, so nobody was suppressed because of it.`,
      advice:
        'Its reply may say what it wants from you. Check block lists, check SPF, DKIM and DMARC with “npx paperround doctor”, or write to its postmaster. If these addresses really are dead, unsubscribe them.',
    }),
    'transport-out': ({ subject, transport, via }) => ({
      headline: via === null ? 'Sends wait for the mail server' : 'A mail server is out of order',
      about: subject,
      what: `The mail server of the transport ${transport} is unreachable or refuses to work; no mail has gone out through it since. ${
        via === null
          ? 'This email waits, and so does all mail that has no other way.'
          : `Meanwhile mail goes out through ${via}.`
      }`,
      advice: `${WAITS} To try it at once, run “npx paperround transport check ${transport}”.`,
    }),
    'send-not-accepted': ({ subject }) => ({
      headline: 'The mail server does not accept a send',
      about: subject,
      what: 'The mail server accepts no message of this send, because of its sender, its size or its signature. No message of this send has gone out since.',
      advice: `${WAITS} “npx paperround doctor” checks the whole installation.`,
    }),
    'sends-late': ({ sendId, subject, count, reason }, { says }) => ({
      headline: count === 1 ? 'A send is late, so it is held' : `${count} sends are late, so they are held`,
      about: subject,
      what: says(reason),
      advice:
        count === 1
          ? `Decide on its page, or with the command: npx paperround send release ${sendId}`
          : 'Decide on their pages, or with the commands: npx paperround send held, then send release or send drop with the ids.',
    }),
    'digest-late': ({ name, dueAt, timeZone }) => ({
      headline: 'A digest is late',
      about: name,
      what: `It was due on ${moment(dueAt, timeZone)}. It has not gone out, though there are articles for it.`,
      advice:
        'Nothing is lost: the articles come with it, or with the next one. See on the overview page what it waits for. “npx paperround doctor” examines the whole installation.',
    }),
    'review-unanswered': ({ sendId, subject }) => ({
      headline: 'Nobody answered, so a send is held',
      about: subject,
      what: 'Editors were asked to look at it, and nobody answered in time. It is held, as the settings say. No reader got it.',
      advice: `Release it on the overview page, or with the command: npx paperround send release ${sendId}`,
    }),
    'review-without-people': ({ sendId, subject, outcome }) => ({
      headline: 'There is nobody to look at a send',
      about: subject,
      what: `It should be looked at before it goes out, but nobody else here may send. ${
        outcome === 'send'
          ? 'If nobody holds it, it goes out at its time.'
          : outcome === 'hold'
            ? 'It is held at its time, as the settings say.'
            : 'It waits until a second person approves it.'
      }`,
      advice: `Give somebody the right to send, or change the review in the settings. To look at it: npx paperround send show ${sendId}`,
    }),
    'review-mail-refused': ({ subject }) => ({
      headline: 'A mail to an editor was refused',
      about: subject,
      what: 'It asked an editor to look at this send before it goes out. The mail server refused it, so this person may not know.',
      advice: 'Correct the person’s address, and look at the send on the overview page.',
    }),
    'sends-held': ({ subject, count, gap }, { says }) => ({
      headline: count === 1 ? 'A send is held' : `${count} sends are held`,
      about: subject,
      what: `${says({ code: 'gap', params: gap })} What was due by then is held, because it may have gone out already. Nothing is lost.`,
      advice:
        'Decide once on the overview page: send them now, or drop them if another copy sent them. By command: npx paperround send held, then send release --all or send drop --all. Articles from that time that feeds bring later wait for the same answer.',
    }),
    'email-held': ({ subject, fault }) => ({
      headline: 'An email is held',
      about: subject,
      what: `${
        fault === 'too-hard'
          ? 'This email takes too much time or memory to lay out'
          : 'This email could not be laid out'
      }; Paperround tried twice. Nobody got it, and no other send waits for it.`,
      advice:
        'Something in it may be repeated or nested very often, such as tables within tables. Correct that and resume the send, or cancel it.',
    }),
    'articles-held': ({ title, count, groups }, { says }) => ({
      headline: count === 1 ? 'An article is held' : `${count} articles are held`,
      about: count === 1 ? title : `${title} and ${count - 1} more`,
      what: groups
        .map(
          ({ titles, more, reason }) =>
            `${titles.map((one) => `“${one}”`).join(', ')}${more > 0 ? ` and ${more} more` : ''}: ${says(reason)}`,
        )
        .join(' '),
      advice: 'None of them is mailed until you decide: release or dismiss it on the overview page.',
    }),
    'feed-failing': ({ feed, url, error }, { says }) => ({
      headline: 'A feed cannot be read',
      about: feed,
      what: `${error ? says(error) : 'The feed could not be read.'} Its address is ${url}. Until this is over, Paperround sees no new articles of it.`,
      advice:
        'Paperround keeps trying. Check whether the address still opens in a browser; you can change it, pause the feed or remove it.',
    }),
    'feed-gone': ({ feed, url, error }, { says }) => ({
      headline: 'A feed is gone',
      about: feed,
      what: `${error ? says(error) : 'The feed could not be read.'} Its address is ${url}. Paperround sees no new articles of it.`,
      advice: 'Paperround does not read it any more. Give it its new address, or remove it.',
    }),
    'feed-silent': ({ feed, url }) => ({
      headline: 'A feed brings nothing new',
      about: feed,
      what: `Paperround can read it, but it has brought no new article for twice as long as ever within three months. Its address is ${url}.`,
      advice:
        'If you published something meanwhile, look whether it is in the feed: sites sometimes go on showing an old copy, or move the feed. Otherwise you need do nothing; this ends by itself with the next article.',
    }),
    'hook-refused': ({ provider, refusal }) => ({
      headline: 'Calls of an email provider are refused',
      about: provider,
      what: `Paperround has refused every call of this provider for more than an hour. Why the last one was: ${hooksEn.refusals[refusal]}. What the provider tells of bounces and complaints does not count meanwhile.`,
      advice:
        'Compare the key in the settings of the newsletter (“Your email provider”) with the one at the provider. Most providers call again for some hours, so nothing is lost if you are quick.',
    }),
    'template-fell-back': ({ mail, fault }, { templateSays }) => ({
      headline: 'A template of yours makes no mail',
      about: { article: 'Articles', digest: 'Digests', letter: 'Letters', correction: 'Corrections' }[mail],
      what: `${fault === null ? 'The template takes too long.' : templateSays(fault)} Mails go out with the templates that come with Paperround.`,
      advice:
        'Correct the template on the page “Look & templates”, or go back to the default there. Paperround writes to you at most once a day about this.',
    }),
    'webhook-off': ({ host, reason }) => ({
      headline: 'A webhook was switched off',
      about: host,
      what: `${
        reason === 'gone'
          ? 'The receiver answered that this address is gone (410).'
          : 'For three days, the receiver accepted no call.'
      } Paperround calls it no more. What happens until you switch it on again is not noted for it.`,
      advice:
        'Look at the last calls and answers in the settings of the newsletter (“Webhooks”). When the receiver works again, switch the webhook on: what was still waiting goes out, and you can replay the rest.',
    }),
    'sign-ups-held': ({ isForEverybody }) => ({
      headline: 'Confirmation mails are held',
      about: isForEverybody ? 'sign-ups at every mail provider' : 'sign-ups at one mail provider',
      what: `Far more people than usual signed up within the last hour and did not confirm. A bot may be typing other people’s addresses. Confirmation mails ${
        isForEverybody ? 'of all newsletters' : 'to addresses at this provider'
      } wait. Browsers now do a small calculation before a sign-up counts; those who did it get their mail at once. No sign-up is lost, and newsletters go out as usual.`,
      advice: `The mails go out by themselves when it is calmer. If you know where these people come from, ${RELEASE_MAILS}`,
    }),
    'sign-ups-crowd': ({ mails }) => ({
      headline: 'Very many sign-ups from one network',
      about: `${mails} confirmation mails wait`,
      what: 'Within an hour, more people signed up from one network than Paperround sends mails for. It may be a bot, or a school or an office. Some of their confirmation mails go out each hour; everybody else gets theirs at once.',
      advice: `If you know these people, ${RELEASE_MAILS} Otherwise there is nothing to do.`,
    }),
    ...watchEn,
  },
  mail: {
    about: 'About',
    newsletter: 'Newsletter',
    since: 'Since',
    reply: 'The mail server’s reply:',
    button: 'Open the overview',
    why: 'You get this email because you are an admin of the Paperround that sends this newsletter.',
  },
};
