import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterAll, expect } from 'vitest';
import { lintMessage } from './message-linter.ts';

export interface SunkMessage {
  from: string;
  to: string[];
  source: Buffer;
}

export interface SmtpSink {
  /** `smtp://127.0.0.1:PORT` for SMTP_URL. */
  url: string;
  port: number;
  /** Everything accepted so far. */
  messages: SunkMessage[];
  /** Recipients accepted so far, one entry each time. */
  recipients(): string[];
  close(): Promise<void>;
}

interface SinkBehaviour {
  /** A refusal of this recipient as the server would say it, such as `550 5.1.1 No such user`. */
  refuse?: (recipient: string, attempt: number) => string | undefined;
  /** Runs before a message is accepted. */
  beforeAccept?: (message: SunkMessage) => void | Promise<void>;
  port?: number;
  /** Leave out the check of messages against the header rules, for tests that send invented ones. */
  isUnchecked?: boolean;
}

/** A mail server that accepts everything and checks every message against the header rules when the file is done. */
export async function startSmtpSink(behaviour: SinkBehaviour = {}): Promise<SmtpSink> {
  const messages: SunkMessage[] = [];
  const attempts = new Map<string, number>();
  const onRcptTo: SMTPServerOptions['onRcptTo'] = ({ address }, _session, callback) => {
    const attempt = (attempts.get(address) ?? 0) + 1;
    attempts.set(address, attempt);
    callback(refusal(behaviour.refuse?.(address, attempt)));
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onRcptTo,
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      const keep = async () => {
        const { mailFrom, rcptTo } = session.envelope;
        const message = {
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          source: Buffer.concat(chunks),
        };
        await behaviour.beforeAccept?.(message);
        messages.push(message);
        callback();
      };
      stream.on('end', () => void keep());
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => {
    server.listen(behaviour.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.server.address() as { port: number };
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
    return closing;
  };
  afterAll(async () => {
    await close();
    if (!behaviour.isUnchecked) expect(await faultsOf(messages)).toEqual([]);
  });
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    messages,
    recipients: () => messages.flatMap(({ to }) => to),
    close,
  };
}

async function faultsOf(messages: SunkMessage[]): Promise<string[]> {
  const faults = new Set<string>();
  for (const { from, to, source } of messages) {
    for (const fault of await lintMessage(source, { from, to })) faults.add(fault);
  }
  return [...faults];
}

function refusal(reply: string | undefined): Error | null {
  if (reply === undefined) return null;
  return Object.assign(new Error(reply.slice(4)), { responseCode: Number(reply.slice(0, 3)) });
}
