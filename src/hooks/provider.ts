import type { Fact } from './fact.ts';

/** A call as it came, before anybody believed it. */
export interface HookCall {
  /** Lower-case names. */
  headers: Record<string, string>;
  /** Octets as they were signed. */
  body: Buffer;
}

/** What a call is judged by. */
export interface Given {
  /** Of the provider, the newest first: after a change the one before holds on for a day. */
  keys: string[];
  /** Of Amazon SNS: the only topic that may call. */
  topic: string | null;
  now: Date;
  /** The certificate (PEM) at an address of Amazon's; undefined while it cannot be had. */
  certificateAt(url: string): Promise<string | undefined>;
}

/** What a call that is genuine tells. */
export interface Heard {
  facts: Fact[];
  /** What the provider wants to read as the answer. */
  answer?: Record<string, unknown>;
  /** To be visited, so that the provider goes on calling. */
  confirm?: string;
  /** Of a signature that does not cover the body: it is good for one body only. */
  token?: string;
}

/** Why a call changes nothing. `unreachable`: it cannot be judged now, and the provider is to come again. */
export type Refusal =
  | 'needs-signing-key'
  | 'needs-topic'
  | 'wrong-credentials'
  | 'wrong-signature'
  | 'stale'
  | 'replayed'
  | 'other-topic'
  | 'unreadable'
  | 'unreachable';

export type Judged = Heard | { refused: Refusal };

/** Checks where a call comes from, and reads it. */
export type Provider = (call: HookCall, given: Given) => Judged | Promise<Judged>;
