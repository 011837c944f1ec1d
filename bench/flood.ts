import net from 'node:net';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { answerOf, freshDatabase, runSender, start, startFastSink } from './processes.ts';
import { quantile, type Figure } from './table.ts';

/** A hundred thousand in ten minutes. */
const A_SECOND = 167;
const CONNECTIONS = 10;
const READERS = 20_000;
const MESSAGES = 20_000;
const ROUNDS = 5;
const LEAST_SPEED = 0.8;

interface Told {
  heeded: number;
  told: number;
  /** Microseconds. */
  cpu: number;
  mostMegabytes: number;
}

/** Reports of real servers come in, each about another reader, while a send runs beside: what that costs the send, and whether any is lost. */
export async function measureFlood(databaseUrl: string): Promise<Figure[]> {
  const url = await freshDatabase(databaseUrl, 'bench_flood');
  const quietUrl = await freshDatabase(databaseUrl, 'bench_quiet');
  const sink = await startFastSink(0);
  const where = { url, sink: sink.url, connections: 10 };
  const taker = start(new URL('taker.ts', import.meta.url), [String(READERS)], where);
  const ask = (word: 'tell' | 'reset') => {
    const told = answerOf<Told>(taker);
    taker.send(word);
    return told;
  };
  try {
    const { port, paths } = await answerOf<{ port: number; paths: string[] }>(taker);
    const mails = readMails();
    let sent = 0;
    const shares: number[] = [];
    const early: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const quiet = await runSender('ours', MESSAGES, { ...where, url: quietUrl });
      const stopping = new AbortController();
      const flooding = flood(port, stopping.signal, () => {
        const to = paths[sent % paths.length] ?? '';
        const mail = mails[sent % mails.length] ?? '';
        sent += 1;
        return { to, mail };
      });
      const disturbed = await runSender('ours', MESSAGES, { ...where, url: quietUrl });
      stopping.abort();
      await flooding;
      shares.push(disturbed.rate / quiet.rate);
      early.push((await untilHeeded(ask, sent)).mostMegabytes);
    }
    const { heeded, told, cpu, mostMegabytes } = await ask('tell');
    const share = quantile(shares, 0.5);
    return [
      {
        what: `a send while ${A_SECOND} reports a second come in, against one without`,
        measured: `${share.toFixed(2)} times`,
        must: `${LEAST_SPEED} times`,
        isMet: share >= LEAST_SPEED,
      },
      {
        what: 'reports handed over / heeded / written down',
        measured: `${sent} / ${heeded} / ${told}`,
        must: `${sent} / ${sent}`,
        isMet: heeded === sent,
      },
      {
        what: 'processor time of a report, from its first octet to what follows',
        measured: `${Math.round(cpu / sent)} µs`,
      },
      {
        what: 'memory at most, after a third of them and after all',
        measured: `${Math.round(early[0] ?? 0)} MB, ${Math.round(mostMegabytes)} MB`,
      },
    ];
  } finally {
    taker.kill();
    sink.stop();
  }
}

const readMails = (): string[] =>
  readFileSync('tests/fixtures/bounces/recorded.jsonl', 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { mail: string }).mail);

async function untilHeeded(ask: (word: 'tell') => Promise<Told>, sent: number): Promise<Told> {
  for (let last = -1; ;) {
    const told = await ask('tell');
    if (told.heeded >= sent || told.heeded === last) return told;
    last = told.heeded;
    await pause(3000);
  }
}

/** Hands over as many mails a second as it should, over connections that stay, until it is to stop; each mail is taken before the next of its connection. */
async function flood(
  port: number,
  stopping: AbortSignal,
  next: () => { to: string; mail: string },
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
      begun += 1;
      const { to, mail } = next();
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
