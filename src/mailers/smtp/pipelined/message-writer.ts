import type { Socket } from 'node:net';

/** Behind a message its end and the next envelope are written into the same buffer, before it its signatures. */
const HEADROOM = 4096;
const NO_BUFFER = Buffer.alloc(0);

export type MessageWriter = ReturnType<typeof createMessageWriter>;

/** Writes messages out of buffers that are used again when the socket has let go of them. */
export function createMessageWriter(socket: Socket) {
  const free: Buffer[] = [];
  return {
    /** A buffer to render a message into; `write` gives it back. */
    take: (): Buffer => free.pop() ?? NO_BUFFER,
    /** @param content in `target`, or not. @param tail what follows it. */
    write(content: Buffer, tail: string, target: Buffer): void {
      const start = content.byteOffset - target.byteOffset;
      const end = start + content.length;
      if (content.buffer === target.buffer && end + tail.length <= target.length) {
        const length = target.write(tail, end, 'latin1');
        socket.write(target.subarray(start, end + length), () => void free.push(target));
        return;
      }
      // The next message will hardly be smaller.
      const needed = content.length + tail.length + HEADROOM;
      free.push(needed <= target.length ? target : Buffer.allocUnsafeSlow(needed));
      socket.cork();
      socket.write(content);
      socket.write(tail, 'latin1');
      socket.uncork();
    },
  };
}
