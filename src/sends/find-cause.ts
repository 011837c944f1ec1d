import {
  countRefusals,
  findCommonRefusal,
  type CommonRefusal,
  type FirstTries,
  type RefusalKind,
  type Trouble,
} from '../delivery/index.ts';
import { hasTakenMail } from '../transports/index.ts';
import type { Db } from '../platform/database.ts';
import type { HeldSend } from './alarm-queries.ts';
import { alarmOf, share, type Answers } from './answers.ts';

/** Why a send has to be stopped. */
export interface Cause {
  event: string;
  /** What happened, in plain sentences with the figures. */
  what: string;
  advice: string;
  /** The mail server's words; may be empty. */
  reply: string;
}

interface Heard {
  sums: Answers;
  tries: FirstTries;
  trouble: Trouble | undefined;
}

/** What would harm the sender, or is no reader's fault: refused for everybody, or bounced or refused too often (SMTP-18, THR-04). */
export async function findCause(db: Db, send: HeldSend, heard: Heard): Promise<Cause | undefined> {
  const { sums, trouble } = heard;
  if (trouble?.kind === 'doubt') return inDoubt(trouble.reply);
  if (trouble?.kind === 'refused-all' && sums.accepted === 0) return refusedByAll(trouble.reply);
  if (trouble?.kind === 'refused-since')
    return refusedSince(trouble.reply, (await findCommonRefusal(db, send.id, ALL)).domain);
  const alarm = alarmOf(sums);
  if (alarm === 'bounces') return bouncing(sums, await findCommonRefusal(db, send.id, ['mailbox']));
  if (alarm === 'refusals')
    return refused(sums, await findCommonRefusal(db, send.id, ['sender', 'relay', 'unclear']));
  if (await isRefusedByAll(db, send, heard))
    return refusedByAll((await findCommonRefusal(db, send.id, ALL)).reply);
  return undefined;
}

const ALL: RefusalKind[] = ['mailbox', 'reader', 'sender', 'relay', 'unclear'];

/** Mailboxes of so few readers may well be dead, all of them. */
const FEW_READERS = 2;

/** A small audience of which nobody was accepted; a server that took others lately may mean these readers. */
async function isRefusedByAll(db: Db, send: HeldSend, { sums, tries }: Heard): Promise<boolean> {
  if (send.status !== 'sending' || !tries.isOver || tries.hasAccepted || sums.answered === 0) return false;
  const { mailbox, sender, relay, unclear } = await countRefusals(db, send.id);
  if (relay > 0 || mailbox + unclear > FEW_READERS) return true;
  return sender + unclear > 0 && !(await hasTakenMail(db, send.publicationId));
}

const refusedByAll = (reply: string): Cause => ({
  event: 'send.refused',
  what: 'The mail server refuses this email, whoever it is for.',
  advice: `The send is paused; resume it when the cause is gone. ${TRIED_AGAIN}`,
  reply,
});

const TRIED_AGAIN = 'Nobody was suppressed for it; those who were refused are tried again then.';

const refusedSince = (reply: string, domain: string | null): Cause => ({
  event: 'send.refused',
  what:
    domain === null
      ? 'The mail server took this email at first, and has refused everybody since.'
      : `The mail server took this email for others, and refuses everybody at ${domain}.`,
  advice: `The send is paused; resume it when the cause is gone. ${TRIED_AGAIN}`,
  reply,
});

/** Going on would bring the whole audience into doubt, and then mail it again (SMTP-07). */
const inDoubt = (reply: string): Cause => ({
  event: 'send.in-doubt',
  what: 'The mail server takes message after message and never says whether it accepts them.',
  advice: 'The send is paused; resume it when the cause is gone. Those in doubt are tried once more then.',
  reply,
});

/** It would be too large for every reader, and at every later try (SMTP-15). */
export const tooLarge = (reply: string): Cause => ({
  event: 'send.too-large',
  what: 'The email is larger than the mail server takes.',
  advice:
    'The send is paused: let the server take larger mail, or choose another transport, and resume it; or cancel it and send a shorter one.',
  reply,
});

function bouncing({ bounced, answered }: Answers, { reply, domain, unproved, count }: CommonRefusal): Cause {
  const figures = share(bounced, answered);
  // Of mailboxes that are dead one by one, the same domains take mail for others.
  if (2 * unproved > count)
    return {
      event: 'send.refused',
      what: `Of the latest addresses, ${figures} are said not to exist, while nobody else was accepted ${domain === null ? 'where they are' : `at ${domain}`}. That is rarely the readers’ fault.`,
      advice: `The send is paused; find out why these servers refuse it, then resume or cancel it. ${TRIED_AGAIN}`,
      reply,
    };
  return {
    event: 'send.bouncing',
    what: `Of the latest addresses, ${figures} do not exist, and mail servers judge a sender by that.`,
    advice: 'The send is paused; find out where these addresses come from, then resume or cancel it.',
    reply,
  };
}

function refused(sums: Answers, { reply, domain }: CommonRefusal): Cause {
  const where = domain === null ? '' : `, nearly all of them at ${domain}`;
  return {
    event: 'send.refused',
    what: `Of the latest messages, ${share(sums.refused, sums.answered)} were refused for what they say or who sends them${where}.`,
    advice: `The send is paused; resume it when the cause is gone. ${TRIED_AGAIN}`,
    reply,
  };
}
