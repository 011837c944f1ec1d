import type { App } from '../platform/app.ts';

/**
 * What stands before the `@` of a notice's Message-ID: the same on every try (HDR-06), and telling nothing. Under every live secret, newest
 * first.
 */
export function noticeIdsOf({ keys }: Pick<App, 'keys'>, messageKey: string): [string, ...string[]] {
  const [first, ...older] = keys.deriveEach('message-id', messageKey).map(opaque);
  return [first ?? '', ...older];
}

const opaque = (hmac: Buffer) => hmac.subarray(0, 18).toString('base64url');
