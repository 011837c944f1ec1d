import type { MailOutcome } from '../../platform/mail/mailer.ts';
import { redactedReply } from '../../platform/mail/redacted-reply.ts';
import { demandOf, domainOf, domainScope, transportScope } from './limit.ts';
import { slowDown, slowServer } from './slow-queries.ts';
import { readLimits } from './process-limits.ts';
import { slowedRate } from './slowed-rate.ts';
import { bucketOver, bucketTo, type Scope, type Slot } from './throttle-scope.ts';

/** What an answer means for the limits, and for the reader: see `Throttle.heed`. */
export function hearAnswer(
  scope: Scope,
  slot: Slot<{ address: string }>,
  outcome: MailOutcome,
  isFirst: boolean,
): MailOutcome {
  noteAnswer(scope, slot, outcome);
  const { blame } = scope.heard;
  const domain = domainOf(slot.reader.address);
  const demand = demandOf(outcome, isFirst);
  if (demand === undefined || demand === 'patience') return outcome;
  if (demand === 'less' && blame.turnedAway(domain)) {
    learn(scope, slowDown(scope.limits.db, domainScope(domain)));
    return putOff(outcome);
  }
  // A 421 that is meant for everybody says that the server cannot be used.
  if (outcome.kind === 'server') return { ...outcome, scope: 'transport' };
  if (demand === 'unclear' && !blame.putOff()) return outcome;
  slowTransport(scope, slot, outcome);
  return putOff(outcome);
}

function noteAnswer(scope: Scope, { reader, taken }: Slot<{ address: string }>, outcome: MailOutcome): void {
  if (taken) {
    const ms = performance.now() - taken.at;
    bucketOver(scope)?.answered(ms);
    bucketTo(scope, reader.address)?.answered(ms);
    if (outcome.kind === 'server') taken.allowance?.putBack();
  }
  if (outcome.kind !== 'accepted') return;
  scope.heard.blame.accepted(domainOf(reader.address));
  scope.heard.taken.accepted();
}

/** What left at a faster rate than is allowed by now says nothing against the new one. */
function slowTransport(scope: Scope, { taken }: Slot<unknown>, { reply }: MailOutcome): void {
  const every = bucketOver(scope)?.every ?? 0;
  if ((taken?.every ?? 0) < every) return;
  const { limits, heard, transport } = scope;
  const rate = slowedRate(heard.taken.perSecond(), 1 / every, heard.taken.hasTakenMore());
  learn(scope, slowServer(limits.db, transportScope(transport), rate, redactedReply(reply)));
}

const learn = ({ limits }: Scope, change: Promise<unknown>) =>
  void change.then(() => readLimits(limits)).catch(() => {});

/** A reader whom a server or a domain has no room for waits, and nothing is charged. */
const putOff = ({ reply }: MailOutcome): MailOutcome => ({ kind: 'server', scope: 'destination', reply });
