import net from 'node:net';
import { createInterface } from 'node:readline';
import type { Resolver } from 'node:dns/promises';
import { askOnce, createResolver, recordsOf } from '../ask-dns.ts';
import type { DomainFinding } from './domain-finding.ts';

const SMTP_PORT = 25;
const PATIENCE_MS = 10_000;

/**
 * Whether the server that DNS names takes bounces at a domain: it is asked, and no mail is sent. Nothing where DNS names none, which
 * `checkSenderDomain` says.
 */
export async function checkArrival(
  domain: string,
  helloName: string,
  resolver: Pick<Resolver, 'resolve'> = createResolver(),
  port = SMTP_PORT,
): Promise<DomainFinding[]> {
  const find = (state: DomainFinding['state'], says: string) => [{ about: 'arrival' as const, state, says }];
  const ask = askOnce(resolver);
  try {
    const servers = await recordsOf<{ exchange: string; priority: number }>(ask, domain, 'MX');
    const [first] = servers.sort((one, other) => one.priority - other.priority);
    const [address] = first ? await addressesOf(ask, first.exchange) : [];
    if (!first || address === undefined) return [];
    const reply = await askToTake(`bounce+doctor@${domain}`, { helloName, host: address, port }).catch(
      codeOf,
    );
    if (reply.startsWith('2')) return find('good', `${first.exchange} takes bounces for ${domain}.`);
    if (/^\d/.test(reply))
      return find(
        reply.startsWith('5') ? 'bad' : 'warning',
        `${first.exchange} does not take bounces for ${domain}: ${reply}`,
      );
    return find(
      'warning',
      `Whether ${first.exchange} takes bounces for ${domain} could not be tried (${reply}). Many networks let nobody reach port ${port}.`,
    );
  } catch {
    // DNS says nothing now.
    return [];
  }
}

const addressesOf = async (ask: ReturnType<typeof askOnce>, host: string) =>
  (await Promise.all(['A', 'AAAA'].map((type) => recordsOf<string>(ask, host, type)))).flat();

const codeOf = (error: NodeJS.ErrnoException) => error.code ?? error.message;

/** @returns its first refusal, or what it says to the recipient. Rejects when it says nothing. */
async function askToTake(
  recipient: string,
  { helloName, ...to }: { helloName: string; host: string; port: number },
): Promise<string> {
  const socket = net.connect({ ...to, timeout: PATIENCE_MS });
  socket.on('timeout', () => socket.destroy(Object.assign(new Error(), { code: 'ETIMEDOUT' })));
  const failed = new Promise<never>((_, reject) => socket.on('error', reject));
  try {
    return await Promise.race([converse(socket, helloName, recipient), failed]);
  } finally {
    socket.end('QUIT\r\n');
    socket.destroySoon();
  }
}

/** RFC 5321 §3.3; the last line of a reply has no hyphen behind its code. */
async function converse(socket: net.Socket, helloName: string, recipient: string): Promise<string> {
  const commands = [`EHLO ${helloName}`, 'MAIL FROM:<>', `RCPT TO:<${recipient}>`];
  let said = '';
  for await (const line of createInterface({ input: socket })) {
    if (!/^\d{3}( |$)/.test(line)) continue;
    said = line;
    const command = commands.shift();
    if (!line.startsWith('2') || command === undefined) return line.slice(0, 200);
    socket.write(`${command}\r\n`);
  }
  throw Object.assign(new Error(`It hung up after “${said}”.`), { code: 'ECONNRESET' });
}
