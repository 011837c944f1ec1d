import net from 'node:net';

// A mail server that accepts everything at once and keeps nothing; it tells its parent its port, and on request what it took.
const taken = { count: 0, firstAt: 0, lastAt: 0 };
/** How many messages each recipient got. */
const recipients = new Map<string, number>();

// Short replies must not wait for one another.
const server = net.createServer({ noDelay: true }, (socket) => {
  let rest = '';
  let isData = false;
  let recipient = '';
  socket.setEncoding('latin1').on('error', () => {});
  socket.write('220 sink ESMTP\r\n');
  socket.on('data', (chunk: string) => {
    rest += chunk;
    for (;;) {
      if (isData) {
        const end = rest.indexOf('\r\n.\r\n');
        if (end < 0) {
          rest = rest.slice(-4);
          return;
        }
        rest = rest.slice(end + 5);
        isData = false;
        taken.count += 1;
        recipients.set(recipient, (recipients.get(recipient) ?? 0) + 1);
        taken.lastAt = performance.timeOrigin + performance.now();
        taken.firstAt ||= taken.lastAt;
        socket.write('250 2.0.0 taken\r\n');
        continue;
      }
      const end = rest.indexOf('\r\n');
      if (end < 0) return;
      const verb = rest.slice(0, 4).toUpperCase();
      if (verb === 'RCPT') recipient = rest.slice('RCPT TO:<'.length, rest.indexOf('>'));
      rest = rest.slice(end + 2);
      isData = verb === 'DATA';
      if (verb === 'EHLO') socket.write('250-sink\r\n250-PIPELINING\r\n250 8BITMIME\r\n');
      else if (isData) socket.write('354 go on\r\n');
      else if (verb === 'QUIT') socket.end('221 bye\r\n');
      else socket.write('250 2.1.0 ok\r\n');
    }
  });
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as net.AddressInfo).port));
process.on('message', (message) => {
  if (message === 'reset') {
    Object.assign(taken, { count: 0, firstAt: 0, lastAt: 0 });
    recipients.clear();
  }
  const twice = [...recipients].filter(([, messages]) => messages > 1).map(([address]) => address);
  process.send?.({ ...taken, recipients: recipients.size, twice });
});
