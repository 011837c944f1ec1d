import net from 'node:net';
import { afterAll } from 'vitest';

export interface ImapMail {
  uid: number;
  at: Date;
  source: string;
  flags: Set<string>;
}

export interface ImapServer {
  /** `imap://reader:secret@127.0.0.1:PORT`. */
  url: string;
  mails: ImapMail[];
  /** Commands heard so far, without their tags. */
  heard: string[];
  uidValidity: number;
  /** Adds a mail with the next UID. */
  put(source: string, at?: Date): void;
  /** Ends the connection at the next command that begins so. */
  dropAt(command: string): void;
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const internalDate = (at: Date) =>
  `${String(at.getUTCDate()).padStart(2, ' ')}-${MONTHS[at.getUTCMonth()]}-${at.getUTCFullYear()} ${at.toISOString().slice(11, 19)} +0000`;

/** A mailbox INBOX behind as much of IMAP (RFC 3501) as a client says that reads new mail. */
export async function startImapServer(): Promise<ImapServer> {
  const sockets = new Set<net.Socket>();
  let drop: string | undefined;
  const state: ImapServer = {
    url: '',
    mails: [],
    heard: [],
    uidValidity: 7,
    put(source, at = new Date()) {
      const uid = (state.mails.at(-1)?.uid ?? 0) + 1;
      state.mails.push({ uid, at, source: source.replace(/\r?\n/g, '\r\n'), flags: new Set() });
    },
    dropAt: (command) => (drop = command),
  };
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    socket.write('* OK [CAPABILITY IMAP4rev1] ready\r\n');
    let waiting = '';
    socket.setEncoding('latin1').on('data', (text: string) => {
      waiting += text;
      for (let end = waiting.indexOf('\r\n'); end !== -1; end = waiting.indexOf('\r\n')) {
        const [, tag = '', command = ''] = /^(\S+) (.*)$/.exec(waiting.slice(0, end)) ?? [];
        waiting = waiting.slice(end + 2);
        state.heard.push(command);
        if (drop !== undefined && command.startsWith(drop)) {
          drop = undefined;
          socket.destroy();
          return;
        }
        const [lines, ending] = answer(state, command);
        socket.write(
          Buffer.from([...lines.map((line) => `* ${line}\r\n`), `${tag} ${ending}\r\n`].join(''), 'latin1'),
        );
        if (command === 'LOGOUT') socket.end();
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  state.url = `imap://reader:secret@127.0.0.1:${(server.address() as net.AddressInfo).port}`;
  afterAll(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return state;
}

/** The lines of an answer, and how it ends. */
function answer(state: ImapServer, command: string): [string[], string] {
  const { mails, uidValidity } = state;
  if (/^CAPABILITY/i.test(command)) return [['CAPABILITY IMAP4rev1'], 'OK'];
  if (/^LOGIN/i.test(command))
    return /reader"? "?secret/.test(command) ? [[], 'OK'] : [[], 'NO [AUTHENTICATIONFAILED] wrong'];
  if (/^LIST "" ""/i.test(command)) return [['LIST (\\Noselect) "/" ""'], 'OK'];
  if (/^(?:LIST|LSUB)/i.test(command)) return [['LIST () "/" INBOX'], 'OK'];
  if (/^(?:SELECT|EXAMINE)/i.test(command))
    return [
      [
        `${mails.length} EXISTS`,
        '0 RECENT',
        'FLAGS (\\Seen)',
        'OK [PERMANENTFLAGS (\\Seen)] ok',
        `OK [UIDVALIDITY ${uidValidity}] ok`,
        `OK [UIDNEXT ${(mails.at(-1)?.uid ?? 0) + 1}] ok`,
      ],
      'OK [READ-WRITE] selected',
    ];
  const [, from, since] = /^UID SEARCH (?:UID (\d+):\*|SINCE (\S+))$/i.exec(command) ?? [];
  if (from !== undefined || since !== undefined) {
    const last = mails.at(-1);
    const found = mails.filter((mail) =>
      from === undefined ? mail.at >= new Date(`${since} UTC`) : mail.uid >= Number(from) || mail === last,
    );
    return [[`SEARCH ${found.map(({ uid }) => uid).join(' ')}`.trim()], 'OK'];
  }
  const [, set = '', rest = ''] = /^UID (?:FETCH|STORE) ([\d,:]+) (.*)$/i.exec(command) ?? [];
  const named = mails.filter(({ uid }) => isIn(set, uid));
  if (/^UID FETCH/i.test(command)) {
    const most = Number(/<0\.(\d+)>/.exec(rest)?.[1] ?? Infinity);
    return [
      named.map((mail) => {
        const octets = mail.source.slice(0, most);
        return `${mails.indexOf(mail) + 1} FETCH (UID ${mail.uid} INTERNALDATE "${internalDate(mail.at)}" BODY[]<0> {${octets.length}}\r\n${octets})`;
      }),
      'OK',
    ];
  }
  if (/^UID STORE/i.test(command)) {
    for (const mail of named) mail.flags.add('\\Seen');
    return [[], 'OK'];
  }
  if (/^LOGOUT/i.test(command)) return [['BYE'], 'OK'];
  return [[], /^NOOP/i.test(command) ? 'OK' : 'BAD unknown'];
}

/** `1,3:5` */
const isIn = (set: string, uid: number): boolean =>
  set.split(',').some((range) => {
    const [first = '0', last = first] = range.split(':');
    return uid >= Number(first) && uid <= Number(last);
  });
