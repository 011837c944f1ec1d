import type { Line } from '../detach-socket.ts';
import type { Manners } from '../manners.ts';
import type { Supply } from '../../outgoing.ts';
import type { Flight } from './flight.ts';
import type { MessageWriter } from './message-writer.ts';

/**
 * - `open`: messages may be announced.
 * - `quitting`: QUIT was said, and the server may say goodbye.
 * - `ended`: the server, the network or a fault ended it.
 */
export type SessionState = 'open' | 'quitting' | 'ended';

/**
 * Where the next message comes from:
 * - `none`: nobody sends over the session, or those who do have no more messages.
 * - `ready`: it can be asked for one.
 * - `awaited`: it was asked and answers later.
 */
export type Source = { is: 'none' } | { is: 'ready'; pull: Supply } | { is: 'awaited' };
export const NO_SOURCE: Source = { is: 'none' };

/**
 * A reply that is due. Replies come in the order of the commands (RFC 2920 §3.1). `dot` is the one to a message, `void` to an
 * empty message that nobody gets, `reset` to RSET.
 */
export type Expected =
  | { step: 'mail' | 'rcpt' | 'data' | 'dot'; flight: Flight }
  | { step: 'void' | 'reset'; flight?: undefined };

/** A connection that is set up, and what is under way over it. */
export interface Session {
  readonly line: Line;
  readonly writer: MessageWriter;
  readonly manners: Manners;
  /** Milliseconds; shortens the waits of RFC 5321 in tests. */
  readonly longestSilence: number;
  state: SessionState;
  source: Source;
  readonly expected: Expected[];
  /** At most two: one whose content is out, one whose envelope is. */
  readonly flights: Set<Flight>;
  /** Messages that the server was told of. */
  begun: number;
  /** It answered the last message soon. */
  isQuick: boolean;
  /** Several replies came in one piece, and the rest of them is still being read. */
  isReading: boolean;
  /** Tells the caller that everything is settled. */
  finish: (() => void) | undefined;
}

/** The server wants a fresh session after so many messages. */
export const hasEnough = ({ begun, manners }: Session) => begun >= manners.mostPerSession();

/** The next envelope may be written before the server has answered the message in front of it. */
export const mayFollow = ({ line, manners }: Session) => line.hasPipelining && !manners.waitsForAnswers();

/** An envelope was written behind a message, and the server has not answered it. */
export const isUnheard = ({ expected: [head] }: Session) => head?.step === 'mail' && head.flight.isFollowing;

export function write({ state, line }: Session, commands: string): void {
  if (commands !== '' && state === 'open') line.socket.write(commands, 'latin1');
}
