import { judgeRefusal } from '../../mailers/index.ts';
import type { Kind, Reason } from './kind.ts';
import { sayingIn, tellingStatus, type Saying } from './saying.ts';

/** What a mail says of one recipient. Nothing where it does not. */
export interface Evidence {
  /** RFC 3464 §2.3.3: failed, delayed, delivered, relayed, expanded. */
  action: string;
  /** The Status field with its comment. */
  status: string;
  /** The Diagnostic-Code without its type: the remote server's own words, if anybody's. */
  diagnostic: string;
  /** What people are told of this recipient. */
  text: string;
  /** All that people are told. */
  whole: string;
}

export interface Judgement {
  kind: Kind;
  reason: Reason;
  enhanced: string;
  words: string;
}

const DONE = /^(?:delivered|relayed|expanded)\b/i;
const WAITING = /^delayed\b/i;
const NO_ANSWER =
  /\bretry time(?:out)?\b|\b(?:message|envelope|mail|queue|delivery|time|limit)\b[^.]{0,30}\bexpired\b|\bexpired\b[^.]{0,30}\bqueue|\bin (?:the )?queue (?:for )?too long|\btoo long in (?:the )?queue|\b(?:for|within|after|in|last|over) \d+(?:\.\d+)? ?(?:seconds?|minutes?|hours?|days?|weeks?|h|d)\b|\btimed[ -]?out\b|\btime-?out\b|\bno route to host\b|\bunreachable\b|\bconnection (?:refused|reset|closed|failed|dropped)|\blost connection\b|\btried all mxs\b|\b(?:could|did|can) ?n(?:o|')t (?:be )?(?:connect|contact|establish|reach|respond)|\bunable to (?:connect|contact|reach|establish)|\bhost not found, try again\b|\btry again\b|\btemporary (?:failure|error|problem|lookup)|\bservfail\b|\bdid not (?:respond|answer)|\bnot respond(?:ing)?\b|\bnot answer|\bdns error\b/i;

/** A server that refused before it heard of a recipient. */
const BEFORE_RECIPIENT =
  /\b(?:after (?:initial connection|(?:pipelined )?(?:ehlo|helo|mail from|starttls))|in reply to (?:initial|ehlo|helo|mail from)|sender was rejected)\b/i;

/** Of a mailbox nobody says so: a server that names the address of a machine speaks of the one that sends. */
const ADDRESS_OF_HOST = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/;

/** Weighs what is said of one recipient: actions first (BNC-02), then a server's own words with their codes, then what people are told. */
export function judge(evidence: Evidence): Judgement {
  const { action, status, diagnostic, text, whole } = evidence;
  const sayings = [diagnostic, commentOf(status), text, whole]
    .filter((one) => one.trim() !== '')
    .map(sayingIn);
  const enhancedOfReport = tellingStatus(status);
  const best = sayings[0] ?? { level: '', enhanced: '', words: '' };
  const enhanced = best.enhanced || enhancedOfReport;
  const told = { enhanced, words: best.words };
  if (WAITING.test(action)) return { kind: 'delayed', reason: 'delayed', ...told };
  if (DONE.test(action)) return { kind: 'success', reason: 'accepted', ...told };
  for (const saying of sayings) {
    const found = judgeSaying(saying, enhancedOfReport);
    if (found) return { ...found, enhanced: saying.enhanced || enhancedOfReport, words: saying.words };
  }
  if (sayings.length === 0) {
    const found = judgeSaying(
      { level: enhancedOfReport[0] ?? '', enhanced: enhancedOfReport, words: '' },
      enhancedOfReport,
    );
    if (found) return { ...found, ...told };
  }
  return { kind: 'soft', reason: 'unclear', ...told };
}

/** Nothing when neither its code nor its words are clear. */
function judgeSaying(saying: Saying, ofReport: string): Pick<Judgement, 'kind' | 'reason'> | undefined {
  const enhanced = saying.enhanced || (ofReport.startsWith(saying.level) ? ofReport : '');
  const level = saying.level || (ofReport[0] ?? '');
  const matter = judgeRefusal(saying.words, enhanced.replace(/^4/, '5'));
  // A refusal for the time being that went on too long says nothing for good.
  if (saying.level === '4')
    return { kind: 'soft', reason: matter === 'mailbox' || !matter ? 'expired' : matter };
  if (saying.level === '2') return { kind: 'success', reason: 'accepted' };
  const isFinal = saying.level === '5' && saying.words !== '';
  if (!isFinal && NO_ANSWER.test(saying.words)) return { kind: 'soft', reason: 'expired' };
  if (level === '4') return { kind: 'soft', reason: 'expired' };
  if (matter === 'mailbox' && BEFORE_RECIPIENT.test(saying.words))
    return { kind: 'sender-fault', reason: 'identity' };
  if (matter === 'mailbox') return { kind: 'hard', reason: matter };
  if (matter === 'identity' || matter === 'relay') return { kind: 'sender-fault', reason: matter };
  if (matter !== undefined) return { kind: 'soft', reason: matter };
  if (isFinal && ADDRESS_OF_HOST.test(saying.words)) return { kind: 'sender-fault', reason: 'identity' };
  return NO_ANSWER.test(saying.words) ? { kind: 'soft', reason: 'expired' } : undefined;
}

/** Haraka writes what happened behind the code: `5.1.2 (550 Tried all MXs)`. */
const commentOf = (status: string): string => /\((.*)\)/s.exec(status)?.[1] ?? '';
