import net from 'node:net';
import tls from 'node:tls';
import { selfSigned } from '../src/platform/self-signed.ts';

// A mail server faster than any sender here: looks at bytes only for the end of a message. Arguments: delay of replies in
// milliseconds; `secure` for TLS from the start.
const delay = Number(process.argv[2] ?? 0);
const isSecure = process.argv[3] === 'secure';
const END = Buffer.from('\r\n.\r\n');
/** When each message was taken, in milliseconds. */
let taken: number[] = [];

const options = { noDelay: true, highWaterMark: 1 << 18 };
const server = isSecure
  ? tls.createServer({ ...options, ...selfSigned('sink', 1) }, serve)
  : net.createServer(options, serve);

function serve(socket: net.Socket): void {
  let isData = false;
  /** The beginning of a line or of the end mark that came in the chunk before. */
  let rest = Buffer.alloc(0);
  const say = (text: string) => {
    if (text === '') return;
    if (delay === 0) socket.write(text, 'latin1');
    else setTimeout(() => socket.writable && socket.write(text, 'latin1'), delay);
  };
  const command = (line: string): string => {
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'EHLO') return '250-sink\r\n250-PIPELINING\r\n250 SIZE 50000000\r\n';
    if (verb === 'DATA') {
      isData = true;
      return '354 go on\r\n';
    }
    return verb === 'QUIT' ? '221 bye\r\n' : '250 2.0.0 ok\r\n';
  };
  /** Where the message ends within `chunk`, its mark perhaps begun in `rest`; -1 when it goes on. */
  const endOf = (chunk: Buffer, at: number): number => {
    if (rest.length > 0) {
      const seam = Buffer.concat([rest, chunk.subarray(at, at + END.length)]).indexOf(END);
      if (seam >= 0) return at + seam + END.length - rest.length;
    }
    const found = chunk.indexOf(END, at);
    return found < 0 ? -1 : found + END.length;
  };
  socket.on('error', () => {});
  say('220 sink ESMTP\r\n');
  socket.on('data', (chunk: Buffer) => {
    let replies = '';
    let at = 0;
    while (at < chunk.length) {
      if (isData) {
        const end = endOf(chunk, at);
        if (end < 0) {
          rest = Buffer.concat([rest, chunk.subarray(Math.max(at, chunk.length - 4))]).subarray(-4);
          break;
        }
        isData = false;
        rest = Buffer.alloc(0);
        at = end;
        taken.push(performance.now());
        replies += '250 2.0.0 taken\r\n';
        continue;
      }
      const end = chunk.indexOf(10, at);
      if (end < 0) {
        rest = Buffer.concat([rest, chunk.subarray(at)]);
        break;
      }
      replies += command(Buffer.concat([rest, chunk.subarray(at, end)]).toString('latin1', 0, 4));
      rest = Buffer.alloc(0);
      at = end + 1;
    }
    say(replies);
  });
}
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as net.AddressInfo).port));
// Any message asks for the times so far and empties them.
process.on('message', () => {
  process.send?.(taken);
  taken = [];
});
process.on('disconnect', () => process.exit());
