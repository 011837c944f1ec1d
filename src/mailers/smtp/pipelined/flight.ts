import type { SmtpPhase } from '../../replies/classify-reply.ts';
import { isAboutSession, isOutOfStep, type Manners } from '../manners.ts';
import { notComposed, type Outgoing } from '../../outgoing.ts';
import type { Line } from '../detach-socket.ts';
import type { Step } from './steps.ts';

/**
 * Where a message stands between its envelope and its last reply:
 * - `announced`: its envelope is out, and nothing was said against it so far.
 * - `refused`: the server said no; replies to commands that were sent along are still to come.
 * - `composing`: the server asked for the content (354), which is being made.
 * - `handed-over`: the content is out. From here on a lost reply may mean "accepted" (SMTP-07).
 *
 * A message that is settled is none any more.
 */
export type FlightState =
  | { is: 'announced' }
  | { is: 'refused'; refusal: Refusal }
  | { is: 'composing' }
  | { is: 'handed-over'; at: number };

export interface Refusal {
  phase: SmtpPhase;
  reply: string;
}

export interface Flight {
  message: Outgoing;
  state: FlightState;
  /** It was announced before the message in front of it was answered. */
  isFollowing: boolean;
}

export const ANNOUNCED: FlightState = { is: 'announced' };
export const COMPOSING: FlightState = { is: 'composing' };

/** The first word against a message counts. */
export function noteRefusal(flight: Flight, refusal: Refusal): void {
  if (flight.state.is !== 'refused') flight.state = { is: 'refused', refusal };
}

export function envelopeCommands({ envelope, size }: Outgoing, line: Line) {
  return {
    mail: `MAIL FROM:<${envelope.from}>${line.hasSize ? ` SIZE=${size}` : ''}\r\n`,
    rcpt: `RCPT TO:<${envelope.to}>\r\n`,
    data: 'DATA\r\n',
  };
}

export function rendered(message: Outgoing, target: Buffer): ReturnType<Outgoing['render']> {
  const unlessFailed = (work: () => ReturnType<Outgoing['render']>) => {
    try {
      return work();
    } catch (error) {
      return notComposed(error);
    }
  };
  const content = unlessFailed(() => message.render(target));
  return content instanceof Promise ? content.catch(notComposed) : content;
}

/**
 * Whether a refusal of MAIL or RCPT means neither sender nor reader nor server, but the session; notes what it teaches.
 * @param before messages that the session began before this one.
 */
export function isOfSession(
  step: Step,
  flight: Flight,
  reply: string,
  before: number,
  manners: Manners,
): boolean {
  if (step !== 'mail' && step !== 'rcpt') return false;
  if (step === 'mail' && flight.isFollowing && isOutOfStep(reply)) manners.lostWhatFollowed();
  else if (before > 0 && isAboutSession(reply, step)) manners.hadEnough(before, reply);
  else return false;
  return true;
}
