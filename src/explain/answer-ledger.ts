import type { ReaderMessage } from '../delivery/index.ts';
import type { ReaderReturn } from '../feedback/index.ts';
import type { ConsentRecord, Subscriber } from '../subscribers/index.ts';
import type { Answer } from '../words/index.ts';
import type { Chapter } from './verdict.ts';

/** What is on record about the reader. */
export interface History {
  subscriber: Subscriber;
  records: ConsentRecord[];
  /** Every condition holds now. */
  isReachable: boolean;
  timeZone: string;
}

/** Where the reader stands in the ledger of one send, and what changed since its audience was frozen. */
export function answerLedger({ send, message, returns }: Chapter, history: History): Answer[] {
  const { preparedAt, id: sendId } = send;
  if (preparedAt === null) return [];
  const { timeZone } = history;
  const frozenAt = preparedAt.toISOString();
  const member: Answer = message
    ? { code: 'in-audience', holds: true, params: { sendId, batch: message.batch, place: message.place } }
    : { code: 'in-audience', holds: false, params: { sendId, at: frozenAt, timeZone } };
  const changes = answerChanges(sendId, preparedAt, history);
  // What was decided otherwise then, by something that no record tells, such as a suppression that was lifted.
  const isOtherwise =
    (!message && !send.isTimedDigest) || (message?.state === 'skipped' && send.status !== 'cancelled');
  const isUnexplained = isOtherwise && history.isReachable && changes.every(({ holds }) => holds);
  const decidedAt = message?.at?.toISOString() ?? frozenAt;
  return [
    member,
    ...changes,
    ...(isUnexplained
      ? [{ code: 'same-as-then', holds: false, params: { sendId, at: decidedAt, timeZone } } as const]
      : []),
    ...(message ? answerMessage(sendId, message, timeZone) : []),
    ...returns.flatMap((one) => answerReturn(sendId, one, timeZone)),
  ];
}

export const JOINING = new Set(['confirmed', 'imported', 'resubscribed']);

/** Whether the reader was there when the audience was frozen, and what they changed since. */
function answerChanges(
  sendId: number,
  preparedAt: Date,
  { subscriber, records, timeZone }: History,
): Answer[] {
  const since = (at: Date) => ({
    sendId,
    at: at.toISOString(),
    frozenAt: preparedAt.toISOString(),
    timeZone,
  });
  const later = records.filter(({ at }) => at > preparedAt);
  const joined = later.findLast(({ kind }) => JOINING.has(kind))?.at;
  const left = later.findLast(({ kind }) => kind === 'unsubscribed')?.at;
  const chose = later.findLast(({ kind, details }) => kind === 'changed' && isAboutTopics(details))?.at;
  const before = records.findLast(({ kind, at }) => JOINING.has(kind) && at <= preparedAt)?.at;
  const joinedAt = joined ?? before ?? subscriber.createdAt;
  return [
    joinedAt > preparedAt
      ? { code: 'in-time', holds: false, params: since(joinedAt) }
      : { code: 'in-time', holds: true, params: { sendId, at: joinedAt.toISOString(), timeZone } },
    ...(left ? [{ code: 'stayed', holds: false, params: since(left) } as const] : []),
    ...(chose ? [{ code: 'same-topics', holds: false, params: since(chose) } as const] : []),
  ];
}

const isAboutTopics = ({ fields }: Record<string, unknown>) =>
  Array.isArray(fields) && fields.includes('topicIds');

function answerMessage(sendId: number, message: ReaderMessage, timeZone: string): Answer[] {
  const { state, attempts, lastReply: reply, at, nextAt, isPossiblyTwice } = message;
  const tried = { sendId, attempts, reply, at: at?.toISOString() ?? null, timeZone };
  const outcome: Answer =
    state === 'accepted'
      ? { code: 'accepted', holds: true, params: tried }
      : {
          code: 'accepted',
          holds: false,
          params: {
            ...tried,
            state: state === 'skipped' && attempts === 0 ? 'never-begun' : state,
            nextAt: nextAt?.toISOString() ?? null,
          },
        };
  return isPossiblyTwice ? [outcome, { code: 'once', holds: false, params: { sendId } }] : [outcome];
}

function answerReturn(sendId: number, { type, kind, says, at }: ReaderReturn, timeZone: string): Answer[] {
  if (type !== 'bounce' && type !== 'complaint') return [];
  const params = { sendId, type, kind, says, at: at.toISOString(), timeZone };
  return [{ code: 'not-returned', holds: false, params }];
}
