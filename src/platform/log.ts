import { pino, type Logger } from 'pino';

export type Log = Logger;

/**
 * JSON lines on standard output: `{ event: 'send.finished', sendId, … }`. Ids, never addresses or tokens (SEC-17):
 * an error keeps its name, code and stack, but whatever looks like an address or a token path is masked in them.
 */
export function createLog(level: string, destination?: { write(line: string): void }): Log {
  const options = {
    level,
    base: null,
    // Errors go under `err`, masked; pino would also copy the message of its error key as it is into `msg`.
    errorKey: 'uncaught',
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: maskedError, error: maskedError },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** With one pair of angle brackets, if it stands in them. */
const ADDRESS = /<?("[^"\n]{1,64}"|[^\s<>"'=:,;()[\]]{1,64})@[^\s<>"'=:,;()[\]]{1,255}>?/g;
const TOKEN_PATH =
  /\/(confirm|unsubscribe|preferences|rhythm|view|c|o|never-again|your-data|address|keep-address|sign-in|set-password|setup|hooks)\/[^\s"'?]+/g;

/** Replaces addresses and the token part of links in free text. */
export function maskPrivate(text: string): string {
  return text.replace(ADDRESS, '<address>').replace(TOKEN_PATH, '/$1/<token>');
}

function maskedError(error: unknown): unknown {
  if (!(error instanceof Error)) return typeof error === 'string' ? maskPrivate(error) : undefined;
  const code = 'code' in error ? String(error.code) : undefined;
  return {
    name: error.name,
    code,
    message: maskPrivate(error.message),
    stack: error.stack ? maskPrivate(error.stack) : undefined,
    cause: error.cause === undefined ? undefined : maskedError(error.cause),
  };
}
