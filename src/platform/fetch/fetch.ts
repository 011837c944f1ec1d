/** A guarded fetch of an address that came from outside (SEC-30, FED-05). */
export interface GuardedRequest {
  /** GET when it is left out. */
  method?: 'GET' | 'HEAD' | 'POST';
  headers?: Record<string, string>;
  /** Of a POST. */
  body?: string;
  /** False: a redirect is the answer, and is not followed. */
  canRedirect?: false;
  /** Decompressed bytes; more is the failure `too-large`. */
  maxBytes: number;
  /** A body that is longer is cut instead; it comes as it is on the wire. */
  isCut?: boolean;
  /** For everything, redirects included. */
  timeoutMs: number;
}

export interface GuardedResponse {
  status: number;
  /** Lower-case names. */
  headers: Record<string, string>;
  /** Decompressed, unless it was asked for cut. */
  body: Buffer;
  /** After redirects. */
  url: string;
  redirects: { status: number; from: string; to: string }[];
}

export type FetchFailure =
  /** It is no web address, or holds a password. */
  | 'bad-url'
  | 'forbidden-address'
  | 'dns'
  | 'connection'
  | 'timeout'
  | 'too-large'
  | 'too-many-redirects'
  | 'bad-response';

export type FetchResult =
  | { kind: 'response'; response: GuardedResponse }
  /** Tells nothing of private networks. */
  | { kind: 'failure'; failure: FetchFailure };

export type GuardedFetch = (url: string, request: GuardedRequest) => Promise<FetchResult>;
