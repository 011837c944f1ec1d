import type { SmtpPhase } from '../../replies/classify-reply.ts';
import { isAboutSession, isOutOfStep, type Manners } from '../manners.ts';
import { notComposed, type Outgoing } from '../../outgoing.ts';
import type { Step } from './steps.ts';
import type { Line } from '../detach-socket.ts';

/** A message between its envelope and its last reply. */
export interface Flight {
  message: Outgoing;
  /** What the server said against it, while replies to commands that were sent along are still to come. */
  refusal?: { phase: SmtpPhase; reply: string };
  /** From here on a lost reply may mean "accepted". */
  isHandedOver: boolean;
  /** It was announced before the message in front of it was answered. */
  isFollowing: boolean;
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
 * Whether a refusal of MAIL or RCPT means neither sender nor reader nor server; notes what it teaches.
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
