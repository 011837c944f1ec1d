import type { EmailAddress } from '../../platform/mail/email-address.ts';
import type { Publication } from '../../publications/index.ts';
import type { Proof } from '../proofs/challenge.ts';
import type { Choices, Evidence } from '../subscriber.ts';
import type { NetworkHashes, WaitsFor } from './turn.ts';

export interface SignUp {
  address: EmailAddress;
  choices: Choices;
  /** Where the box stood: a page's address or a word of the caller's. */
  source: string;
  evidence: Evidence;
  /** Other newsletters that were chosen with it: one mail asks for all. */
  also?: Publication[];
  /** Whom the limits count it for besides the address; undefined: nobody. */
  visitor?: Visitor | undefined;
  /** A calculation that the browser did for it (BOMB-04). */
  proof?: Proof | undefined;
}

export interface Visitor {
  networks: NetworkHashes;
  /** More than 1 when something is odd about the request. */
  cost: number;
}

/** One newsletter that somebody signs up for. */
export interface Wish {
  publication: Publication;
  /** `consentText`: what was agreed to, where it is not the newsletter's own text. */
  input: SignUp & { consentText?: string };
  waitsFor: WaitsFor | undefined;
}
