import net from 'node:net';

/** A conversation with a mail server, line by line. */
export interface Talk {
  /** Says a line, or all of a mail, and gives the replies that follow, one for each that is awaited. */
  say(line: string, replies?: number): Promise<string[]>;
  end(): void;
}

/** Connects to a server on this machine and hears its greeting. */
export async function talkTo(port: number): Promise<Talk & { greeting: string }> {
  const socket = net.connect(port, '127.0.0.1');
  socket.setEncoding('utf8');
  let heard = '';
  let look = () => {};
  socket.on('data', (text: string) => {
    heard += text;
    look();
  });
  socket.on('close', () => {
    heard += '000 closed\r\n';
    look();
  });
  socket.on('error', () => {});
  /** A reply ends with the line whose code is followed by a blank. */
  const next = async (): Promise<string> => {
    for (;;) {
      const [whole] = /^(?:\d{3}-.*\r\n)*\d{3}(?: .*)?\r\n/.exec(heard) ?? [];
      if (whole !== undefined) {
        heard = heard.slice(whole.length);
        return whole.trimEnd();
      }
      await new Promise<void>((resolve) => (look = resolve));
    }
  };
  const greeting = await next();
  return {
    greeting,
    async say(line, replies = 1) {
      socket.write(`${line}\r\n`);
      const said: string[] = [];
      for (let i = 0; i < replies; i++) said.push(await next());
      return said;
    },
    end: () => socket.destroy(),
  };
}

export interface HandedOver {
  /** Of each recipient. */
  recipients: string[];
  /** Of the mail: one, or by LMTP one for each recipient that was taken. Nothing when none was. */
  mail: string[];
}

/** Hands a mail over as another server would. @param mail with whatever line ends */
export async function handOver(
  port: number,
  {
    from = '',
    to,
    mail,
    isLmtp = false,
  }: { from?: string; to: string[]; mail: string | Buffer; isLmtp?: boolean },
): Promise<HandedOver> {
  const talk = await talkTo(port);
  await talk.say(`${isLmtp ? 'LHLO' : 'EHLO'} mx.elsewhere.example`);
  await talk.say(`MAIL FROM:<${from}>`);
  const recipients: string[] = [];
  for (const address of to) recipients.push(...(await talk.say(`RCPT TO:<${address}>`)));
  const taken = recipients.filter((reply) => reply.startsWith('250')).length;
  const said: string[] = [];
  if (taken > 0) {
    await talk.say('DATA');
    const text = (typeof mail === 'string' ? mail : mail.toString('latin1'))
      .replace(/\r?\n/g, '\r\n')
      .replace(/^\./gm, '..');
    said.push(...(await talk.say(`${text}\r\n.`, isLmtp ? taken : 1)));
  }
  talk.end();
  return { recipients, mail: said };
}
