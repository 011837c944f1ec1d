import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import net from 'node:net';
import tls from 'node:tls';
import type { Span } from './certificate-span.ts';

/** Where a certificate is shown, and what is said before it is. */
export type Place = { file: string } | { host: string; port: number; says: 'tls' | 'smtp' | 'imap' };

const PATIENCE_MS = 15_000;
const MOST_WORDS = 20_000;

/** Reads a certificate, whoever signed it. Nothing is sent but the greeting. Rejects when there is none to be seen. */
export async function readCertificate(place: Place): Promise<Span> {
  if ('file' in place) return spanOf(new X509Certificate(await readFile(place.file)));
  const socket = net.connect({ host: place.host, port: place.port });
  const late = setTimeout(
    () => socket.destroy(Object.assign(new Error('silent'), { code: 'ETIMEDOUT' })),
    PATIENCE_MS,
  );
  const failed = new Promise<never>((_resolve, reject) => {
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('It hung up.')));
  });
  try {
    return await Promise.race([showOf(socket, place), failed]);
  } finally {
    clearTimeout(late);
    socket.destroy();
  }
}

async function showOf(socket: net.Socket, { host, says }: Extract<Place, { host: string }>): Promise<Span> {
  await once(socket, 'connect');
  if (says === 'smtp') await startSmtp(socket);
  if (says === 'imap') await startImap(socket);
  const name = net.isIP(host) === 0 ? { servername: host } : {};
  // It is read, not trusted.
  const secure = tls.connect({ socket, ...name, rejectUnauthorized: false });
  secure.on('error', () => {});
  await once(secure, 'secureConnect');
  const shown = secure.getPeerX509Certificate();
  if (!shown) throw new Error('It shows no certificate.');
  return spanOf(shown);
}

const spanOf = ({ validFromDate: from, validToDate: until }: X509Certificate): Span => ({ from, until });

/** RFC 3207; the last line of a reply has no hyphen behind its code. */
async function startSmtp(socket: net.Socket): Promise<void> {
  const end = /(?:^|\n)2\d\d(?: [^\n]*)?\n$/;
  await hear(socket, end);
  await hear(socket, end, 'EHLO localhost.localdomain');
  await hear(socket, end, 'STARTTLS');
}

/** RFC 3501 §6.2.1. */
async function startImap(socket: net.Socket): Promise<void> {
  await hear(socket, /^\* (?:OK|PREAUTH)[^\n]*\n/i);
  await hear(socket, /(?:^|\n)a OK[^\n]*\n$/i, 'a STARTTLS');
}

/** Waits for such words; what says no never comes to them, and the time ends. */
function hear(socket: net.Socket, end: RegExp, command?: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let heard = '';
    const listen = (words: Buffer) => {
      heard += words.toString('latin1');
      if (heard.length > MOST_WORDS) reject(new Error('It says too much.'));
      if (!end.test(heard)) return;
      socket.off('data', listen);
      resolve();
    };
    socket.on('data', listen);
    if (command !== undefined) socket.write(`${command}\r\n`);
  });
}
