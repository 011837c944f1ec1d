/** One message to one person, complete but not yet encoded. */
export interface Mail {
  /** Return path. */
  envelopeFrom: string;
  from: { name: string; address: string };
  /** The only recipient, header and envelope alike (HDR-05, ADR-04). */
  to: { name: string; address: string };
  replyTo: string | undefined;
  subject: string;
  html: string;
  text: string;
  /** `<opaque@domain>`, the same on every try (HDR-06). */
  messageId: string;
  /** The same on every try (HDR-07). */
  date: Date;
  /** Further headers in order; values without CR, LF or NUL (HDR-08). */
  headers: { name: string; value: string }[];
  /** Names of the transports that may take it, in the order of preference; left out: `default` alone. */
  transports?: string[];
}

/**
 * What cannot be used: the `transport` (connection, authentication, throttling); this mail over it, because of its `sender` or its
 * signature, because it is too large for it (`size`), or because nobody can compose it (`composition`); the `destination`,
 * which asked us to slow down; or a `message`: the session is fine and the server balked at this one, perhaps by its own fault.
 */
export type FaultScope = 'transport' | 'sender' | 'size' | 'composition' | 'destination' | 'message';

/** One message to one person whose bytes are made already. */
export interface ComposedMail extends Pick<Mail, 'envelopeFrom' | 'from' | 'to' | 'transports'> {
  source: Buffer;
}

/**
 * What became of one try. Only `accepted` is a success; nothing here is ever "delivered". `kind` sorts the rest by STANDARDS SMTP-01:
 * - `recipient`: about this address. `isHard`: the mailbox does not exist (suppress it). `isUnclear`: a refusal for good does
 *   not say whether that is so.
 * - `content`: about this message or its sender (policy, spam, block list, size). It charges nobody's address. `isOfRelay`: our
 *   own mail server does not relay for us.
 * - `server`: it cannot be used now, which costs no attempt. `mayBeOwn`: it spoke of itself in its answer to the recipient, so
 *   it may mean this recipient alone.
 * - `unknown`: the message was handed over and no reply came: the server may have accepted it (SMTP-07).
 */
export type MailOutcome =
  | { kind: 'accepted'; reply: string }
  | { kind: 'recipient'; isPermanent: boolean; isHard: boolean; isUnclear?: true; reply: string }
  | { kind: 'content'; isPermanent: boolean; isOfRelay?: true; reply: string }
  | { kind: 'server'; scope: FaultScope; reply: string; mayBeOwn?: true }
  | { kind: 'unknown'; reply: string };

/** Whether the server's fault may be that of one message alone. */
export const mayBeOwn = (outcome: MailOutcome) => outcome.kind === 'server' && outcome.mayBeOwn === true;

/** One of many messages that differ in a few values, encoded when it is its turn. */
export interface BulkMessage {
  /** Return path. */
  envelopeFrom: string;
  /** Its domain's keys sign. */
  fromAddress: string;
  /** The only recipient. */
  to: string;
  /** Octets, roughly. */
  size: number;
  /**
   * The message as it goes over the wire: 7 bit, CRLF, no line begins with a dot, the last one ends in CRLF, the body in
   * DKIM's relaxed form (RFC 6376 §3.4.4). Throws when it cannot be composed.
   * @param target may be written into; the answer is used before the next call with it.
   */
  render(target: Buffer): Buffer;
  /** Called exactly once. */
  settle(outcome: MailOutcome): void;
}

/** Somebody who asks for the next message: what is found while they are away stays for others. */
export interface Asker {
  isAway: boolean;
}

/**
 * How messages go from the ledger to a socket: each layer asks the one before it, as late as it can.
 * @returns the next one now; or undefined, when there is none, none may leave, or the asker is away; or one of these later.
 * Never throws.
 */
export type Pull<Item> = (asker?: Asker) => Item | undefined | Promise<Item | undefined>;

export interface Mailer {
  /** `smtp`, `ses`, `file` or `mailbox`. */
  readonly name: string;
  /** Never throws for what the outside world does: that is an outcome. */
  send(mail: Mail | ComposedMail): Promise<MailOutcome>;
  /**
   * Sends what it can pull, over all its connections, until there is nothing more; each connection asks for its next
   * message as late as it can.
   */
  sendAll(pull: Pull<BulkMessage>): Promise<void>;
  /** How many sends may usefully run at once. */
  readonly concurrency: number;
  /** Connects and signs in, sending nothing. @returns the words of whoever refuses. */
  check?(): Promise<string | undefined>;
  /** Messages a second that the account allows; undefined when it does not say. */
  accountRate?(): Promise<number | undefined>;
  /** The transport of this name, for mailers that stand for several. */
  over?(transport: string): Promise<Mailer>;
  close(): Promise<void>;
}
