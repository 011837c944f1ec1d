import type { ImapFlowOptions } from 'imapflow';
import { isLoopback } from '../../mailers/index.ts';

export interface Mailbox {
  options: ImapFlowOptions;
  folder: string;
}

/**
 * What `INBOUND_IMAP` asks for: `imaps:` is TLS from the start (RFC 8314), `imap:` demands STARTTLS before it signs in, unless the server is this
 * machine or `?tls=off` is given.
 * @param url `imap[s]://user:password@host[:port][/folder][?tls=off][&tls.rejectUnauthorized=false]`
 */
export function readImapUrl(url: string): Mailbox {
  const { protocol, hostname, port, username, password, pathname, searchParams } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const isTlsFromStart = protocol === 'imaps:';
  const isClear = isLoopback(host) || searchParams.get('tls') === 'off';
  return {
    options: {
      host,
      port: port ? Number(port) : isTlsFromStart ? 993 : 143,
      secure: isTlsFromStart,
      ...(!isTlsFromStart && { doSTARTTLS: !isClear }),
      auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
      tls: {
        minVersion: 'TLSv1.2',
        rejectUnauthorized: !isLoopback(host) && searchParams.get('tls.rejectUnauthorized') !== 'false',
      },
      disableAutoIdle: true,
      disableCompression: true,
      logger: false,
      connectionTimeout: 30_000,
      greetingTimeout: 30_000,
      socketTimeout: 60_000,
    },
    folder: decodeURIComponent(pathname.slice(1)) || 'INBOX',
  };
}
