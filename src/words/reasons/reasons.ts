import type { FailureParams } from './failures.ts';
import type { ImportReasons } from './import-reasons.ts';
import type { LetterFault } from './letter-faults.ts';
import type { FeedFaultCode, FeedFaults, FeedHints } from './feed-faults.ts';

type Nothing = Record<string, never>;

/** A span of time that the database knows nothing of. Moments are ISO 8601. */
export interface GapParams {
  kind: 'down' | 'older' | 'copied' | 'restored';
  from: string;
  until: string;
  timeZone: string;
}

/** How an email failed by itself: it costs too much to lay out, or something in it breaks. */
export type EmailFault = 'too-hard' | 'broken';

/** Why the worker stops a send. `reply`: the server's own words, which may be empty. */
export interface Causes {
  'refused-by-all': { reply: string };
  'refused-since': { domain: string | null; reply: string };
  'in-doubt': { reply: string };
  'too-large': { reply: string };
  'many-bounces': { bounced: number; answered: number; reply: string };
  'many-doubted-bounces': { bounced: number; answered: number; domain: string | null; reply: string };
  'many-refusals': { refused: number; answered: number; domain: string | null; reply: string };
  'many-complaints': { complained: number; answered: number };
  'not-composed': { error: string };
}

/** Why an article is held. */
interface HeldReasons {
  /** Null where nobody counted. */
  flood: { count: number | null; limit: number | null };
  'gone-from-feed': Nothing;
  'gone-from-site': Nothing;
  'feed-removed': Nothing;
  'maybe-known': { title: string };
  'date-unread': Nothing;
  'date-missing': Nothing;
  'dated-long-ago': Nothing;
  'far-future': Nothing;
  'members-only': Nothing;
  garbled: Nothing;
  'held-by-editor': Nothing;
}

/** Every reason by its code, with what it carries. `reply`: a server's own words. */
export interface Reasons extends Causes, HeldReasons, FeedFaults, FeedHints, ImportReasons {
  /** Written before reasons had codes. */
  legacy: { text: string };
  /** These four tell of an import, as `ImportReasons` do, and what another reason comes to. */
  'row-ended-reader': { because: Reason };
  'row-came-back': { because: Reason };
  'row-reads-other-topic': { because: Reason };
  'file-heading-broken': { line: number; because: Reason };
  'no-postal-address': Nothing;
  'preparation-failed': Nothing;
  'email-failed-once': { fault: EmailFault };
  'email-failed': { fault: EmailFault };
  'article-withdrawn': Nothing;
  /** `because`: why the article is held. */
  'article-held': { because: Reason };
  'send-refused-for-now': { reply: string };
  /** A large send goes to a few readers first; `until`: when the others follow, null before the first have it. */
  'first-few': { minutes: number; until: string | null; timeZone: string };
  gap: GapParams;
  /** `before`: why it was paused until then. */
  'held-for-gap': GapParams & { before: Reason | null };
  /** A letter that went back to its editor. */
  'letter-faulty': { faults: LetterFault[] };
  /** `before`: what kept it back until then. */
  'too-late': { dueAt: string; timeZone: string; before: Reason | null };
  /** People look at it until it is due. */
  'in-review': { onSilence: 'send' | 'hold' };
  'review-held': Nothing;
  'review-unanswered': Nothing;
  'second-person': { readers: number; limit: number };
  /** A digest whose articles were all withdrawn. */
  'digest-empty': { titles: string[]; more: number };
  /** A digest whose day was taken out of the plan. */
  'digest-not-planned': Nothing;
  /** Feeds that could not be read right before the send. */
  'feeds-unread': { titles: string[]; more: number };
  /** Articles whose pages could not be read right before the send. */
  'pages-unread': { titles: string[]; more: number };
  /** A correction of an article of which nobody has another text any more. */
  'nothing-to-correct': Nothing;
  /** A digest without what an editor wrote above it. */
  'introduction-left-out': Nothing;
  /** A digest that went out without some of its articles. */
  'articles-left-out': { titles: string[]; more: number };
  'sent-since-backup': { at: string; timeZone: string };
  'cancelled-since-backup': Nothing;
  'unscheduled-since-backup': Nothing;
  dropped: Nothing;
  'dropped-as-sent': Nothing;
  'server-unusable': { reply: string | null; via: string | null };
  'warm-up-full': { transport: string; limit: number; via: string | null };
  'slow-server': { perMinute: number; reply: string };
  'bounces-high': { bounced: number; answered: number };
  'complaints-high': { complained: number; answered: number };
  'tls-off': Nothing;
  'certificates-unchecked': Nothing;
  'endpoint-without-tls': Nothing;
  /** So many messages of a connection are delivered at once. */
  'exim-queues': { messages: number };
  /** Times such as `02:30`: as an editor set it, and when it goes out. */
  'clocks-skip': { timeZone: string; at: string; moved: string };
  'clocks-repeat': { timeZone: string; at: string };
  /** Why messages of a send were not accepted. */
  'not-accepted': FailureParams;
  /** Servers that took mail and sent it back, as the sender's fault. */
  'domains-return': { groups: { domain: string; count: number; reply: string }[] };
  'domains-refuse': { groups: { domain: string; count: number; reply: string }[] };
}

export type ReasonCode = keyof Reasons;
export type CauseCode = keyof Causes;
export type HeldCode = keyof HeldReasons;

/** What rows keep for people: a code and what belongs to it. The words are made when somebody reads it. */
export type Reason<Code extends ReasonCode = ReasonCode> = {
  [One in Code]: { code: One; params: Reasons[One] };
}[Code];

export type Cause = Reason<CauseCode>;

/** Why a feed cannot be read, or what earlier versions wrote of it. */
export type FeedFault = Reason<FeedFaultCode | 'legacy'>;

/** What happened, and what to do about it. */
export interface CauseWords {
  what: string;
  advice: string;
}

/** Every sentence about reasons in one language. */
export interface ReasonWords {
  /** Those of a reason within another. */
  reasons: {
    [Code in Exclude<ReasonCode, CauseCode>]: (
      params: Reasons[Code],
      says: (reason: Reason) => string,
    ) => string;
  };
  causes: { [Code in CauseCode]: (params: Causes[Code]) => CauseWords };
  /** Puts the words of a mail server into a sentence. */
  serverSaid(reply: string): string;
}

/** The sentences about imports, which have a file of their own. */
export type ImportWords = Pick<
  ReasonWords['reasons'],
  keyof ImportReasons | 'row-ended-reader' | 'row-came-back' | 'row-reads-other-topic' | 'file-heading-broken'
>;
