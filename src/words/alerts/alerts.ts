import type { HooksWords } from '../desk/hooks-en.ts';
import type { Cause, EmailFault, FeedFault, GapParams, Reason } from '../reasons/reasons.ts';
import type { TemplateFault } from '../reasons/template-faults.ts';

/** What DNS should have of a sender; `domain`: the name itself. */
export type SenderRecord = 'domain' | 'spf' | 'dkim' | 'dmarc';
/** Who shows a certificate: our pages, a mail server that we hand mail to, a mailbox that we read, our own listener. */
export type CertificateUse = 'web' | 'smtp' | 'imap' | 'inbound';

/** Every alert by its code, with what it carries. `reply`: a mail server's own words; `subject`: that of the send. */
export interface Alerts {
  /** Raised before alerts had codes. */
  'legacy-alert': { headline: string; about: string; what: string; advice: string; reply: string };
  'send-paused': { sendId: number; subject: string; cause: Cause };
  'send-met-refusals': { subject: string; cause: Cause };
  'send-bounces': { subject: string; bounced: number; answered: number; reply: string };
  'send-complaints': { subject: string; complained: number; answered: number };
  'domain-returns': { subject: string; domain: string; count: number; reply: string };
  'domain-refuses': { subject: string; domain: string; count: number; reply: string };
  'transport-out': { subject: string; transport: string; via: string | null; reply: string };
  'send-not-accepted': { subject: string; reply: string };
  'sends-late': {
    /** Those of the first. */
    sendId: number;
    subject: string;
    reason: Reason<'too-late'>;
    count: number;
  };
  'digest-late': { name: string; dueAt: string; timeZone: string };
  'review-unanswered': { sendId: number; subject: string };
  'review-without-people': { sendId: number; subject: string; outcome: 'send' | 'hold' | 'wait' };
  'review-mail-refused': { subject: string; reply: string };
  'sends-held': { subject: string; count: number; gap: GapParams };
  'email-held': { subject: string; fault: EmailFault };
  'articles-held': {
    /** Of the first. */
    title: string;
    count: number;
    /** Some titles of each reason, and how many `more` there are. */
    groups: { titles: string[]; more: number; reason: Reason }[];
  };
  'feed-failing': { feed: string; url: string; error: FeedFault | null };
  'feed-gone': { feed: string; url: string; error: FeedFault | null };
  'feed-silent': { feed: string; url: string };
  'hook-refused': { provider: string; refusal: keyof HooksWords['refusals'] };
  /** `failing`: for days it accepted nothing; `gone`: it said that it is gone. */
  'webhook-off': { host: string; reason: 'failing' | 'gone' };
  /** `fault`: what was found in the template; null where it takes too much time. */
  'template-fell-back': { mail: 'article' | 'digest' | 'letter' | 'correction'; fault: TemplateFault | null };
  'sign-ups-held': { isForEverybody: boolean };
  'sign-ups-crowd': { mails: number };
  'articles-not-mailed': {
    /** Of the first. */
    title: string;
    count: number;
    dueAt: string;
    timeZone: string;
  };
  'digests-empty': { rhythm: 'daily' | 'weekly'; count: number; since: string; timeZone: string };
  'confirmations-bounce': { sent: number; failed: number; reply: string };
  'api-key-ends': { name: string; endsAt: string };
  'sender-records-gone': { domain: string; records: SenderRecord[] };
  'certificate-ends': {
    use: CertificateUse;
    /** Where it is shown. */
    name: string;
    endsAt: string;
    isOver: boolean;
  };
  'disk-fills': { host: string; folder: string; freeBytes: number; freePercent: number };
}

export type AlertCode = keyof Alerts;
/** What the watchdog sees: it lasts, and is on Today until it is over. */
export type WatchCode =
  | 'articles-not-mailed'
  | 'digests-empty'
  | 'confirmations-bounce'
  | 'sender-records-gone'
  | 'certificate-ends'
  | 'api-key-ends'
  | 'disk-fills';
/** An alert as its row keeps it; the words are made when it is mailed. */
export type AlertNews = { [Code in AlertCode]: { code: Code; params: Alerts[Code] } }[AlertCode];

export type WatchNews = Extract<AlertNews, { code: WatchCode }>;

/** Plain text without a reader's address. */
export interface AlertText {
  /** `A send is paused` */
  headline: string;
  /** What it is about, such as the subject of the send. */
  about: string;
  what: string;
  advice: string;
}

/** Every sentence of alerts in one language. */
export interface AlertWords {
  alerts: {
    [Code in AlertCode]: (
      params: Alerts[Code],
      tell: {
        says: (reason: Reason) => string;
        causeSays: (cause: Cause) => { what: string; advice: string };
        templateSays: (fault: TemplateFault) => string;
      },
    ) => AlertText;
  };
  mail: { about: string; newsletter: string; since: string; reply: string; button: string; why: string };
}
