import type { Socket } from 'node:net';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';

/** A connection on which EHLO, TLS and AUTH are done. */
export interface Line {
  socket: Socket;
  hasPipelining: boolean;
  hasSize: boolean;
  /** Octets; 0 when the server names no limit. */
  maxSize: number;
}

/** What is needed of nodemailer's connection beyond its public face. */
interface Internals {
  _socket: Socket;
  _supportedExtensions: string[];
  _maxAllowedSize: number;
  _responseQueue: unknown[];
  _responseActions: unknown[];
  _remainder: string;
}
const LISTENERS = {
  data: '_onSocketData',
  error: '_onSocketError',
  close: '_onSocketClose',
  end: '_onSocketEnd',
  timeout: '_onSocketTimeout',
};

/**
 * Takes the socket out of nodemailer's hands once the session is set up. Internals may change with any version, so their
 * absence is an answer: undefined, and the connection stays as it was.
 */
export function detachSocket(connection: SMTPConnection): Line | undefined {
  const inside = connection as unknown as Partial<Internals>;
  const { _socket: socket, _supportedExtensions: extensions, _maxAllowedSize: maxSize } = inside;
  const listeners = Object.entries(LISTENERS).map(
    ([event, name]) => [event, (inside as Record<string, unknown>)[name]] as const,
  );
  if (!socket || socket.destroyed) return undefined;
  const isKnown =
    Array.isArray(extensions) &&
    typeof maxSize === 'number' &&
    listeners.every(([, listener]) => typeof listener === 'function') &&
    // Words that the server said out of turn belong to nodemailer.
    inside._responseQueue?.length === 0 &&
    inside._responseActions?.length === 0 &&
    inside._remainder === '' &&
    socket.listenerCount('data') === 1;
  if (!isKnown) return undefined;
  for (const [event, listener] of listeners) socket.off(event, listener as () => void);
  return {
    socket,
    hasPipelining: extensions.includes('PIPELINING'),
    hasSize: extensions.includes('SIZE'),
    maxSize,
  };
}
