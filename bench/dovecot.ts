import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { selfSigned } from '../src/platform/self-signed.ts';

export interface Dovecot {
  /** IMAP with TLS from the start, and with STARTTLS. */
  securePort: number;
  clearPort: number;
  /** Of the user `reader`. */
  password: string;
  /** Puts mails into the inbox. */
  put(mails: string[]): void;
  /** As if the mailbox were made anew: its UIDs begin again. */
  makeAnew(): void;
  stop(): Promise<void>;
}

/** Whether this machine has Dovecot, and we may start it: it changes users. */
export function hasDovecot(): boolean {
  try {
    execFileSync('dovecot', ['--version'], { stdio: 'ignore' });
    return process.getuid?.() === 0;
  } catch {
    return false;
  }
}

/** A real IMAP server on this machine, with one mailbox. */
export async function startDovecot(): Promise<Dovecot> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'paperround-dovecot-'));
  chmodSync(folder, 0o755);
  const maildir = path.join(folder, 'Maildir');
  for (const part of ['cur', 'new', 'tmp']) mkdirSync(path.join(maildir, part), { recursive: true });
  const { key, cert } = selfSigned('mail.gazette.example', 10);
  writeFileSync(path.join(folder, 'key.pem'), key, { mode: 0o600 });
  writeFileSync(path.join(folder, 'cert.pem'), cert);
  const [securePort, clearPort] = [await freePort(), await freePort()];
  const password = 's3cret:/@';
  const file = path.join(folder, 'dovecot.conf');
  writeFileSync(file, configuration(folder, password, securePort, clearPort));
  const child = spawn('dovecot', ['-F', '-c', file], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await untilListening(securePort);
  let count = 0;
  return {
    securePort,
    clearPort,
    password,
    put(mails) {
      for (const mail of mails) {
        const name = `${Math.floor(Date.now() / 1000)}.M${String((count += 1)).padStart(6, '0')}.gazette`;
        writeFileSync(path.join(maildir, 'new', name), mail);
      }
      execFileSync('chown', ['-R', 'nobody', maildir]);
    },
    makeAnew() {
      for (const name of ['dovecot-uidlist', 'dovecot.index', 'dovecot.index.log', 'dovecot.index.cache'])
        rmSync(path.join(maildir, name), { force: true });
    },
    async stop() {
      child.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const configuration = (folder: string, password: string, securePort: number, clearPort: number) => `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
listen = 127.0.0.1
protocols = imap
ssl = yes
ssl_cert = <${folder}/cert.pem
ssl_key = <${folder}/key.pem
disable_plaintext_auth = yes
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = uid=nobody gid=nogroup home=${folder}
}
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:${folder}/Maildir
namespace inbox {
  inbox = yes
}
service imap-login {
  inet_listener imap {
    port = ${clearPort}
  }
  inet_listener imaps {
    port = ${securePort}
    ssl = yes
  }
}
`;

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function untilListening(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = net.connect(port, '127.0.0.1', () => resolve(true));
      socket.on('error', () => resolve(false));
      socket.on('connect', () => socket.destroy());
    });
    if (isOpen) return;
    await pause(100);
  }
  throw new Error('Dovecot does not start.');
}
