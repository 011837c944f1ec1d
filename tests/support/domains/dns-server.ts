import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { Resolver } from 'node:dns/promises';
import { afterAll } from 'vitest';

/** What a name has, or how asking for it fails. */
export type DnsName = Partial<Record<'TXT' | 'MX' | 'A' | 'AAAA', string[]>> | 'SERVFAIL' | 'silent';
export type DnsZone = Record<string, DnsName>;

const TYPES: Record<number, 'TXT' | 'MX' | 'A' | 'AAAA'> = { 1: 'A', 15: 'MX', 16: 'TXT', 28: 'AAAA' };
const NO_ERROR = 0;
const SERVFAIL = 2;
const NXDOMAIN = 3;

/** A DNS server on this machine and a resolver that asks it, for the time of a test file. `zone` may be replaced. */
export async function startDns() {
  const socket = createSocket('udp4');
  const state: { zone: DnsZone } = { zone: {} };
  socket.on('message', (query, { port, address }) => {
    const answer = answerTo(query, state.zone);
    if (answer) socket.send(answer, port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  afterAll(() => void socket.close());
  // The server runs in this very process, which may be busy for a while.
  const resolver = new Resolver({ timeout: 2000, tries: 1 });
  resolver.setServers([`127.0.0.1:${socket.address().port}`]);
  return Object.assign(state, { resolver });
}

/** RFC 1035 §4; undefined: silence. */
function answerTo(query: Buffer, zone: DnsZone): Buffer | undefined {
  const { name, end } = readName(query);
  const type = TYPES[query.readUInt16BE(end)];
  const found = zone[name];
  if (found === 'silent') return undefined;
  const exists = found !== undefined || Object.keys(zone).some((other) => other.endsWith(`.${name}`));
  const failure = exists ? NO_ERROR : NXDOMAIN;
  const values = (typeof found === 'object' && type && found[type]) || [];
  const header = Buffer.alloc(12);
  query.copy(header, 0, 0, 2);
  header.writeUInt16BE(0x8180 | (found === 'SERVFAIL' ? SERVFAIL : failure), 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(values.length, 6);
  const answers = values.map((value) => {
    const data = type === undefined ? Buffer.alloc(0) : encode(type, value);
    const record = Buffer.alloc(12);
    record.writeUInt16BE(0xc00c, 0);
    query.copy(record, 2, end, end + 4);
    record.writeUInt16BE(data.length, 10);
    return Buffer.concat([record, data]);
  });
  return Buffer.concat([header, query.subarray(12, end + 4), ...answers]);
}

function readName(query: Buffer): { name: string; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), end: at + 1 };
}

function encode(type: 'TXT' | 'MX' | 'A' | 'AAAA', value: string): Buffer {
  if (type === 'TXT') return Buffer.concat((value.match(/.{1,255}/g) ?? ['']).map(withLength));
  if (type === 'A') return Buffer.from(value.split('.').map(Number));
  if (type === 'AAAA') return Buffer.from(value.replaceAll(':', ''), 'hex');
  const [priority = '', host = ''] = value.split(' ');
  const labels = host.split('.').filter((label) => label !== '');
  return Buffer.concat([Buffer.from([0, Number(priority)]), ...labels.map(withLength), Buffer.from([0])]);
}

const withLength = (text: string) => Buffer.concat([Buffer.from([text.length]), Buffer.from(text, 'latin1')]);
