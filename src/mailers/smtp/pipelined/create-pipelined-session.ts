import type { MailOutcome } from '../../../platform/mail/mailer.ts';
import { classifyReply } from '../../replies/classify-reply.ts';
import { dotStuffed } from './dot-stuffing.ts';
import {
  closed,
  TOO_SLOW,
  tooLarge,
  type Outgoing,
  type SessionOutcome,
  type Supply,
} from '../../outgoing.ts';
import { envelopeCommands, isOfSession, rendered, type Flight } from './flight.ts';
import { createManners, type Manners } from '../manners.ts';
import { createMessageWriter } from './message-writer.ts';
import { createReplyReader } from './reply-reader.ts';
import { PATIENCE, PHASES, type Step } from './steps.ts';
import type { Line } from '../detach-socket.ts';

/**
 * A message is announced while the one before it is being answered, and goes then, whatever happened meanwhile: not at a
 * server that takes so long for it that a pause would seem to be without effect.
 */
const QUICK_MS = 500;
/** Some servers offer PIPELINING and lose what stands behind a message: longer than this no other thinks about MAIL. */
const UNHEARD_MS = 5000;
/** How long a server may take to say goodbye. */
const GOODBYE_MS = 5000;

/**
 * Sends messages over a connection that is set up. With PIPELINING the end of one message and the envelope of the next
 * leave in one write, so that a message costs one round trip (RFC 2920 §3.1), if the server is quick; without, each command
 * waits for its reply.
 * Whenever the session breaks, at most one message is in doubt: the one whose content was sent.
 * @param longestSilence milliseconds; shortens the waits of RFC 5321 in tests.
 */
export function createPipelinedSession(
  line: Line,
  longestSilence: number,
  manners: Manners = createManners(),
) {
  const { socket, hasPipelining } = line;
  const writer = createMessageWriter(socket);
  const expected: { step: Step; flight: Flight | undefined }[] = [];
  /** At most two: one whose content is out, one whose envelope is. */
  const flights = new Set<Flight>();
  let supply: Supply | undefined;
  let finish: (() => void) | undefined;
  let isOpen = true;
  let isPulling = false;
  let isReading = false;
  /** Whether it answered the last message soon. */
  let isQuick = false;
  let contentAt = 0;
  /** Messages of which the server was told. */
  let begun = 0;
  const hasEnough = () => begun >= manners.mostPerSession();
  const mayFollow = () => hasPipelining && !manners.waitsForAnswers();
  const isUnheard = () => expected[0]?.step === 'mail' && expected[0].flight?.isFollowing === true;

  const expect = (step: Step, flight?: Flight) => {
    expected.push({ step, flight });
    if (expected.length === 1) watch();
  };
  /** Several replies come in one piece: the wait for the next begins behind them. */
  const watch = () => {
    if (isReading) return;
    const [head] = expected;
    const longest = isUnheard() ? Math.min(UNHEARD_MS, longestSilence) : longestSilence;
    socket.setTimeout(head ? Math.min(PATIENCE[head.step], longest) : 0);
  };
  const settle = (flight: Flight, outcome: SessionOutcome) => {
    flights.delete(flight);
    flight.message.settle(outcome);
  };
  const refuse = (flight: Flight, refusal: NonNullable<Flight['refusal']>) =>
    settle(flight, classifyReply(refusal.reply, refusal.phase));

  /** Ends the session: what was not handed over surely did not go out. */
  const fail = (reason: string) => {
    if (!isOpen) return;
    isOpen = false;
    socket.destroy();
    expected.length = 0;
    for (const flight of flights) {
      if (flight.refusal) refuse(flight, flight.refusal);
      else if (flight.isHandedOver) settle(flight, { kind: 'unknown', reply: reason });
      else settle(flight, { kind: 'server', scope: 'transport', reply: reason, isUntouched: true });
    }
    supply = undefined;
    finishWhenIdle();
  };
  const finishWhenIdle = () => {
    if (supply || isPulling || expected.length > 0 || flights.size > 0) return;
    finish?.();
    finish = undefined;
  };

  /** The commands that open the next message, when there is one by now; otherwise it follows by itself. */
  const pull = (): string => {
    while (supply && !isPulling) {
      const got = hasEnough() ? undefined : supply();
      if (got instanceof Promise) {
        isPulling = true;
        void got.then(takeLate, (error: unknown) => {
          isPulling = false;
          fail(String(error));
        });
        return '';
      }
      if (!got) supply = undefined;
      else {
        const commands = begin(got);
        if (commands !== '') return commands;
      }
    }
    return '';
  };
  const takeLate = (message: Outgoing | undefined) => {
    isPulling = false;
    if (!message) supply = undefined;
    else if (!isOpen) message.settle(closed);
    const commands = message && isOpen ? begin(message) || pull() : '';
    if (commands !== '') socket.write(commands, 'latin1');
    finishWhenIdle();
  };
  const begin = (message: Outgoing): string => {
    if (line.maxSize > 0 && message.size > line.maxSize) {
      message.settle(tooLarge);
      return '';
    }
    const isFollowing = expected.some(({ step }) => step === 'dot' || step === 'void');
    const flight: Flight = { message, isHandedOver: false, isFollowing };
    flights.add(flight);
    begun += 1;
    const { mail, rcpt, data } = envelopeCommands(message, line);
    expect('mail', flight);
    if (!hasPipelining) return mail;
    expect('rcpt', flight);
    expect('data', flight);
    return mail + rcpt + data;
  };

  const answer = (reply: string) => {
    if (!isOpen) return;
    const head = expected.shift();
    const phase = head?.flight?.isHandedOver ? 'content' : PHASES[head?.step ?? 'reset'];
    // 421 is the end, whatever it answers (RFC 5321 §4.2.1).
    if (reply.startsWith('421') || !head) {
      const { flight } = head ?? {};
      if (head?.step === 'mail') manners.hadEnough(begun - 1, reply);
      if (flight && !flight.refusal)
        settle(flight, { ...classifyReply(reply, phase), isUntouched: !flight.isHandedOver });
      fail(reply);
      return;
    }
    watch();
    const { step, flight } = head;
    if (!flight) afterReset(step, reply);
    else if (step === 'dot') afterContent(flight, reply);
    else if (step === 'data') afterData(flight, reply);
    else afterEnvelope(step, flight, reply);
    finishWhenIdle();
  };
  const afterReset = (step: Step, reply: string) => {
    if (step === 'reset' && !reply.startsWith('2')) fail(reply);
    else if (flights.size === 0) write(pull());
  };
  const afterContent = (flight: Flight, reply: string) => {
    isQuick = performance.now() - contentAt < QUICK_MS;
    const outcome = classifyReply(reply, 'content');
    settle(flight, outcome);
    // Out of step: what it says next may be about anything.
    if (outcome.kind === 'unknown') fail(reply);
    else if (flights.size === 0) write(pull());
  };
  const afterEnvelope = (step: Step, flight: Flight, reply: string) => {
    // Nothing went out, and another session can have the message.
    if (isOfSession(step, flight, reply, begun - 1, manners)) {
      fail(reply);
      return;
    }
    if (!reply.startsWith('2')) flight.refusal ??= { phase: PHASES[step], reply };
    if (hasPipelining) return;
    if (flight.refusal) startAfresh(flight, flight.refusal);
    else if (step === 'mail') {
      expect('rcpt', flight);
      write(envelopeCommands(flight.message, line).rcpt);
    } else {
      expect('data', flight);
      write(envelopeCommands(flight.message, line).data);
    }
  };
  const afterData = (flight: Flight, reply: string) => {
    const isReady = reply.startsWith('354');
    const { refusal } = flight;
    // Out of step: what it would make of the message nobody knows.
    if (!isReady && /^[23]/.test(reply)) {
      fail(reply);
      return;
    }
    if (!refusal && isReady) deliver(flight);
    else if (refusal && isReady) {
      refuse(flight, refusal);
      // A server that refused the sender and takes DATA all the same could send an empty message to somebody.
      if (refusal.phase === 'session') fail(reply);
      else {
        expect('void');
        write(`.\r\n${mayFollow() ? pull() : ''}`);
      }
    } else startAfresh(flight, refusal ?? { phase: 'content', reply });
  };
  const startAfresh = (flight: Flight, refusal: NonNullable<Flight['refusal']>) => {
    refuse(flight, refusal);
    expect('reset');
    write(`RSET\r\n${hasPipelining ? pull() : ''}`);
  };

  const deliver = (flight: Flight) => {
    const target = writer.take();
    const source = rendered(flight.message, target);
    if (source instanceof Promise) void source.then((content) => sendContent(flight, content, target));
    else sendContent(flight, source, target);
  };
  const sendContent = (flight: Flight, content: Buffer | MailOutcome, target: Buffer) => {
    if (!isOpen) return;
    if (!Buffer.isBuffer(content)) {
      settle(flight, content);
      // The server waits for a message, and any end to it would be one.
      fail(content.reply);
      return;
    }
    flight.isHandedOver = true;
    expect('dot', flight);
    contentAt = performance.now();
    const { isReady } = flight.message;
    const tail = `.\r\n${mayFollow() && isQuick ? pull() : ''}`;
    writer.write(isReady ? content : dotStuffed(content), tail, target);
  };
  const write = (commands: string) => {
    if (commands !== '' && isOpen) socket.write(commands, 'latin1');
  };
  const read = createReplyReader(answer);
  socket.on('data', (chunk: Buffer) => {
    if (!isOpen) return;
    isReading = true;
    const isSmtp = read(chunk);
    isReading = false;
    if (isSmtp && isOpen) watch();
    else fail('The mail server said something that is no SMTP.');
  });
  socket.on('error', (error) => fail(error.message));
  socket.on('close', () => fail('The connection was closed.'));
  socket.on('timeout', () => {
    if (isOpen && isUnheard()) manners.lostWhatFollowed();
    if (isOpen) fail(TOO_SLOW);
    else socket.destroy();
  });
  socket.setTimeout(0);

  return {
    isOpen: () => isOpen && !hasEnough(),
    sendAll(next: Supply): Promise<void> {
      if (!isOpen) return Promise.resolve();
      supply = next;
      const done = new Promise<void>((resolve) => {
        finish = resolve;
      });
      write(pull());
      finishWhenIdle();
      return done;
    },
    abandon: () => fail(TOO_SLOW),
    close() {
      if (!isOpen) return;
      isOpen = false;
      socket.setTimeout(GOODBYE_MS);
      socket.end('QUIT\r\n');
    },
  };
}
