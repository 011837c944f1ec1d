import { isIP } from 'node:net';
import os from 'node:os';
import type { SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection';

export interface SmtpSettings {
  connection: SMTPConnectionOptions;
  login: { user: string; pass: string } | undefined;
  /** What is insecure on purpose. */
  insecurities: SmtpInsecurity[];
}

export type SmtpInsecurity = 'tls-off' | 'certificates-unchecked';

/**
 * What an address such as `SMTP_URL` asks for. `smtps:` is TLS from the start (RFC 8314), `smtp:` demands STARTTLS before
 * anything is said, login included, unless the server is this machine or `?tls=off` is given (SMTP-13).
 * @param url `smtp[s]://[user:password@]host[:port][?tls=off][&tls.rejectUnauthorized=false][&name=mail.example.com]`
 */
export function readSmtpUrl(url: string): SmtpSettings {
  const { protocol, hostname, port, username, password, searchParams } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const isTlsFromStart = protocol === 'smtps:';
  const isLocal = isLoopback(host);
  const isTlsOff = searchParams.get('tls') === 'off' || searchParams.get('ignoreTLS') === 'true';
  // A certificate says nothing more about a server on this very machine.
  const isVerified = !isLocal && searchParams.get('tls.rejectUnauthorized') !== 'false';
  return {
    connection: {
      host,
      port: port ? Number(port) : isTlsFromStart ? 465 : 587,
      secure: isTlsFromStart,
      requireTLS: !isTlsFromStart && !isLocal && !isTlsOff,
      ignoreTLS: isTlsOff,
      opportunisticTLS: isLocal && !isTlsOff,
      name: searchParams.get('name') ?? undefined,
      tls: { minVersion: 'TLSv1.2', rejectUnauthorized: isVerified },
      // RFC 5321 §4.5.3.2.6: the reply to the final dot may take ten minutes (SMTP-06).
      socketTimeout: 10 * 60_000,
      greetingTimeout: 30_000,
      connectionTimeout: 30_000,
      dnsTimeout: 20_000,
      logger: false,
      debug: false,
    },
    login: username ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) } : undefined,
    insecurities: isLocal ? [] : insecurities(isTlsOff && !isTlsFromStart, isVerified),
  };
}

function insecurities(isClear: boolean, isVerified: boolean): SmtpInsecurity[] {
  if (isClear) return ['tls-off'];
  return isVerified ? [] : ['certificates-unchecked'];
}

/** Whether a host is this very machine. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/** The name for EHLO: a host name of two labels or more, from the first that is one (SMTP-14). */
export function helloName(publicUrl: string, senderDomain: string): string {
  const isHostName = (name: string) => name.includes('.') && isIP(name) === 0;
  const publicHost = new URL(publicUrl).hostname;
  return [publicHost, os.hostname(), senderDomain].find(isHostName) ?? 'localhost.localdomain';
}
