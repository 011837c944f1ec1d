import net from 'node:net';
import { afterAll } from 'vitest';

export type SmtpStep = 'connect' | 'ehlo' | 'auth' | 'mail' | 'rcpt' | 'data' | 'body' | 'dot';

/**
 * What the server does at a step instead of being friendly: says a reply (without CRLF, several lines by `\n`), closes the
 * connection (`close`), resets it (`reset`), or says nothing (`silent`). `body` comes with the first bytes of the message, before its final dot.
 */
export type SmtpAct = string | undefined;

export interface ScriptedSmtp {
  url: string;
  port: number;
  /** Every command line, `DATA` included; the message itself is left out. */
  commands: string[];
  /** Whole messages that arrived with their final dot, whatever was answered, by recipient; `at` by `performance.now()`. */
  messages: { to: string; source: string; at: number }[];
  /** Recipients whose message was answered with 250. */
  accepted: string[];
  /** Sessions that were opened. */
  connections: number;
  /** How long it thinks about a message before it answers, and reads nothing meanwhile. */
  slowMs: number;
  /** What becomes of commands that stand behind a message before it is answered: Courier drops them, Haraka answers each with 503. */
  pipelined: 'heard' | 'dropped' | 'refused';
  /** After so many messages of a session MAIL, or RCPT, is answered so: OpenSMTPD says 452 4.5.3 after 100. */
  session: { most: number; reply: string; step?: 'rcpt' };
  /** Messages of each session. */
  perSession: number[];
  script: (step: SmtpStep, line: string, to: string) => SmtpAct;
  /** Ends all sessions, and goes on listening. */
  hangUp(): void;
  close(): Promise<void>;
}

const FRIENDLY: Record<SmtpStep, string | undefined> = {
  connect: '220 scripted.example ESMTP',
  ehlo: '250 scripted.example',
  auth: '235 2.7.0 Welcome',
  mail: '250 2.1.0 Ok',
  rcpt: '250 2.1.5 Ok',
  data: '354 Go ahead',
  body: undefined,
  dot: '250 2.0.0 Ok: queued',
};

/** A mail server that misbehaves at any step. */
export async function startScriptedSmtp(
  options: {
    port?: number;
    extensions?: string[];
    script?: ScriptedSmtp['script'];
    /** Answers DATA with 354 although it refused the only recipient, and refuses the message then. */
    isLenient?: boolean;
  } = {},
): Promise<ScriptedSmtp> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket.setNoDelay());
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    serve(socket, smtp, options.extensions ?? [], options.isLenient === true);
  });
  const smtp: ScriptedSmtp = {
    url: '',
    port: 0,
    commands: [],
    messages: [],
    accepted: [],
    connections: 0,
    slowMs: 0,
    pipelined: 'heard',
    session: { most: Infinity, reply: '' },
    perSession: [],
    script: options.script ?? (() => undefined),
    hangUp() {
      for (const socket of sockets) socket.destroy();
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        if (server.listening) server.close(() => resolve());
        else resolve();
      }),
  };
  await new Promise<void>((resolve) => {
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  smtp.port = (server.address() as net.AddressInfo).port;
  smtp.url = `smtp://127.0.0.1:${smtp.port}`;
  afterAll(() => smtp.close());
  return smtp;
}

function serve(socket: net.Socket, smtp: ScriptedSmtp, extensions: string[], isLenient: boolean): void {
  let input = '';
  let to = '';
  let body: string | undefined;
  /** Some servers answer DATA with 354 although they refused the only recipient; most with 503. */
  let hasRecipient = false;
  let hasSender = false;
  /** It hangs: nothing that comes later is answered either. */
  let isMute = false;
  let isThinking = false;
  const session = smtp.connections;
  smtp.connections += 1;
  smtp.perSession[session] = 0;

  /** The reply that went out, or undefined when the server kept silent or closed. */
  const act = (step: SmtpStep, line: string): string | undefined => {
    const friendly =
      step === 'ehlo'
        ? ['scripted.example', ...extensions].join('\n').replace(/^/gm, '250-')
        : FRIENDLY[step];
    const does = smtp.script(step, line, to) ?? friendly;
    if (does === 'close') socket.destroy();
    if (does === 'reset') socket.resetAndDestroy();
    if (does === 'silent') isMute = true;
    if (does === undefined || socket.destroyed || isMute) return undefined;
    const lines = does.split('\n');
    const last = lines.length - 1;
    socket.write(
      lines.map((text, index) => (index === last ? text.replace(/^(\d{3})-/, '$1 ') : text)).join('\r\n'),
    );
    socket.write('\r\n');
    if (does.startsWith('421')) socket.end();
    return does;
  };
  const hasEnough = () => (smtp.perSession[session] ?? 0) >= smtp.session.most;
  const command = (line: string) => {
    smtp.commands.push(line);
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'EHLO' || verb === 'HELO') act('ehlo', line);
    else if (verb === 'AUTH') act('auth', line);
    else if (verb === 'MAIL') {
      hasRecipient = false;
      hasSender = false;
      if (smtp.session.step !== 'rcpt' && hasEnough()) {
        socket.write(`${smtp.session.reply}\r\n`);
        if (smtp.session.reply.startsWith('421')) socket.end();
      } else hasSender = act('mail', line)?.startsWith('250') === true;
    } else if (verb === 'RCPT') {
      to = /<(.*)>/.exec(line)?.[1] ?? '';
      hasRecipient = false;
      if (hasSender && smtp.session.step === 'rcpt' && hasEnough()) socket.write(`${smtp.session.reply}\r\n`);
      else if (hasSender) hasRecipient = act('rcpt', line)?.startsWith('250') === true;
      else if (!isMute) socket.write('503 5.5.1 Who are you?\r\n');
    } else if (verb === 'DATA') {
      if (!hasRecipient && !isLenient) socket.write('503 5.5.1 No valid recipients\r\n');
      else if (act('data', line)?.startsWith('354')) body = '';
    } else if (verb === 'QUIT') socket.end('221 Bye\r\n');
    else socket.write(verb === 'RSET' ? '250 Ok\r\n' : '502 5.5.1 Unknown\r\n');
  };
  const message = (): boolean => {
    if (input.length === 0) return false;
    if (body === '' && smtp.script('body', '', to) === 'close') {
      socket.destroy();
      return false;
    }
    body = 'begun';
    if (!hasRecipient) {
      if (!input.startsWith('.\r\n')) throw new Error('A message for nobody is not empty.');
      input = input.slice(3);
      body = undefined;
      socket.write('554 5.5.1 No valid recipients\r\n');
      return true;
    }
    const end = input.indexOf('\r\n.\r\n');
    if (end === -1) return false;
    smtp.messages.push({ to, source: input.slice(0, end + 2), at: performance.now() });
    input = input.slice(end + 5);
    body = undefined;
    if (smtp.slowMs === 0) answerContent();
    else {
      isThinking = true;
      setTimeout(() => {
        isThinking = false;
        answerContent();
        work();
      }, smtp.slowMs);
    }
    return true;
  };
  const answerContent = () => {
    if (act('dot', '')?.startsWith('250')) smtp.accepted.push(to);
    smtp.perSession[session] = (smtp.perSession[session] ?? 0) + 1;
    if (smtp.pipelined === 'heard') return;
    const unheard = input.split('\r\n').length - 1;
    input = '';
    if (smtp.pipelined === 'refused')
      socket.write('503 Bad sequence of commands - pipelined after end of DATA\r\n'.repeat(unheard));
  };

  const work = () => {
    for (;;) {
      if (socket.destroyed || isMute || isThinking) return;
      if (body !== undefined) {
        if (!message()) return;
        continue;
      }
      const end = input.indexOf('\r\n');
      if (end === -1) return;
      const line = input.slice(0, end);
      input = input.slice(end + 2);
      command(line);
    }
  };
  socket.on('data', (chunk) => {
    input += chunk.toString('latin1');
    work();
  });
  act('connect', '');
}
