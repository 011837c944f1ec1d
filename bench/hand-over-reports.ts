import net from 'node:net';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** A hundred thousand in ten minutes. */
export const A_SECOND = 167;
const CONNECTIONS = 10;

/** Reports of real servers. */
export const readMails = (): string[] =>
  readFileSync('tests/fixtures/bounces/recorded.jsonl', 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { mail: string }).mail);

/**
 * Hands over as many mails a second as it should, over connections that stay, until it is to stop or there are no more; each mail is taken before the
 * next of its connection.
 */
export async function handOver(
  port: number,
  stopping: AbortSignal,
  next: () => { to: string; mail: string } | undefined,
): Promise<void> {
  const began = performance.now();
  let begun = 0;
  const isStopping = () => stopping.aborted;
  const one = async () => {
    const talk = await connect(port);
    while (!isStopping()) {
      if (begun >= ((performance.now() - began) / 1000) * A_SECOND) {
        await pause(5);
        continue;
      }
      const mine = next();
      if (mine === undefined) break;
      begun += 1;
      const { to, mail } = mine;
      await talk(`MAIL FROM:<>\r\nRCPT TO:<${to}>\r\nDATA\r\n`, 3);
      const [taken = ''] = await talk(`${mail.replace(/^\./gm, '..')}\r\n.\r\n`, 1);
      if (!taken.startsWith('250')) throw new Error(taken);
    }
    await talk('QUIT\r\n', 1);
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, one));
}

/** @returns says something and gives so many lines of answer */
async function connect(port: number) {
  const socket = net.connect(port, '127.0.0.1');
  socket.setEncoding('latin1');
  let heard = '';
  let look = () => {};
  socket.on('data', (text: string) => {
    heard += text;
    look();
  });
  const lines = async (count: number): Promise<string[]> => {
    for (;;) {
      const all = heard
        .split('\r\n')
        .slice(0, -1)
        .filter((line) => /^\d{3}(?: |$)/.test(line));
      if (all.length >= count) {
        heard = '';
        return all;
      }
      await new Promise<void>((resolve) => (look = resolve));
    }
  };
  await lines(1);
  const talk = (text: string, replies: number) => {
    socket.write(text, 'latin1');
    return lines(replies);
  };
  await talk('EHLO mx.shore.example\r\n', 1);
  return talk;
}
