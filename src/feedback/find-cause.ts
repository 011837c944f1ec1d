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
import type { JudgedSend } from './judge-refusals.ts';
import type { Cause } from '../words/index.ts';
import { alarmOf, type Answers } from './answers.ts';
import { findCommonReturn } from './returns/heard-queries.ts';

/** Why a send has to be stopped, and the event that names it. */
export interface Alarm {
  event: string;
  cause: Cause;
}

interface Heard {
  sums: Answers;
  tries: FirstTries;
  trouble: Trouble | undefined;
}

/** What would harm the sender, or is no reader's fault: refused for everybody, or bounced or refused too often (SMTP-18, THR-04). */
export async function findCause(db: Db, send: JudgedSend, heard: Heard): Promise<Alarm | undefined> {
  const { sums, trouble } = heard;
  if (trouble?.kind === 'doubt')
    // Going on would bring the whole audience into doubt, and then mail it again (SMTP-07).
    return alarm('send.in-doubt', { code: 'in-doubt', params: { reply: trouble.reply } });
  if (trouble?.kind === 'refused-all' && sums.accepted === 0) return refusedByAll(trouble.reply);
  if (trouble?.kind === 'refused-since')
    return refusedSince(trouble.reply, (await findCommonRefusal(db, send.id, ALL)).domain);
  const share = alarmOf(sums);
  if (share === 'complaints') return complaints(sums);
  if (share === 'bounces') return bouncing(sums, await commonOf(db, send.id, ['mailbox'], 'hard'));
  if (share === 'refusals')
    return refused(sums, await commonOf(db, send.id, ['sender', 'relay', 'unclear'], 'sender-fault'));
  if (await isRefusedByAll(db, send, heard))
    return refusedByAll((await findCommonRefusal(db, send.id, ALL)).reply);
  return undefined;
}

/** What most have in common: of those refused at once, or of those that came back later if these are more. */
async function commonOf(
  db: Db,
  sendId: number,
  refusals: RefusalKind[],
  returns: 'hard' | 'sender-fault',
): Promise<CommonRefusal> {
  const refused = await findCommonRefusal(db, sendId, refusals);
  const returned = await findCommonReturn(db, sendId, returns);
  return returned.count > refused.count ? { ...returned, unproved: 0 } : refused;
}

const ALL: RefusalKind[] = ['mailbox', 'reader', 'sender', 'relay', 'unclear'];

/** Mailboxes of so few readers may well be dead, all of them. */
const FEW_READERS = 2;

/** A small audience of which nobody was accepted; a server that took others lately may mean these readers. */
async function isRefusedByAll(db: Db, send: JudgedSend, { sums, tries }: Heard): Promise<boolean> {
  if (send.status !== 'sending' || !tries.isOver || tries.hasAccepted || sums.answered === 0) return false;
  const { mailbox, sender, relay, unclear } = await countRefusals(db, send.id);
  if (relay > 0 || mailbox + unclear > FEW_READERS) return true;
  return sender + unclear > 0 && !(await hasTakenMail(db, send.publicationId));
}

const alarm = (event: string, cause: Cause): Alarm => ({ event, cause });

const refusedByAll = (reply: string) => alarm('send.refused', { code: 'refused-by-all', params: { reply } });

const refusedSince = (reply: string, domain: string | null) =>
  alarm('send.refused', { code: 'refused-since', params: { domain, reply } });

/** It would be too large for every reader, and at every later try (SMTP-15). */
export const tooLarge = (reply: string) => alarm('send.too-large', { code: 'too-large', params: { reply } });

const complaints = ({ complained, answered }: Answers) =>
  alarm('send.complaints', { code: 'many-complaints', params: { complained, answered } });

function bouncing({ bounced, answered }: Answers, common: CommonRefusal): Alarm {
  const { reply, domain, unproved, count } = common;
  // Of mailboxes that are dead one by one, the same domains take mail for others.
  if (2 * unproved > count)
    return alarm('send.refused', {
      code: 'many-doubted-bounces',
      params: { bounced, answered, domain, reply },
    });
  return alarm('send.bouncing', { code: 'many-bounces', params: { bounced, answered, reply } });
}

const refused = ({ refused: count, answered }: Answers, { reply, domain }: CommonRefusal) =>
  alarm('send.refused', { code: 'many-refusals', params: { refused: count, answered, domain, reply } });
