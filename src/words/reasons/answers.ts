import type { Reason } from './reasons.ts';

type Nothing = Record<string, never>;

/** ISO 8601, shown in this zone. */
interface Moment {
  at: string;
  timeZone: string;
}
/** What came about after the audience of a send was frozen. */
interface Since extends Moment {
  sendId: number;
  frozenAt: string;
}

/** What kind of mail tells a reader of an article; an editor put `written` together. */
export type MailKind = 'single' | 'daily' | 'weekly' | 'busy-day' | 'catch-up' | 'written';

interface FateOfMail extends Moment {
  sendId: number;
  by: MailKind;
}

interface Tried {
  sendId: number;
  at: string | null;
  timeZone: string;
  attempts: number;
  reply: string | null;
}

/**
 * Everything that is asked when an editor wants to know why a reader got a send or did not, with the parameters of yes and of
 * no. What can only be a fault has no yes. Names of topics and words of a mail server come as they are.
 */
export interface Answers {
  'unknown-address': { no: Nothing };

  'article-may-go': {
    yes: Moment;
    no: {
      verdict: 'baseline' | 'held' | 'future' | 'too-old' | 'duplicate' | 'dismissed';
      held: Reason | null;
      duplicateOf: number | null;
      /** Its date. */
      at: string | null;
      timeZone: string;
    };
  };
  /** The mail that tells a reader of an article; `by` says what kind of mail it is. */
  brought: {
    yes: FateOfMail & { state: 'accepted' | 'sending' | 'queued' | 'deferred' | 'unknown' };
    no: FateOfMail & { state: 'rejected' | 'expired' | 'skipped' | 'cancelled' };
  };
  /** A full digest only counts it. */
  shown: { no: FateOfMail };
  /** It is owed; `at` is null when no time is known, and `sendId` until the mail is planned. */
  'already-due': {
    no: {
      by: MailKind;
      sendId: number | null;
      at: string | null;
      timeZone: string;
      why: 'rhythm' | 'paused' | 'busy-day' | 'not-sent' | 'followed' | null;
    };
  };
  'kept-after-pause': { no: Moment & { most: number } };
  'joined-before': { no: Moment & { decidedAt: string } };
  /** `at`: when the digest is due. */
  'not-dropped': { no: Moment };
  'same-as-decided': { no: Moment };
  'send-planned': { yes: Moment & { sendId: number }; no: Nothing };
  'send-prepared': {
    yes: Moment & { sendId: number; readers: number };
    no: {
      sendId: number;
      status: 'draft' | 'scheduled' | 'preparing' | 'paused' | 'held' | 'cancelled';
      /** When it is due. */
      at: string | null;
      timeZone: string;
    };
  };
  'send-not-stopped': {
    yes: { sendId: number };
    no: { sendId: number; status: 'paused' | 'held' | 'cancelled'; reason: Reason | null };
  };
  'send-not-waiting': { no: { sendId: number; reason: Reason } };

  /** `at` is null for those who were imported without a moment, or left before they confirmed. */
  confirmed: { yes: { at: string | null; timeZone: string }; no: Moment };
  'not-unsubscribed': { yes: Nothing; no: { at: string | null; timeZone: string } };
  'not-bounced': { yes: Nothing; no: Nothing };
  'not-complained': { yes: Nothing; no: Nothing };
  'not-suppressed': {
    yes: Nothing;
    no: Moment & {
      why: 'never-again' | 'bounced' | 'complained' | 'erased' | 'operator' | 'unsubscribed';
      isEverywhere: boolean;
    };
  };
  'not-paused': { yes: Nothing; no: { until: string; timeZone: string } };
  /** `followed`: names of what the reader follows of it, where that brings it beside another rhythm. */
  rhythm: { yes: { rhythm: string | null; followed?: string[] }; no: { rhythm: string; chosen: string } };
  'under-cap': { yes: Nothing; no: Nothing };
  follows: {
    /** `followed`: what of the send the reader chose or follows, topics and others; null: the send is for everybody. */
    yes: { followed: string[] | null };
    no: { topics: string[]; chosen: string[] };
  };
  /** `segment`: its name; null when it is gone. */
  'in-segment': { yes: { segment: string | null }; no: { segment: string | null } };

  'in-audience': {
    yes: { sendId: number; batch: number; place: number };
    no: Moment & { sendId: number };
  };
  /** What a digest tells the reader, or why nothing; `corrected`: only what was wrong of them; `counted`: beyond its room. */
  'in-digest': {
    yes: { sendId: number; titles: string[]; corrected: string[]; counted: number };
    no: { sendId: number; why: 'nothing-new' | 'waits-for-more' | 'other-hour' | 'left-out' };
  };
  /** Whether the reader got a correction of the article; `until`: digests carry it. */
  corrected: {
    yes: {
      correctionId: number;
      sendId: number;
      isDigest: boolean;
      state: 'accepted' | 'sending' | 'queued' | 'deferred' | 'unknown';
      at: string | null;
      timeZone: string;
    };
    no: {
      correctionId: number;
      why:
        | 'cancelled'
        | 'right-text'
        | 'never-had'
        | 'unreachable'
        | 'not-yet'
        | 'later-one'
        | 'next-digest'
        | 'failed'
        | 'no-digest'
        | 'left-out';
      until: string | null;
      timeZone: string;
    };
  };
  'in-time': { yes: Moment & { sendId: number }; no: Since };
  stayed: { no: Since };
  'same-topics': { no: Since };
  'same-as-then': { no: Moment & { sendId: number } };

  accepted: {
    yes: Tried;
    no: Tried & {
      state:
        | 'queued'
        | 'sending'
        | 'deferred'
        | 'rejected'
        | 'expired'
        | 'unknown'
        | 'skipped'
        | 'never-begun';
      nextAt: string | null;
    };
  };
  once: { no: { sendId: number } };
  /** What came back after a server had taken it; `kind` as in the list of events. */
  'not-returned': {
    no: Moment & { sendId: number; type: 'bounce' | 'complaint'; kind: string; says: string };
  };
}

export type AnswerCode = keyof Answers;

/** Those that say what became of an article for a reader. */
export type FateCode =
  | 'brought'
  | 'shown'
  | 'already-due'
  | 'kept-after-pause'
  | 'joined-before'
  | 'not-dropped'
  | 'same-as-decided';

/** One question with its answer, without words. */
export type Answer<Code extends AnswerCode = AnswerCode> = {
  [One in Code]: {
    [Way in keyof Answers[One]]: {
      code: One;
      holds: Way extends 'yes' ? true : false;
      params: Answers[One][Way];
    };
  }[keyof Answers[One]];
}[Code];

/** Every answer in one language. */
export type AnswerWords = {
  [Code in AnswerCode]: {
    [Way in keyof Answers[Code]]: (params: Answers[Code][Way], says: (reason: Reason) => string) => string;
  };
};
