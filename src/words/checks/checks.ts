import type { LetterFault } from '../reasons/letter-faults.ts';

type Nothing = Record<string, never>;

/** What keeps a send from going out, by code. */
export interface Blockers {
  'subject-missing': Nothing;
  'no-postal-address': Nothing;
  'text-faulty': { fault: LetterFault };
  'article-gone': Nothing;
  'too-hard': Nothing;
  /** `error`: a sentence of ours. */
  'not-made': { error: string };
}

/** What somebody should look at before a send goes out, by code. */
export interface Warnings {
  'subject-long': { characters: number };
  'placeholder-left': { found: string[] };
  'variable-left': { found: string[] };
  /** `first`: the address of the first of them. */
  'alt-missing': { count: number; first: string };
  'size-over': { kilobytes: number };
  'picture-heavy': { url: string; kilobytes: number };
  'picture-large': { url: string; width: number; height: number };
  'picture-broken': { url: string; status: number | null };
  /** The page is not there: 404 or 410. */
  'link-broken': { url: string; status: number };
  /** The server failed: 500 and up. */
  'link-faulty': { url: string; status: number };
  'link-slow': { url: string };
  'link-unreachable': { url: string };
  'link-no-site': { url: string; host: string };
  'link-loops': { url: string };
  'link-to-home': { url: string; to: string };
  'link-private': { url: string };
  'link-unencrypted': { url: string; count: number };
  'link-says-nothing': { words: string; url: string };
  'heading-skipped': { heading: string; from: number; to: number };
  'dark-unreadable': { words: string; ratio: number; count: number };
  'language-differs': { looks: string; is: string };
  'sender-unknown': { domain: string };
  'sender-spf': { domain: string };
  'sender-dkim': { domain: string };
  'sender-dmarc': { domain: string };
  'mail-stays-here': { transport: string };
  'transport-out': { transport: string; reply: string | null };
  'links-lead-nowhere': { publicUrl: string };
  'subject-just-sent': { sendId: number; minutes: number };
  'subject-sent-lately': { sendId: number; at: string; timeZone: string };
  'subject-planned-too': { sendId: number; at: string; timeZone: string };
  'time-passed': { at: string; timeZone: string };
  'audience-empty': Nothing;
}

export interface Checks extends Blockers, Warnings {}
export type CheckCode = keyof Checks;
export type WarningCode = keyof Warnings;

/** One thing that was found, as code and parameters. */
export type Found<Code extends CheckCode = CheckCode> = {
  [One in Code]: { code: One; params: Checks[One] };
}[Code];

/** What is looked at, for the list of what is in order. */
export const ASPECTS = [
  'subject',
  'placeholders',
  'variables',
  'alt-texts',
  'pictures',
  'size',
  'links',
  'link-words',
  'headings',
  'dark',
  'language',
  'address',
  'sender',
  'transport',
  'same-subject',
  'time',
  'audience',
] as const;
export type Aspect = (typeof ASPECTS)[number];

/** What was found, and why it matters or what to do. */
export interface FindingWords {
  what: string;
  why: string;
}

export interface CheckWords {
  found: { [Code in CheckCode]: (params: Checks[Code]) => FindingWords };
  /** Said of an aspect in which nothing was found. */
  passed: Record<Aspect, (facts: { kilobytes: number }) => string>;
}
